using System;
using System.Globalization;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Ordering;

/// <summary>Counts all elements by bins.</summary>
/// <typeparam name="TStored">The element type.</typeparam>
/// <param name="call">The elements.</param>
/// <param name="limits">Of how many elements there is a sample.</param>
internal sealed class HistogramRun<TStored>(ReductionCall call, OrderingLimits limits) : INumberVisitor<TStored, long[]>
    where TStored : unmanaged
{
    // How many elements a sample has at most, and of few bits: of 65,536 different ones, evenly drawn, each is in it several times.
    private const int Sampled = 1 << 16;
    private const int SmallSampled = 1 << 20;

    // So many at the end of a sample make it likely that this is the end of all.
    private const int AtLimit = 4;

    private HistogramBins? _bins;
    private int _count;
    private Func<(TStored Low, TStored High)>? _extremes;

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
    /// <param name="extremes">Finds how far they reach, if there is a fast way; a NaN when there are no numbers, or something else than
    /// numbers.</param>
    /// <exception cref="NotSupportedException">The elements have no order.</exception>
    /// <exception cref="InvalidOperationException">They reach to an infinity, or some are NaN.</exception>
    public long[] Run(int count, Func<(TStored Low, TStored High)>? extremes)
    {
        (_count, _extremes) = (count, extremes);
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
                CultureInfo.InvariantCulture,
                double.IsNaN(low)
                    ? "Some elements are NaN, so no bins reach from the least to the greatest. Give a range, or leave out NaN (SkipNaN)."
                    : "Elements reach from {0} to {1}: too far for bins of one width. Give a range.",
                low,
                high));
    }

    long[] INumberVisitor<TStored, long[]>.Visit<T>()
    {
        if ((Element.KindOf<T>() & ElementKinds.Numbers) == 0)
        {
            throw Element.HasNoArithmetic<TStored>(ElementKinds.Numbers);
        }

        call.Settings.CancellationToken.ThrowIfCancellationRequested();
        var passes = new Passes<T>(new ReductionPlan(call.Elements.Layout, call.Reduces, new long[call.Reduces.Length], 1), call.Elements, call.Settings);
        if (_bins is null && Guess(passes) is { } guess && Count(passes, guess, areAllInside: true) is { } found)
        {
            _bins = guess;
            return found;
        }

        return Count(passes, _bins ??= BinsOf(passes), areAllInside: false)!;
    }

    private static long[]? Count<T>(Passes<T> passes, HistogramBins bins, bool areAllInside)
        where T : unmanaged
    {
        var counts = new HistogramCounts(bins.Count, areAllInside);
        if (passes.Plan.Count > 0)
        {
            var plan = new HistogramPlan<T>(bins, typeof(TStored) == typeof(bool), passes.Plan.Count);
            passes.VisitGroup(0, () => new HistogramVisitor<T>(plan, counts), plan.Threads);
        }

        return counts.IsGivenUp ? null : counts.Bins;
    }

    // Bins between the extremes of a sample. Where no element is outside of them, these are the extremes of all, and a pass is saved. They
    // are where many elements are at the ends: of few bits, or cut off at a limit.
    private unsafe HistogramBins? Guess<T>(Passes<T> passes)
        where T : unmanaged
    {
        int perPlace = (int)Math.Min(passes.Plan.Count / 64, OrderKey.Bits<T>() <= 16 ? SmallSampled : Sampled) / limits.Places;
        if (perPlace == 0 || passes.Plan.Count * sizeof(T) < limits.SampledBytes)
        {
            return null;
        }

        var found = new KeyLimits();
        passes.VisitSome(0, limits.Places, perPlace, () => new LimitsVisitor<T>(found));
        bool areNumbers = found.Low >= OrderKey.LeastNumber<T>() && found.High <= OrderKey.LargestNumber<T>();
        if (!areNumbers || found.AtLow < AtLimit || found.AtHigh < AtLimit)
        {
            return null;
        }

        // Bins of one number reach half a unit beyond it, where another one may be, and which zero is the last edge can be seen.
        (double low, double high) = EndsOf<T>(found.Low, found.High);
        bool isSure = low < high
            ? !Element.IsFloatingPoint<T>() || (high != 0 && Doubles.IsFinite(high - low))
            : !Element.IsFloatingPoint<T>() && OrderKey.Bits<T>() <= 32;
        return isSure ? BinsOf(low, high) : null;
    }

    private HistogramBins BinsOf<T>(Passes<T> passes)
        where T : unmanaged
    {
        (double low, double high) = (0, 1);
        if (_extremes is not null)
        {
            (TStored min, TStored max) = _extremes();
            T first = Element.FromStored<TStored, T>(min), last = Element.FromStored<TStored, T>(max);
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
                (low, high) = EndsOf<T>(range.Low, range.High);
            }
        }

        return BinsOf(low, high);
    }

    private HistogramBins BinsOf(double low, double high) => typeof(TStored) == typeof(bool)
        ? Between(low == 0 ? 0 : 1, high == 0 ? 0 : 1, _count)
        : Between(low, high, _count);

    private static (double Low, double High) EndsOf<T>(long low, long high)
        where T : unmanaged =>
        (Element.ToNearestDouble(OrderKey.ToElement<T>(low)), Element.ToNearestDouble(OrderKey.ToElement<T>(high)));
}
