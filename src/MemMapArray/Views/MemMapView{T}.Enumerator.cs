using System;
using System.Runtime.CompilerServices;
using MemMap.Views;

namespace MemMap;

/// <content>Enumeration of elements.</content>
public unsafe partial class MemMapView<T>
{
    /// <summary>Enumerates the elements in C order: <c>foreach (float x in view)</c>. Each step is an element access. Spans and chunks are
    /// faster.</summary>
    /// <returns>The enumerator.</returns>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>
    /// foreach (float x in vector)
    /// {
    ///     Console.Write($"{x} ");
    /// }
    /// </code></example>
    public Enumerator GetEnumerator() => new(OpenWindow());

    /// <summary>Enumerates the elements of a view in C order. A copy of the enumerator is independent of it.</summary>
    public struct Enumerator
    {
        private readonly Window _window;
        private long _position;
        private long _inner;
        private long _offset;

        internal Enumerator(Window window)
        {
            _window = window;
            _position = -1;
            _inner = 0;
            _offset = window.Layout.Offset;
        }

        /// <summary>The element.</summary>
        /// <exception cref="InvalidOperationException"><see cref="MoveNext"/> has not found one.</exception>
        /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
        public readonly T Current
        {
            get
            {
                if ((ulong)_position >= (ulong)_window.Layout.Length)
                {
                    throw new InvalidOperationException(
                        "There is no element before MoveNext has found the first one, nor after it has found the last.");
                }

                byte* origin = _window.Region.Origin;
                if (origin == null)
                {
                    throw _window.Region.Disposed();
                }

                return Unsafe.ReadUnaligned<T>(origin + _offset);
            }
        }

        /// <summary>Moves to the next element.</summary>
        /// <returns><see langword="false"/> when there is none.</returns>
        public bool MoveNext()
        {
            Layout layout = _window.Layout;
            if (_position + 1 >= layout.Length)
            {
                _position = layout.Length;
                return false;
            }

            if (++_position > 0)
            {
                int last = layout.Rank - 1;
                if (++_inner < layout.Lengths[last])
                {
                    _offset += layout.Strides[last];
                }
                else
                {
                    _inner = 0;
                    _offset = layout.OffsetOf(_position);
                }
            }

            return true;
        }
    }
}
