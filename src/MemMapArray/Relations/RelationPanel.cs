using System;
using System.Runtime.CompilerServices;
using MemMap.Transforming;

namespace MemMap.Relations;

/// <summary>One thread's way from the rows of a matrix to a panel: rows as doubles, from which their means may be taken off.</summary>
internal abstract unsafe class RelationPanel : IDisposable
{
    /// <summary>Reads some rows.</summary>
    public abstract void Read(long first, int count);

    /// <summary>Whether one of the elements of a row that was read is NaN.</summary>
    public abstract bool HasNaN(int row);

    /// <summary>Makes a panel of those rows that are kept.</summary>
    /// <param name="kept">For each row whether it is.</param>
    /// <param name="first">The first of them, of those that were read.</param>
    public abstract void Make(ReadOnlySpan<bool> kept, int first);

    /// <summary>The numbers: a row after the other, or, of few columns, a column after the other. What is behind the last row and the last
    /// column, up to whole vectors, is zero.</summary>
    public abstract nint Numbers { get; }

    /// <summary>From a row or column to the next.</summary>
    public abstract int Stride { get; }

    /// <summary>Where the next panel's rows lie, as far as they were read, but not fetched yet.</summary>
    public abstract nint Ahead { get; }

    /// <summary>How many bytes these are.</summary>
    public abstract int AheadBytes { get; }

    /// <summary>How many rows are kept, and their means if these were taken off.</summary>
    public abstract RelationMeans Means { get; }

    public abstract void Dispose();
}

