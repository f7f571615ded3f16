using System;
using System.Runtime.CompilerServices;
using MemMap.Transforming;

namespace MemMap.Relations;

/// <summary>One thread's way from the rows of a matrix to panels of doubles, from which a first row and a mean near that of all may be taken
/// off, exactly where neighbours are close.</summary>
internal abstract unsafe class RelationPanel : IDisposable
{
    /// <summary>Begins with other rows: what is taken off is chosen anew.</summary>
    public abstract void Start();

    /// <summary>Reads some rows.</summary>
    public abstract void Read(long first, int count);

    /// <summary>Whether one of the elements of a row that was read is NaN.</summary>
    public abstract bool HasNaN(int row);

    /// <summary>Makes a panel of those rows that are kept.</summary>
    /// <param name="kept">For each row whether it is.</param>
    /// <param name="first">The first of them, of those that were read.</param>
    /// <param name="panel">Where to: rows of <paramref name="stride"/> doubles. Those behind the last column are zeros, and stay so.</param>
    /// <param name="stride">From one to the next.</param>
    /// <returns>How many are kept.</returns>
    public abstract int Make(ReadOnlySpan<bool> kept, int first, double* panel, int stride);

    /// <summary>Tells what was taken off, and what the rows' means are away from that.</summary>
    public abstract void Finish(RelationState state, long rows);

    /// <summary>The sums of what is in the panels, for each column.</summary>
    public abstract double* Sums { get; }

    public abstract void Dispose();
}

/// <summary>The rows of numbers of a type.</summary>
/// <typeparam name="TNumber">Doubles, or integers of 64 bits.</typeparam>
/// <param name="source">The matrix.</param>
/// <param name="columns">How many columns it has.</param>
/// <param name="isCentred">A mean is taken off.</param>
internal sealed unsafe class RelationPanel<TNumber>(TransformSource source, int columns, bool isCentred) : RelationPanel
    where TNumber : unmanaged
{
    private readonly BoxReader<TNumber> _reader = source.CreateBoxReader<TNumber>(source.Layout.Strides);
    private readonly TNumber[] _first = new TNumber[columns];
    private readonly int _padded = (columns + Products.Padding - 1) / Products.Padding * Products.Padding;
    private AlignedMemory _doubles = new(3L * (columns + Products.Padding) * sizeof(double));
    private TNumber* _rows;
    private bool _hasFirst;
    private bool _hasCentres;

    public override double* Sums => (double*)_doubles.Origin;

    private double* Centres => Sums + _padded;

    private double* Firsts => Centres + _padded;

    public override void Start()
    {
        (_hasFirst, _hasCentres) = (false, false);
        new Span<double>(_doubles.Origin, 3 * _padded).Clear();
    }

    public override void Read(long first, int count) =>
        _rows = _reader.Read(source.Layout.Offset + (first * source.Layout.Strides[0]), stackalloc long[] { count, columns });

    public override bool HasNaN(int row)
    {
        if (typeof(TNumber) != typeof(double))
        {
            return false;
        }

        double* numbers = (double*)_rows + ((long)row * columns);
        bool hasNaN = false;
        for (int i = 0; i < columns; i++)
        {
            hasNaN |= double.IsNaN(numbers[i]);
        }

        return hasNaN;
    }

    [MethodImpl(HotPath.Optimized)]
    public override int Make(ReadOnlySpan<bool> kept, int first, double* panel, int stride)
    {
        TNumber* rows = _rows + ((long)first * columns);
        if (typeof(TNumber) == typeof(double) && kept.IndexOf(false) < 0)
        {
            return Shift((double*)rows, columns, kept.Length, panel, stride);
        }

        int made = 0;
        for (int row = 0; row < kept.Length; row++, rows += columns)
        {
            if (kept[row])
            {
                Take(rows, panel + ((long)made++ * stride));
            }
        }

        return Shift(panel, stride, made, panel, stride);
    }

    public override void Finish(RelationState state, long rows)
    {
        state.Count = rows;
        for (int i = 0; isCentred && i < columns && rows > 0; i++)
        {
            long bits = Unsafe.As<TNumber, long>(ref _first[i]);
            (state.Means[i], double rest) = typeof(TNumber) == typeof(double)
                ? (Unsafe.As<TNumber, double>(ref _first[i]), 0) : Element.ToDoubles<TNumber>(bits);
            state.Rests[i] = rest + Centres[i] + (Sums[i] / rows);
        }
    }

    public override void Dispose()
    {
        _doubles.Dispose();
        _reader.Dispose();
    }

    // Integers of 64 bits have their first row taken off here, exactly, before they become doubles.
    [MethodImpl(HotPath.Optimized)]
    private void Take(TNumber* row, double* to)
    {
        if (typeof(TNumber) == typeof(double))
        {
            Buffer.MemoryCopy(row, to, columns * sizeof(double), columns * sizeof(double));
            return;
        }

        if (!_hasFirst)
        {
            _hasFirst = true;
            new ReadOnlySpan<TNumber>(row, columns).CopyTo(_first);
        }

        fixed (TNumber* first = _first)
        {
            for (int i = 0; i < columns; i++)
            {
                to[i] = Element.WideDifference<TNumber>(((long*)row)[i], ((long*)first)[i]);
            }
        }
    }

    // Doubles have their first row taken off here; then all numbers have their centre taken off.
    private int Shift(double* from, int fromStride, int rows, double* panel, int stride)
    {
        if (rows == 0)
        {
            return 0;
        }

        if (isCentred && !_hasCentres)
        {
            _hasCentres = true;
            if (typeof(TNumber) == typeof(double))
            {
                new ReadOnlySpan<TNumber>(from, columns).CopyTo(_first);
                new ReadOnlySpan<double>(from, columns).CopyTo(new Span<double>(Firsts, columns));
            }

            ChooseCentres(from, fromStride, rows);
        }

        RelationLoops.Shift(from, fromStride, panel, stride, rows, columns, Firsts, Centres, Sums);
        return rows;
    }

    // Near enough to the mean of all rows to follow: no further off than these rows are on the average.
    private void ChooseCentres(double* from, int stride, int rows)
    {
        for (int row = 0; row < rows; row++, from += stride)
        {
            for (int i = 0; i < columns; i++)
            {
                Centres[i] += from[i] - Firsts[i];
            }
        }

        for (int i = 0; i < columns; i++)
        {
            Centres[i] /= rows;
        }
    }
}
