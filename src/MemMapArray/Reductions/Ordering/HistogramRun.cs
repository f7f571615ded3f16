using System;
using System.Globalization;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Ordering;

/// <summary>Counts all elements by bins.</summary>
/// <typeparam name="TStored">The element type.</typeparam>
/// <param name="call">The elements.</param>
internal sealed class HistogramRun<TStored>(ReductionCall call) : INumberVisitor<TStored, long[]>
    where TStored : unmanaged
{
    private HistogramBins? _bins;
    private int _count;
    private (TStored Low, TStored High)? _known;

    /// <summary>The bins that elements were counted by.</summary>
    public HistogramBins Bins => _bins!;

    /// <summary>Counts by bins.</summary>
    /// <exception cref="NotSupportedException">The elements have no order.</exception>
    public long[] Run(HistogramBins bins)
    {
        _bins = bins;
        return Element.AsNumber(this);
    }

    /// <summary>Counts by bins of one width, as far as the elements reach.</summary>
    /// <param name="count">How many bins.</param>
    /// <param name="known">How far they reach, if that is known; a NaN when there are no numbers, or something else than numbers.</param>
    /// <exception cref="NotSupportedException">The elements have no order.</exception>
    /// <exception cref="InvalidOperationException">They reach to an infinity, or some are NaN.</exception>
    public long[] Run(int count, (TStored Low, TStored High)? known)
    {
        (_count, _known) = (count, known);
        return Element.AsNumber(this);
    }

    /// <summary>Bins of one width between two edges, which are moved apart when they are the same.</summary>
    /// <exception cref="InvalidOperationException">They are no numbers, or too far apart.</exception>
    public static HistogramBins Between(double low, double high, int count)
    {
        (low, high) = low == high ? (low - 0.5, high + 0.5) : (low, high);
        return Doubles.IsFinite(high - low)
            ? new(low, high, count)
            : throw new InvalidOperationException(string.Format(
                CultureInfo.InvariantCulture, "Elements reach from {0} to {1}, which bins cannot. Give a range; SkipNaN leaves out NaN.", low, high));
    }

    long[] INumberVisitor<TStored, long[]>.Visit<T>()
    {
        if ((Element.KindOf<T>() & ElementKinds.Numbers) == 0)
        {
            throw Element.HasNoArithmetic<TStored>(ElementKinds.Numbers);
        }

        call.Settings.CancellationToken.ThrowIfCancellationRequested();
        var passes = new Passes<T>(new ReductionPlan(call.Elements.Layout, call.Reduces, new long[call.Reduces.Length], 1), call.Elements, call.Settings);
        bool isOfTruths = typeof(TStored) == typeof(bool);
        HistogramBins bins = _bins ??= BinsOf(passes, isOfTruths);
        long[] counts = new long[bins.Count];
        if (passes.Plan.Count > 0)
        {
            passes.VisitGroup(0, () => new HistogramVisitor<T>(bins, isOfTruths, counts), HistogramVisitor<T>.Threads(bins));
        }

        return counts;
    }

    private HistogramBins BinsOf<T>(Passes<T> passes, bool isOfTruths)
        where T : unmanaged
    {
        (double low, double high) = (0, 1);
        if (_known is { } known)
        {
            T first = Element.FromStored<TStored, T>(known.Low), last = Element.FromStored<TStored, T>(known.High);
            (low, high) = call.Settings.SkipNaN && Element.IsNaN(first)
                ? (low, high)
                : (Element.ToNearestDouble(first), Element.ToNearestDouble(last));
        }
        else if (passes.Plan.Count > 0)
        {
            var range = new KeyRange();
            passes.VisitGroup(0, () => new RangeVisitor<T>(range));
            if (range.HasNaN && !call.Settings.SkipNaN)
            {
                (low, high) = (double.NaN, double.NaN);
            }
            else if (range.Low <= range.High)
            {
                low = Element.ToNearestDouble(OrderKey.ToElement<T>(range.Low));
                high = Element.ToNearestDouble(OrderKey.ToElement<T>(range.High));
            }
        }

        return isOfTruths ? Between(low == 0 ? 0 : 1, high == 0 ? 0 : 1, _count) : Between(low, high, _count);
    }
}
