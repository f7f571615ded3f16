using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.Mapping;

namespace MemMap.Reductions;

/// <summary>The one way from a view to the results of a reduction: plan, blocks or rows, kernel, merge tree.</summary>
internal static unsafe class ReductionEngine
{
    /// <summary>So many columns at a time that their states stay in the cache.</summary>
    public const int ColumnsPerTile = 1024;

    /// <summary>Reduces the axes that <paramref name="reduces"/> names, and gives a result for each index of the others, in C order.</summary>
    public static double[] Reduce<T, TState, TKernel>(Window window, ReadOnlySpan<bool> reduces, TKernel kernel)
        where T : unmanaged
        where TKernel : struct, IReductionKernel<T, TState>
    {
        var plan = new ReductionPlan(window.Layout, reduces);
        using Lease lease = window.Region.Lease();
        var watch = new FileWatch(window.Region.File, window.Layout.ByteRange().End);
        double[] results = new double[plan.ResultLength];
        if (plan.Count == 0)
        {
            results.AsSpan().Fill(Canonical(kernel.Finish(default!, 0)));
        }
        else if (results.Length > 0)
        {
            byte* first = lease.Origin + plan.Offset;
            if (plan.ContiguousAxisIsReduced)
            {
                ReduceBlocks<T, TState, TKernel>(plan, first, watch, kernel, results);
            }
            else
            {
                ReduceColumns<T, TState, TKernel>(plan, first, watch, kernel, results);
            }
        }

        return results;
    }

    // The contiguous axis is reduced: every result is a sequence of blocks.
    private static void ReduceBlocks<T, TState, TKernel>(ReductionPlan plan, byte* first, FileWatch watch, TKernel kernel, double[] results)
        where T : unmanaged
        where TKernel : struct, IReductionKernel<T, TState>
    {
        nint buffer = Marshal.AllocHGlobal(Rules.BlockElements * sizeof(T));
        try
        {
            var reader = new BlockReader<T>(plan.ReducedLengths, plan.ReducedStrides, (T*)buffer);
            var tree = new MergeTree<T, TState, TKernel>(kernel);
            var kept = new Odometer(plan.KeptLengths, plan.KeptStrides, plan.KeptResultStrides.ToArray());
            do
            {
                reader.Start(first + kept.Offset, plan.Count);
                watch.BeforeReading((long)Math.Min(plan.Count, Rules.BlockElements) * sizeof(T));
                while (true)
                {
                    T* block = reader.Next(out int count);
                    if (block == null)
                    {
                        break;
                    }

                    tree.Push(kernel.ReduceBlock(block, count));
                    watch.BeforeReading((long)count * sizeof(T));
                }

                results[plan.ResultOffset + kept.OtherOffset] = Canonical(kernel.Finish(tree.Take(), plan.Count));
            }
            while (kept.MoveNext());
        }
        finally
        {
            Marshal.FreeHGlobal(buffer);
        }
    }

    // The contiguous axis is kept: each of its elements has a state, which takes rows in their order.
    private static void ReduceColumns<T, TState, TKernel>(ReductionPlan plan, byte* first, FileWatch watch, TKernel kernel, double[] results)
        where T : unmanaged
        where TKernel : struct, IReductionKernel<T, TState>
    {
        int last = plan.KeptLengths.Length - 1, width = (int)Math.Min(plan.KeptLengths[last], ColumnsPerTile);
        long length = plan.KeptLengths[last], stride = plan.KeptStrides[last], resultStride = plan.KeptResultStrides[last];
        var outer = new Odometer(plan.KeptLengths.AsSpan(0, last).ToArray(), plan.KeptStrides.AsSpan(0, last).ToArray(), plan.KeptResultStrides.Slice(0, last).ToArray());
        var tree = new ColumnMergeTree<T, TState, TKernel>(kernel);
        var states = new TState[width];
        T** rows = stackalloc T*[kernel.RowsPerLeaf];
        nint gathered = stride == sizeof(T) ? 0 : Marshal.AllocHGlobal(kernel.RowsPerLeaf * width * sizeof(T));
        try
        {
            do
            {
                for (long column = 0; column < length; column += width)
                {
                    int columns = (int)Math.Min(width, length - column);
                    byte* tile = first + outer.Offset + (column * stride);
                    var row = new Odometer(plan.ReducedLengths, plan.ReducedStrides);
                    for (long remaining = plan.Count; remaining > 0;)
                    {
                        int rowCount = (int)Math.Min(kernel.RowsPerLeaf, remaining);
                        watch.BeforeReading((long)rowCount * columns * sizeof(T));
                        for (int i = 0; i < rowCount; i++, row.MoveNext())
                        {
                            rows[i] = (T*)(tile + row.Offset);
                            if (gathered != 0)
                            {
                                T* copy = (T*)gathered + ((long)i * width);
                                Gather(rows[i], stride, copy, columns);
                                rows[i] = copy;
                            }
                        }

                        kernel.ReduceRows(rows, rowCount, columns, states);
                        tree.Push(states, columns);
                        remaining -= rowCount;
                    }

                    tree.Take(states, columns);
                    for (int i = 0; i < columns; i++)
                    {
                        results[plan.ResultOffset + outer.OtherOffset + ((column + i) * resultStride)] = Canonical(kernel.Finish(states[i], plan.Count));
                    }
                }
            }
            while (outer.MoveNext());
        }
        finally
        {
            Marshal.FreeHGlobal(gathered);
        }
    }

    // Processors make NaNs with different bits; a result has one.
    private static double Canonical(double value) => double.IsNaN(value) ? double.NaN : value;

    private static void Gather<T>(T* from, long stride, T* to, int count)
        where T : unmanaged
    {
        byte* source = (byte*)from;
        for (int i = 0; i < count; i++, source += stride)
        {
            to[i] = Unsafe.ReadUnaligned<T>(source);
        }
    }

    /// <summary>Looks at the file's length once for each <see cref="MappedFile.BytesPerLook"/> that are read.</summary>
    private sealed class FileWatch(MappedFile file, long end)
    {
        private long _untilLook;

        public void BeforeReading(long bytes)
        {
            _untilLook -= bytes;
            if (_untilLook < 0)
            {
                file.RequireLength(end);
                _untilLook = MappedFile.BytesPerLook;
            }
        }
    }
}
