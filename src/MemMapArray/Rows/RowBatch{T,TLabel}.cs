using System;
using MemMap.Rows;

namespace MemMap;

/// <summary>Some rows of an array, and the same rows of another one, such as images and their labels.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TLabel">The element type of the other array.</typeparam>
public sealed class RowBatch<T, TLabel> : RowBatch<T>
    where T : unmanaged
    where TLabel : unmanaged
{
    private readonly TLabel[] _labels;
    private readonly int _length;

    internal RowBatch(long index, BatchPlan plan, RowSource<T> source, RowSource<TLabel> labels, RowBatch<T, TLabel>? used)
        : base(index, plan, source, used)
    {
        _labels = used?._labels ?? new TLabel[labels.ElementsOf(plan.LargestSize)];
        _length = (int)labels.ElementsOf(Count);
        plan.Read(labels, Rows, _labels);
    }

    /// <summary>The elements of the same rows of the other array, in C order: of an array of rank 1 one for each row. No copy.</summary>
    /// <exception cref="InvalidOperationException">The loop has gone on.</exception>
    public Span<TLabel> Labels => Current(_labels).AsSpan(0, _length);
}
