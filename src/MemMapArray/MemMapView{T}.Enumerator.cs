using System;
using System.Runtime.CompilerServices;

namespace MemMap;

/// <content>Enumeration of elements.</content>
public unsafe partial class MemMapView<T>
{
    /// <summary>Enumerates the elements in C order: <c>foreach (float x in view)</c>. Each is an element access; for speed use spans or chunks.</summary>
    /// <returns>The enumerator.</returns>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public Enumerator GetEnumerator() => new(OpenWindow());

    /// <summary>Enumerates the elements of a view in C order.</summary>
    public struct Enumerator
    {
        private readonly Window _window;
        private readonly long[] _index;
        private long _offset;
        private long _remaining;
        private bool _started;

        internal Enumerator(Window window)
        {
            _window = window;
            _index = new long[window.Layout.Rank];
            _remaining = window.Layout.Length;

            // One step before the first element; MoveNext goes on from there.
            _offset = window.Layout.Offset;
            _started = false;
            if (_index.Length > 0)
            {
                _index[^1] = -1;
                _offset -= window.Layout.Strides[^1];
            }
        }

        /// <summary>The element.</summary>
        /// <exception cref="InvalidOperationException"><see cref="MoveNext"/> has not found an element yet.</exception>
        /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
        public readonly T Current
        {
            get
            {
                if (!_started)
                {
                    throw new InvalidOperationException("There is no element before MoveNext has found the first one.");
                }

                byte* origin = _window.Region.Origin;
                if (origin == null)
                {
                    throw _window.Region.Disposed();
                }

                return Unsafe.ReadUnaligned<T>(origin + _offset);
            }
        }

        /// <summary>Goes to the next element.</summary>
        /// <returns><see langword="false"/> when there is none.</returns>
        public bool MoveNext()
        {
            if (_remaining == 0)
            {
                return false;
            }

            _remaining--;
            _started = true;
            ReadOnlySpan<long> lengths = _window.Layout.Lengths, strides = _window.Layout.Strides;
            for (int axis = _index.Length - 1; axis >= 0; axis--)
            {
                _offset += strides[axis];
                if (++_index[axis] < lengths[axis])
                {
                    break;
                }

                _offset -= lengths[axis] * strides[axis];
                _index[axis] = 0;
            }

            return true;
        }
    }
}
