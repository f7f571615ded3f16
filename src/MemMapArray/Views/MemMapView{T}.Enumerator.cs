using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MemMap.Mapping;
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

    /// <summary>The elements in C order, for LINQ: <c>view.AsEnumerable().Select(...)</c>. NumPy's <c>a.flat</c>. O(1), no copy; each step
    /// is an element access behind an interface. (A view is not itself an <see cref="IEnumerable{T}"/>: its own <c>Min</c> or <c>Any</c>
    /// would be ambiguous.)</summary>
    /// <returns>The elements, read when they are enumerated, each time anew.</returns>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>int[] sorted = [.. vector.AsEnumerable().Select(x => (int)x).OrderBy(x => x)];</code></example>
    public IEnumerable<T> AsEnumerable()
    {
        return Each(OpenWindow());

        static IEnumerable<T> Each(Window window)
        {
            for (var elements = new Enumerator(window); elements.MoveNext();)
            {
                yield return elements.Current;
            }
        }
    }

    /// <summary>Enumerates the elements of a view in C order. A copy of the enumerator is independent of it.</summary>
    public struct Enumerator
    {
        private readonly Window _window;
        private long _position;
        private long _inner;
        private long _distance;

        internal Enumerator(Window window)
        {
            _window = window;
            _position = -1;
            _inner = 0;
            _distance = window.Region.Distance + window.Layout.Offset;
        }

        /// <summary>The element.</summary>
        /// <exception cref="InvalidOperationException"><see cref="MoveNext"/> has not found one.</exception>
        /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
        public readonly T Current
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                object? anchor = _window.Region.Anchor;
                if ((ulong)_position >= (ulong)_window.Layout.Length || anchor is null)
                {
                    ThrowNoElement(_window, _position);
                }

                return Unsafe.ReadUnaligned<T>(ref Anchored.At(anchor, _distance));
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
                    _distance += layout.Strides[last];
                }
                else
                {
                    _inner = 0;
                    _distance = _window.Region.Distance + layout.OffsetOf(_position);
                }
            }

            return true;
        }

        [DoesNotReturn]
        private static void ThrowNoElement(Window window, long position) =>
            throw ((ulong)position < (ulong)window.Layout.Length
                ? window.Region.Disposed()
                : new InvalidOperationException(
                    "There is no element before MoveNext has found the first one, nor after it has found the last."));
    }
}
