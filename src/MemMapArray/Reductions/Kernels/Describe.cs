using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// Counts elements and makes their moments and extremes, in one pass over memory. A block or a leaf is in the cache after its sum and its
/// extremes, and is gone through once more for the powers of deviations from its own mean.
/// </summary>
/// <param name="sum">The kernel of <c>Sum()</c> and <c>Mean()</c>.</param>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct Describe<T, TSumKernel, TSum>(TSumKernel sum, bool skipNaN) : IStateKernel<T, DescribeState<T, TSum>>
    where T : unmanaged
    where TSumKernel : struct, IStateKernel<T, TSum>
    where TSum : struct, ISumState
{
    private readonly MinMax<T> _extremes = new(skipNaN);

    public DescribeState<T, TSum> State => new(sum.State, _extremes.State);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        T* extremes = State.Mins(state, 1);
        double* moments = State.Moments(state, 1);
        sum.ReduceBlock(elements, count, position, state);
        _extremes.ReduceBlock(elements, count, position, (byte*)extremes);
        if (Element.IsWideInteger<T>())
        {
            WideIntegerMoments<T>.Block(elements, count).Store(moments, 0, 1);
            return;
        }

        double center = Center(sum.State.MeanOf(state, 0, 1, count), extremes[0], extremes[1]);
        PowerSums powers = SumPowers<T>.Block(elements, count, center);
        int nans = 0;
        if (double.IsNaN(powers.First) && Element.IsFloatingPoint<T>())
        {
            nans = WithoutNaN(elements, count, center, ref powers);
        }

        FourthMoments found = FromSums(count, nans, center, powers, extremes[0], extremes[1]);
        found = NeedsScale(found, extremes[0], extremes[1]) ? ByScale(elements, count, nans, center, extremes[0], extremes[1]) : found;
        found.Store(moments, 0, 1);
    }

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        double* moments = State.Moments(states, columns);
        T* mins = State.Mins(states, columns), maxs = mins + columns;
        sum.ReduceRows(rows, rowCount, columns, position, states);
        _extremes.ReduceRows(rows, rowCount, columns, position, (byte*)mins);
        if (Element.IsWideInteger<T>())
        {
            WideIntegerMoments<T>.Rows(rows, rowCount, columns, moments);
            return;
        }

        double* centers = stackalloc double[(1 + PowerSums.Planes) * columns], sums = centers + columns;
        for (int column = 0; column < columns; column++)
        {
            centers[column] = Center(sum.State.MeanOf(states, column, columns, rowCount), mins[column], maxs[column]);
        }

        T* elements = stackalloc T[Rules.RowsPerLeaf];
        SumPowers<T>.Rows(rows, rowCount, columns, centers, sums);
        for (int column = 0; column < columns; column++)
        {
            var powers = PowerSums.Load(sums, column, columns);
            int nans = 0;
            if (double.IsNaN(powers.First) && Element.IsFloatingPoint<T>())
            {
                nans = NaNs.CountInColumn(rows, rowCount, column);
                powers = Scalar.SumPowers<T>.Column(rows, rowCount, column, centers[column], skipNaN);
            }

            FourthMoments found = FromSums(rowCount, nans, centers[column], powers, mins[column], maxs[column]);
            if (NeedsScale(found, mins[column], maxs[column]))
            {
                Scalar.Columns<T>.Copy(rows, rowCount, column, elements);
                found = ByScale(elements, rowCount, nans, centers[column], mins[column], maxs[column]);
            }

            found.Store(moments, column, columns);
        }
    }

    // The mean, unless the sum is too large for a double; then what lies between the elements in any case.
    private static double Center(double mean, T min, T max) =>
        Doubles.IsFinite(mean) ? mean : (0.5 * Element.ToDouble(min)) + (0.5 * Element.ToDouble(max));

    private FourthMoments FromSums(int count, int nans, double center, in PowerSums powers, T min, T max)
    {
        int kept = count - nans;
        bool areFinite = kept == 0 || (Doubles.IsFinite(Element.ToDouble(min)) && Doubles.IsFinite(Element.ToDouble(max)));
        return !areFinite || (nans > 0 && !skipNaN) ? FourthMoments.NotFinite(kept, nans)
            : kept == 0 ? new(0, nans, 0, 0, 0, 0, 0)
            : FourthMoments.FromSums(kept, nans, center, 0, powers);
    }

    // Powers of narrower types are within what doubles hold.
    private bool NeedsScale(in FourthMoments found, T min, T max) =>
        typeof(T) == typeof(double) && !found.IsInRange && found.Count > 0 && (found.NaNs == 0 || skipNaN)
        && Doubles.IsFinite(Element.ToDouble(min)) && Doubles.IsFinite(Element.ToDouble(max))
        && Element.ToDouble(min) < Element.ToDouble(max);

    // Its room on the stack is no part of the callers, which are quick.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static FourthMoments ByScale(T* elements, int count, int nans, double center, T min, T max)
    {
        int exponent = Spread.ScaleOf(Element.ToDouble(min), Element.ToDouble(max));
        double factor = Mantissa.Scale(1, -exponent);
        double* scaled = stackalloc double[Rules.BlockElements];
        int kept = Spread.Scale(elements, count, factor, scaled);
        PowerSums powers = SumPowers<double>.Block(scaled, kept, center * factor);
        return FourthMoments.FromSums(kept, nans, center * factor, 0, powers).Divided(exponent);
    }

    // Where some are left out the deviations are made first, with 0 in their place: the others keep their lanes.
    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private int WithoutNaN(T* elements, int count, double center, ref PowerSums powers)
    {
        double* deviations = stackalloc double[Rules.BlockElements];
        int nans = 0;
        for (int i = 0; i < count; i++)
        {
            T element = Unsafe.ReadUnaligned<T>(elements + i);
            bool isNaN = Element.IsNaN(element);
            nans += isNaN ? 1 : 0;
            deviations[i] = isNaN ? 0 : Element.ToDouble(element) - center;
        }

        powers = skipNaN ? SumPowers<double>.Block(deviations, count, 0) : powers;
        return nans;
    }
}
