using System;
using System.Runtime.CompilerServices;

namespace MemMap.Copying;

/// <content>Rows that have gaps, go backwards, or lie across: of a few rows at a time each element in turn, so that a file in the other
/// order is gone through along its own axis.</content>
internal sealed unsafe partial class RowCopy<T>
{
    // The lines of the target that some rows are in stay in the processor's cache.
    private const int MostRows = 1024;
    private const long CachedBytes = 1 << 17;

    // Rows of so many bytes are worth a copy of their own, unless the rows of the source are its fastest axis.
    private const long LongRow = 1 << 14;

    private void CopyElements()
    {
        bool isAcross = true;
        foreach (long stride in _sourceStrides)
        {
            isAcross &= Math.Abs(stride) > Math.Abs(_fromStep);
        }

        if (_rowBytes >= LongRow && !isAcross)
        {
            InUnits(Math.Max(1, UnitBytes / _rowBytes), (first, end) =>
            {
                for (long i = first; i < end; i++)
                {
                    StridedCopy<T>.Copy(_target.Row(_targetRows == null ? i : _targetRows[i]),
                        _source.Row(_sourceRows == null ? i : _sourceRows[i]));
                }
            });
            return;
        }

        InUnits(isAcross ? MostRows : Math.Max(8, Math.Min(MostRows, CachedBytes / _rowBytes)), CopyElements);
    }

    private void CopyElements(long first, long end)
    {
        RequireSource(first, end);
        RequireTarget(first, end);
        int count = (int)(end - first), last = _lengths.Length - 1;
        long* to = stackalloc long[MostRows], from = stackalloc long[MostRows];
        for (int i = 0; i < count; i++)
        {
            (to[i], from[i]) = ((long)Target(first + i), (long)Source(first + i));
        }

        bool isRun = IsRun(last);
        long bytes = isRun ? _lengths[last] * sizeof(T) : sizeof(T);
        Span<long> index = stackalloc long[isRun ? last : last + 1];
        index.Clear();
        long target = 0, source = 0;
        while (true)
        {
            CopyPiece(to, target, from, source, count, bytes);
            int axis = index.Length - 1;
            for (; axis >= 0; axis--)
            {
                target += _targetStrides[axis];
                source += _sourceStrides[axis];
                if (++index[axis] < _lengths[axis])
                {
                    break;
                }

                target -= _lengths[axis] * _targetStrides[axis];
                source -= _lengths[axis] * _sourceStrides[axis];
                index[axis] = 0;
            }

            if (axis < 0)
            {
                return;
            }
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private static void CopyPiece(long* to, long target, long* from, long source, int count, long bytes)
    {
        for (int i = 0; i < count; i++)
        {
            Touch((byte*)to[i] + target, (byte*)from[i] + source, bytes);
        }
    }
}
