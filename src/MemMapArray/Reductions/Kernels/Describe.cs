using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// Counts elements and makes their moments and extremes, in one pass over memory. A block or a leaf is in the cache after its sum and its
/// extremes, and is gone through again for its moments up to the second, those of <c>Var()</c>, and for the third and fourth powers of
/// deviations from their mean.
/// </summary>
/// <param name="sum">The kernel of <c>Sum()</c> and <c>Mean()</c>.</param>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct Describe<T, TSumKernel, TSum>(TSumKernel sum, bool skipNaN) : IStateKernel<T, DescribeState<T, TSum>>
    where T : unmanaged
    where TSumKernel : struct, IStateKernel<T, TSum>
    where TSum : struct, ISumState
{
    private readonly MinMax<T> _extremes = new(skipNaN);
    private readonly Variance<T> _variance = new(skipNaN);

    public DescribeState<T, TSum> State => new(sum.State, _extremes.State);

    public bool BlocksAreRows => false;

    [SkipLocalsInit]
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

        double* planes = stackalloc double[SecondMoments.Planes];
        _variance.ReduceBlock(elements, count, position, (byte*)planes);
        var second = SecondMoments.Load(planes, 0, 1);
        PowerSums powers = SumPowers<T>.Block(elements, count, second.Mean);
        if (Element.IsFloatingPoint<T>() && double.IsNaN(powers.Fourth) && skipNaN)
        {
            powers = WithoutNaN(elements, count, second.Mean);
        }

        FourthMoments found = double.IsNaN(second.M2)
            ? NotFinite(count, NaNs.Count(elements, count))
            : FourthMoments.FromSums(second, count - second.Count, powers, second.MeanRest);
        if (NeedsScale(found))
        {
            found = ByScale(elements, count, second, extremes[0], extremes[1]);
        }

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

        double* planes = stackalloc double[(SecondMoments.Planes + PowerSums.Planes) * columns];
        double* means = planes + columns, sums = planes + (SecondMoments.Planes * columns);
        _variance.ReduceRows(rows, rowCount, columns, position, (byte*)planes);
        SumPowers<T>.Rows(rows, rowCount, columns, means, sums);
        T* elements = stackalloc T[Rules.RowsPerLeaf];
        bool areGood = FourthMomentsPlanes.FromSums<T>(rowCount, planes, sums, means + columns, columns, moments);
        for (int column = areGood ? columns : 0; column < columns; column++)
        {
            var second = SecondMoments.Load(planes, column, columns);
            var powers = PowerSums.Load(sums, column, columns);
            if (Element.IsFloatingPoint<T>() && double.IsNaN(powers.Fourth) && skipNaN)
            {
                powers = Scalar.SumPowers<T>.Column(rows, rowCount, column, second.Mean, skipNaN);
            }

            FourthMoments found = double.IsNaN(second.M2)
                ? NotFinite(rowCount, NaNs.CountInColumn(rows, rowCount, column))
                : FourthMoments.FromSums(second, rowCount - second.Count, powers, second.MeanRest);
            if (NeedsScale(found))
            {
                Scalar.Columns<T>.Copy(rows, rowCount, column, elements);
                found = ByScale(elements, rowCount, second, mins[column], maxs[column]);
            }

            found.Store(moments, column, columns);
        }
    }

    private static FourthMoments NotFinite(int count, int nans) => FourthMoments.NotFinite(count - nans, nans);

    // Powers of narrower types are within what doubles hold. Those of elements that are all equal are 0.
    private static bool NeedsScale(in FourthMoments found) =>
        typeof(T) == typeof(double) && found.M2 > 0 && (found.Scale != 0 || !found.IsInRange);

    // Its room on the stack is no part of the callers, which are quick.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static FourthMoments ByScale(T* elements, int count, in SecondMoments second, T min, T max)
    {
        int exponent = Spread.ScaleOf(Element.ToDouble(min), Element.ToDouble(max));
        double* scaled = stackalloc double[Rules.BlockElements];
        int kept = Spread.Scale(elements, count, Mantissa.Scale(1, -exponent), scaled);
        SecondMoments own = second.WithScale(exponent);
        PowerSums powers = SumPowers<double>.Block(scaled, kept, own.Mean);
        return FourthMoments.FromSums(own, count - kept, powers, own.MeanRest).Settled();
    }

    // The deviations are made first, with 0 where one is left out: the others keep their lanes.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PowerSums WithoutNaN(T* elements, int count, double center)
    {
        double* deviations = stackalloc double[Rules.BlockElements];
        for (int i = 0; i < count; i++)
        {
            T element = Unsafe.ReadUnaligned<T>(elements + i);
            deviations[i] = Element.IsNaN(element) ? 0 : Element.ToDouble(element) - center;
        }

        return SumPowers<double>.Block(deviations, count, 0);
    }
}
