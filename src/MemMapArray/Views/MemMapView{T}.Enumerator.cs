using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MemMap.Mapping;

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Enumerator GetEnumerator()
    {
        MemMapView<T> view = Newest;
        if (view._region.IsClosed)
        {
            ThrowDisposed(view._region);
        }

        return new(view);
    }

    /// <summary>The elements in C order, for LINQ: <c>view.AsEnumerable().Select(...)</c>. NumPy's <c>a.flat</c>. O(1), no copy; each step
    /// is an element access behind an interface. (A view is not itself an <see cref="IEnumerable{T}"/>: its own <c>Min</c> or <c>Any</c>
    /// would be ambiguous.)</summary>
    /// <returns>The elements, read when they are enumerated, each time anew.</returns>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>int[] sorted = [.. vector.AsEnumerable().Select(x => (int)x).OrderBy(x => x)];</code></example>
    public IEnumerable<T> AsEnumerable()
    {
        return Each(GetEnumerator());

        static IEnumerable<T> Each(Enumerator elements)
        {
            while (elements.MoveNext())
            {
                yield return elements.Current;
            }
        }
    }

    /// <summary>Enumerates the elements of a view in C order. A copy of the enumerator is independent of it.</summary>
    public struct Enumerator
    {
        private readonly MemMapView<T> _view;
        private readonly long _lines;
        private readonly long _lineLength;
        private readonly long _stride;
        private long _line;
        private long _inLine;
        private long _distance;

        // Lines along the last axis. No call that returns, here or in a step: sums in the loop around would be in memory.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal Enumerator(MemMapView<T> view)
        {
            _view = view;
            int rank = view._rank;
            (_lines, _lineLength, _stride) = (1, 1, 0);
            if (rank == 1)
            {
                (_lineLength, _stride) = (view._rows, view._stride0);
            }
            else if (rank == 2)
            {
                (_lines, _lineLength, _stride) = (view._rows, view._columns, view._stride1);
            }
            else if (rank > 2)
            {
                long[] dimensions = view._dimensions!;
                (_lineLength, _stride) = (dimensions[rank - 1], dimensions[(2 * rank) - 1]);
                for (int axis = 0; axis < rank - 1; axis++)
                {
                    _lines *= dimensions[axis];
                }
            }

            _lines = _lineLength == 0 ? 0 : _lines;
            _lineLength = _lines == 0 ? 0 : _lineLength;
            _line = 0;
            _inLine = -1;
            _distance = view._start - _stride;
        }

        /// <summary>The element.</summary>
        /// <exception cref="InvalidOperationException"><see cref="MoveNext"/> has not found one.</exception>
        /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
        public readonly T Current
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                object? anchor = _view._region.Anchor;
                if ((ulong)_inLine >= (ulong)_lineLength || anchor is null)
                {
                    ThrowNoElement(_view._region, _inLine, _lineLength);
                }

                return Unsafe.ReadUnaligned<T>(ref Anchored.At(anchor, _distance));
            }
        }

        /// <summary>Moves to the next element.</summary>
        /// <returns><see langword="false"/> when there is none.</returns>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            if (++_inLine < _lineLength)
            {
                _distance += _stride;
                return true;
            }

            if (_line + 1 >= _lines)
            {
                _inLine = _lineLength;
                return false;
            }

            long rest = ++_line, distance = _view._start;
            int rank = _view._rank;
            if (rank == 2)
            {
                distance += rest * _view._stride0;
            }
            else
            {
                long[] dimensions = _view._dimensions!;
                for (int axis = rank - 2; axis >= 0; axis--)
                {
                    long before = rest / dimensions[axis];
                    distance += (rest - (before * dimensions[axis])) * dimensions[rank + axis];
                    rest = before;
                }
            }

            _inLine = 0;
            _distance = distance;
            return true;
        }

        [DoesNotReturn]
        private static void ThrowNoElement(Region region, long position, long length) =>
            throw ((ulong)position < (ulong)length
                ? region.Disposed()
                : new InvalidOperationException(
                    "There is no element before MoveNext has found the first one, nor after it has found the last."));
    }
}
