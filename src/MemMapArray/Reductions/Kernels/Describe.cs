using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// Counts, mean, central powers and extremes from one pass over memory. A block or a leaf is in the cache after its sum and its extremes, and is gone through once more
/// for the powers of differences from its own mean.
/// </summary>
/// <remarks>Planes: those of the mean's kernel, so that the mean has the bits of <c>Mean()</c>; those of <see cref="CentralPowers"/>; those of <see cref="MinMax{TStored, T}"/>.</remarks>
/// <param name="mean">The kernel of <c>Mean()</c>.</param>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct Describe<T, TMean>(TMean mean, bool skipNaN) : IReductionKernel<T, Moments>
    where T : unmanaged
    where TMean : struct, IReductionKernel<T, double>
{
    private readonly MinMax<T, T> _extremes = new(skipNaN);

    // A whole number of doubles: every state lies aligned.
    public int StateBytes => ExtremesAt + ((_extremes.StateBytes + sizeof(double) - 1) / sizeof(double) * sizeof(double));

    private int PowersAt => mean.StateBytes;

    private int ExtremesAt => mean.StateBytes + (CentralPowers.Planes * sizeof(double));

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        T* extremes = (T*)(state + ExtremesAt);
        mean.ReduceBlock(elements, count, position, state);
        _extremes.ReduceBlock(elements, count, position, (byte*)extremes);
        if (Element.IsWideInteger<T>())
        {
            WidePowers.OfBlock(elements, count).Store((double*)(state + PowersAt), 0, 1);
            return;
        }

        double center = Center(mean.Finish(state, 0, 1, count), extremes[0], extremes[1]);
        PowerSums sums = Powers.OfBlock(elements, count, center);
        int nans = 0;
        if (double.IsNaN(sums.First) && Element.IsFloatingPoint<T>())
        {
            nans = WithoutNaN(elements, count, center, ref sums);
        }

        FromSums(count, nans, center, sums, extremes[0], extremes[1]).Store((double*)(state + PowersAt), 0, 1);
    }

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        double* powers = (double*)(states + ((long)PowersAt * columns));
        T* mins = (T*)(states + ((long)ExtremesAt * columns)), maxs = mins + columns;
        mean.ReduceRows(rows, rowCount, columns, position, states);
        _extremes.ReduceRows(rows, rowCount, columns, position, (byte*)mins);
        if (Element.IsWideInteger<T>())
        {
            WidePowers.OfRows(rows, rowCount, columns, powers);
            return;
        }

        double* centers = stackalloc double[5 * columns], sums = centers + columns;
        for (int column = 0; column < columns; column++)
        {
            centers[column] = Center(mean.Finish(states, column, columns, rowCount), mins[column], maxs[column]);
        }

        Powers.OfRows(rows, rowCount, columns, centers, sums);
        for (int column = 0; column < columns; column++)
        {
            var some = new PowerSums(sums[column], sums[columns + column], sums[(2 * columns) + column], sums[(3 * columns) + column]);
            int nans = 0;
            if (double.IsNaN(some.First) && Element.IsFloatingPoint<T>())
            {
                nans = NaNs.CountInColumn(rows, rowCount, column);
                some = ScalarPowers.OfColumn(rows, rowCount, column, centers[column], skipNaN);
            }

            FromSums(rowCount, nans, centers[column], some, mins[column], maxs[column]).Store(powers, column, columns);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        long powersAt = (long)PowersAt * columns, extremesAt = (long)ExtremesAt * columns;
        mean.Merge(left, right, columns);
        _extremes.Merge(left + extremesAt, right + extremesAt, columns);
        double* leftPowers = (double*)(left + powersAt), rightPowers = (double*)(right + powersAt);
        for (int column = 0; column < columns; column++)
        {
            CentralPowers.Merge(CentralPowers.Load(leftPowers, column, columns), CentralPowers.Load(rightPowers, column, columns)).Store(leftPowers, column, columns);
        }
    }

    public Moments Finish(byte* states, int column, int columns, long count)
    {
        (T min, T max) = _extremes.Finish(states + ((long)ExtremesAt * columns), column, columns, count);
        var powers = CentralPowers.Load((double*)(states + ((long)PowersAt * columns)), column, columns);
        return new(powers, mean.Finish(states, column, columns, count), Nearest(min), Nearest(max));
    }

    public Moments FinishEmpty() => default;

    // The mean, unless the sum is too large for a double; then what lies between the elements in any case.
    private static double Center(double mean, T min, T max) =>
        MomentsState.IsFinite(mean) ? mean : (0.5 * Element.ToDouble(min)) + (0.5 * Element.ToDouble(max));

    private static double Nearest(T element) =>
        Element.IsWideInteger<T>() ? Element.ToDoubles<T>(Unsafe.As<T, long>(ref element)).High : Element.ToDouble(element);

    private CentralPowers FromSums(int count, int nans, double center, in PowerSums sums, T min, T max)
    {
        int kept = count - nans;
        bool areFinite = kept == 0 || (MomentsState.IsFinite(Element.ToDouble(min)) && MomentsState.IsFinite(Element.ToDouble(max)));
        return !areFinite || (nans > 0 && !skipNaN) ? CentralPowers.NotFinite(kept, nans)
            : kept == 0 ? new(0, nans, 0, 0, 0, 0, 0)
            : CentralPowers.FromSums(kept, nans, center, 0, sums);
    }

    // Where some are left out the differences are made first, with 0 in their place: the others keep their lanes.
    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private int WithoutNaN(T* elements, int count, double center, ref PowerSums sums)
    {
        double* differences = stackalloc double[Rules.BlockElements];
        int nans = 0;
        for (int i = 0; i < count; i++)
        {
            T element = Unsafe.ReadUnaligned<T>(elements + i);
            bool isNaN = Element.IsNaN(element);
            nans += isNaN ? 1 : 0;
            differences[i] = isNaN ? 0 : Element.ToDouble(element) - center;
        }

        sums = skipNaN ? Powers.OfBlock(differences, count, 0) : sums;
        return nans;
    }
}