/// <summary>The rows of numbers of a type.</summary>
/// <typeparam name="TNumber">Doubles, or integers of 64 bits, which have the first row of their panel taken off before they become doubles:
/// exactly, where neighbours are close.</typeparam>
internal sealed unsafe class RelationPanel<TNumber> : RelationPanel
    where TNumber : unmanaged
{
    private readonly TransformSource _source;
    private readonly BoxReader<TNumber> _reader;
    private readonly RelationPlan _plan;
    private readonly int _columns;
    private readonly int _padded;
    private readonly bool _isCentred;
    private AlignedMemory _numbers;
    private AlignedMemory _kept;
    private AlignedMemory _means;
    private TNumber* _rows;
    private int _next;
    private int _read;
    private int _fetched;

    /// <param name="source">The matrix.</param>
    /// <param name="plan">How rows are cut.</param>
    /// <param name="isCentred">Means are taken off.</param>
    public RelationPanel(TransformSource source, in RelationPlan plan, bool isCentred)
    {
        (_source, _plan, _isCentred, _columns) = (source, plan, isCentred, (int)source.Layout.Lengths[1]);
        _reader = source.CreateBoxReader<TNumber>(source.Layout.Strides);
        Stride = plan.HasFewColumns ? plan.PanelRows + ColumnProducts.Lanes : RelationPlan.StrideOf(_columns);
        int count = Stride * (plan.HasFewColumns ? (_columns + 1) / 2 * 2 : plan.PanelRows);
        _numbers = new((long)count * sizeof(double));
        new Span<double>(_numbers.Origin, count).Clear();
        _kept = plan.HasFewColumns ? new((long)plan.PanelRows * _columns * sizeof(double)) : default;
        _padded = (_columns + Products.Padding - 1) / Products.Padding * Products.Padding;
        _means = new(((3L * _columns) + (2L * _padded)) * sizeof(double));
        Means = new((double*)_means.Origin, _columns);
        Means.Clear();
    }

    public override nint Numbers => (nint)_numbers.Origin;

    public override int Stride { get; }

    public override nint Ahead => (nint)(_rows + ((long)_next * _columns)) + _fetched;

    public override int AheadBytes => (Math.Min(_plan.PanelRows, _read - _next) * _columns * sizeof(TNumber)) - _fetched;

    public override RelationMeans Means { get; }

    private double* Centres => Means.Origin + (2 * _columns);

    private double* Mores => Centres + _padded;

    // The first row, as bits of its type.
    private TNumber* First => (TNumber*)(Mores + _padded);

    public override void Read(long first, int count)
    {
        _rows = _reader.Read(_source.Layout.Offset + (first * _source.Layout.Strides[0]), stackalloc long[] { count, _columns });
        (_next, _read, _fetched) = (0, count, 0);
    }

    public override bool HasNaN(int row)
    {
        if (typeof(TNumber) != typeof(double))
        {
            return false;
        }

        double* numbers = (double*)_rows + ((long)row * _columns);
        bool hasNaN = false;
        for (int i = 0; i < _columns; i++)
        {
            hasNaN |= double.IsNaN(numbers[i]);
        }

        return hasNaN;
    }

    [MethodImpl(HotPath.Optimized)]
    public override void Make(ReadOnlySpan<bool> kept, int first)
    {
        TNumber* rows = _rows + ((long)first * _columns);
        double* from = (double*)rows;
        int fromStride = _columns, count = kept.Length;
        (_next, _fetched) = (first + count, 0);
        if (typeof(TNumber) != typeof(double) || kept.IndexOf(false) >= 0)
        {
            from = (double*)(_plan.HasFewColumns ? (nint)_kept.Origin : Numbers);
            fromStride = _plan.HasFewColumns ? _columns : Stride;
            count = Take(rows, kept, from, fromStride);
        }
        else
        {
            Copy((double*)rows, (double*)First);
        }

        Means.Count = count;
        if (count == 0)
        {
            return;
        }

        if (_plan.HasFewColumns)
        {
            MakeColumns(from, count);
        }
        else
        {
            MakeRows(from, fromStride, count);
        }

        for (int i = 0; _isCentred && i < _columns; i++)
        {
            (double number, double rest) = typeof(TNumber) == typeof(double)
                ? (((double*)First)[i], 0) : Element.ToDoubles<TNumber>(((long*)First)[i]);
            Means.Set(i, number, rest, Centres[i], Mores[i]);
        }
    }

    public override void Dispose()
    {
        _numbers.Dispose();
        _kept.Dispose();
        _means.Dispose();
        _reader.Dispose();
    }

    // Rows that are kept, side by side.
    [MethodImpl(HotPath.Optimized)]
    private int Take(TNumber* rows, ReadOnlySpan<bool> kept, double* to, int stride)
    {
        int count = 0;
        for (int row = 0; row < kept.Length; row++, rows += _columns)
        {
            if (!kept[row])
            {
                continue;
            }

            if (count++ == 0)
            {
                Copy((double*)rows, (double*)First);
            }

            if (typeof(TNumber) == typeof(double))
            {
                Copy((double*)rows, to);
            }
            else
            {
                for (int i = 0; i < _columns; i++)
                {
                    to[i] = Element.WideDifference<TNumber>(((long*)rows)[i], ((long*)First)[i]);
                }
            }

            to += stride;
        }

        return count;
    }

    // Numbers of eight bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Copy(double* row, double* to) => Buffer.MemoryCopy(row, to, _columns * sizeof(double), _columns * sizeof(double));

    [MethodImpl(HotPath.Optimized)]
    private void MakeRows(double* from, int fromStride, int count)
    {
        double* numbers = (double*)Numbers;
        for (int row = 0; row < count && from != numbers; row++)
        {
            Copy(from + ((long)row * fromStride), numbers + ((long)row * Stride));
        }

        if (_isCentred)
        {
            RelationLoops.Centre(numbers, Stride, count, _padded, Centres, Mores);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private void MakeColumns(double* from, int count)
    {
        double* numbers = (double*)Numbers;
        if (_isCentred)
        {
            // Pairs of columns: where one is missing, there is one of zeros. Half of the next panel is fetched here, the rest by the products.
            int perPair = AheadBytes / Math.Max(2, _columns);
            for (int i = 0; i < _columns; i += 2, numbers += 2L * Stride)
            {
                ColumnProducts.Centre(from + i, _columns, count, i == _columns - 1, numbers, Stride, Centres + i, Mores + i);
                ColumnProducts.Fetch(Ahead, perPair);
                _fetched += perPair;
            }

            return;
        }

        RelationLoops.Transpose(from, _columns, count, _columns, numbers, Stride);
        for (int i = 0; i < _columns; i++, numbers += Stride)
        {
            new Span<double>(numbers + count, -count & (ColumnProducts.Lanes - 1)).Clear();
        }
    }
}
