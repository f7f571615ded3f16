using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.States;

/// <content>The same arithmetic in vectors.</content>
internal static unsafe partial class SecondMomentsPlanes
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static partial void VectorsFromSums(
        int count,
        double* pivots,
        double* sums,
        double* squares,
        int columns,
        double* states,
        long* areEqual,
        double least,
        ref int done,
        ref bool areGood)
    {
        int i = 0;
        for (; i <= columns - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            areGood &= FromSums(default(AllLanes), count, pivots + i, sums + i, squares + i, columns, states + i, At(areEqual, i), least);
        }

        if (i < columns)
        {
            var last = new FewLanes(columns - i);
            areGood &= FromSums(last, count, pivots + i, sums + i, squares + i, columns, states + i, At(areEqual, i), least);
        }

        done = columns;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static partial void MergeVectors(double* left, double* right, int columns, ref int done)
    {
        int i = 0;
        for (; i <= columns - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            if (!TryMerge(default(AllLanes), left + i, right + i, columns))
            {
                MergeFrom(left, right, i, i + Vector512<double>.Count, columns);
            }
        }

        if (i < columns && !TryMerge(new FewLanes(columns - i), left + i, right + i, columns))
        {
            MergeFrom(left, right, i, columns, columns);
        }

        done = columns;
    }

    private static double* At(long* areEqual, int column) => areEqual == null ? null : (double*)(areEqual + column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool FromSums<TLanes>(
        TLanes lanes,
        int count,
        double* pivots,
        double* sums,
        double* squares,
        int columns,
        double* states,
        double* areEqual,
        double least)
        where TLanes : struct, ILanes
    {
        Vector512<double> counts = Vector512.Create((double)count);
        Vector512<double> pivot = lanes.Load(pivots), sum = lanes.Load(sums), square = lanes.Load(squares);
        Vector512<double> m2 = square - (sum * sum / counts);
        bool good = Vector512.GreaterThanOrEqualAll(m2, square / Vector512.Create(Rules.CancellationLimit));
        Vector512<double> areAll = Vector512.Equals(square, default)
            & Vector512.GreaterThanOrEqual(Vector512.Abs(pivot), Vector512.Create(Spread.LeastPivot));
        areAll |= areEqual == null ? default : lanes.Load(areEqual);
        good &= (Vector512.GreaterThanOrEqual(m2, Vector512.Create(least)) | areAll).AsInt64() == Vector512<long>.AllBitsSet;
        good &= Vector512.LessThanOrEqualAll(m2, Vector512.Create(Spread.Most));
        Vector512<double> mean = Doubles.TwoSum(pivot, sum / counts, out Vector512<double> rest);
        lanes.Store(counts, states);
        lanes.Store(mean, states + columns);
        lanes.Store(rest, states + (2 * columns));
        lanes.Store(Vector512.ConditionalSelect(Vector512.LessThan(m2, default), default, m2), states + (3 * columns));
        lanes.Store(default, states + (4 * columns));
        return good;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryMerge<TLanes>(TLanes lanes, double* left, double* right, int columns)
        where TLanes : struct, ILanes
    {
        Vector512<double> leftCount = lanes.Load(left), rightCount = lanes.Load(right), count = leftCount + rightCount;
        Vector512<double> leftMean = lanes.Load(left + columns), rightMean = lanes.Load(right + columns);
        Vector512<double> leftRest = lanes.Load(left + (2 * columns)), rightRest = lanes.Load(right + (2 * columns));
        Vector512<double> leftM2 = lanes.Load(left + (3 * columns)), rightM2 = lanes.Load(right + (3 * columns));
        Vector512<double> share = rightCount / count;
        Vector512<double> difference = (rightMean - leftMean) + (rightRest - leftRest);
        Vector512<double> m2 = leftM2 + rightM2 + (difference * difference * leftCount * share);
        Vector512<double> mean = Doubles.TwoSum(leftMean, difference * share, out Vector512<double> rest);
        rest += leftRest;

        Vector512<double> someOnBothSides = Vector512.GreaterThan(leftCount, default) & Vector512.GreaterThan(rightCount, default);
        Vector512<double> isInRange = Vector512.GreaterThanOrEqual(m2, Vector512.Create(Spread.Least))
            & Vector512.LessThanOrEqual(m2, Vector512.Create(Spread.Most));
        Vector512<double> areEqual = Vector512.Equals(m2, default) & Vector512.Equals(difference, default);
        Vector512<double> areScaled = lanes.Load(left + (4 * columns)) | lanes.Load(right + (4 * columns));
        Vector512<double> plain = someOnBothSides & (isInRange | areEqual) & Vector512.Equals(areScaled, default);
        if (plain.AsInt64() != Vector512<long>.AllBitsSet)
        {
            return false;
        }

        lanes.Store(count, left);
        lanes.Store(mean, left + columns);
        lanes.Store(rest, left + (2 * columns));
        lanes.Store(m2, left + (3 * columns));
        return true;
    }
}
