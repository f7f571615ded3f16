using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.States;

/// <content>The same arithmetic in vectors.</content>
internal static unsafe partial class FourthMomentsPlanes
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static partial void VectorsFromSums(
        int rows, double* seconds, double* powers, double* shifts, int columns, double* states, double least, ref int done, ref bool areGood)
    {
        int i = 0;
        for (; i <= columns - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            areGood &= FromSums(default(AllLanes), rows, seconds + i, powers + i, shifts + i, columns, states + i, least);
        }

        if (i < columns)
        {
            areGood &= FromSums(new FewLanes(columns - i), rows, seconds + i, powers + i, shifts + i, columns, states + i, least);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool FromSums<TLanes>(
        TLanes lanes, int rows, double* seconds, double* powers, double* shifts, int columns, double* states, double least)
        where TLanes : struct, ILanes
    {
        Vector512<double> all = Vector512.Create((double)rows), smallest = Vector512.Create(least);
        Vector512<double> count = lanes.Load(seconds), shift = lanes.Load(shifts);
        Vector512<double> m2 = lanes.Load(seconds + (3 * columns)), square = shift * shift;
        Vector512<double> m3 = lanes.Load(powers) - (Vector512.Create(3.0) * shift * m2) - (count * square * shift);
        Vector512<double> m4 = lanes.Load(powers + columns)
            - (Vector512.Create(4.0) * shift * m3) - (Vector512.Create(6.0) * square * m2) - (count * square * square);
        m4 = Vector512.ConditionalSelect(Vector512.LessThan(m4, default), default, m4);
        Vector512<double> good =
            (Vector512.Equals(m2, default) & Vector512.Equals(m4, m4)) | (IsInRange(m2, smallest) & IsInRange(m4, smallest));
        good &= Vector512.Equals(lanes.Load(seconds + (4 * columns)), default);
        lanes.Store(count, states);
        lanes.Store(all - count, states + columns);
        lanes.Store(lanes.Load(seconds + columns), states + (2 * columns));
        lanes.Store(lanes.Load(seconds + (2 * columns)), states + (3 * columns));
        Store(lanes, m2, m3, m4, states, columns);
        lanes.Store(default, states + (7 * columns));
        return good.AsInt64() == Vector512<long>.AllBitsSet;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryMerge<TLanes>(TLanes lanes, double* left, double* right, int columns)
        where TLanes : struct, ILanes
    {
        Vector512<double> smallest = Vector512.Create(Spread.Least);
        Vector512<double> leftCount = lanes.Load(left), rightCount = lanes.Load(right), count = leftCount + rightCount;
        Vector512<double> leftShare = leftCount / count, rightShare = rightCount / count;
        Vector512<double> leftMean = lanes.Load(left + (2 * columns)), leftRest = lanes.Load(left + (3 * columns));
        Vector512<double> leftM2 = lanes.Load(left + (4 * columns)), rightM2 = lanes.Load(right + (4 * columns));
        Vector512<double> leftM3 = lanes.Load(left + (5 * columns)), rightM3 = lanes.Load(right + (5 * columns));
        Vector512<double> difference = (lanes.Load(right + (2 * columns)) - leftMean) + (lanes.Load(right + (3 * columns)) - leftRest);
        Vector512<double> square = difference * difference, leftSquare = leftShare * leftShare, rightSquare = rightShare * rightShare;
        Vector512<double> m2 = leftM2 + rightM2 + (square * leftCount * rightShare);
        Vector512<double> m3 = leftM3 + rightM3
            + (square * difference * leftCount * rightShare * (leftShare - rightShare))
            + (Vector512.Create(3.0) * difference * ((leftShare * rightM2) - (rightShare * leftM2)));
        Vector512<double> m4 = lanes.Load(left + (6 * columns)) + lanes.Load(right + (6 * columns))
            + (square * square * leftCount * rightShare * (leftSquare - (leftShare * rightShare) + rightSquare))
            + (Vector512.Create(6.0) * square * ((leftSquare * rightM2) + (rightSquare * leftM2)))
            + (Vector512.Create(4.0) * difference * ((leftShare * rightM3) - (rightShare * leftM3)));

        Vector512<double> someOnBothSides = Vector512.GreaterThan(leftCount, default) & Vector512.GreaterThan(rightCount, default);
        Vector512<double> areEqual = Vector512.Equals(m2, default) & Vector512.Equals(difference, default);
        Vector512<double> areScaled = lanes.Load(left + (7 * columns)) | lanes.Load(right + (7 * columns));
        Vector512<double> plain = someOnBothSides & ((IsInRange(m2, smallest) & IsInRange(m4, smallest)) | areEqual)
            & Vector512.Equals(areScaled, default);
        if (plain.AsInt64() != Vector512<long>.AllBitsSet)
        {
            return false;
        }

        lanes.Store(count, left);
        lanes.Store(lanes.Load(left + columns) + lanes.Load(right + columns), left + columns);
        lanes.Store(Doubles.TwoSum(leftMean, difference * rightShare, out Vector512<double> rest), left + (2 * columns));
        lanes.Store(rest + leftRest, left + (3 * columns));
        Store(lanes, m2, m3, m4, left, columns);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> IsInRange(Vector512<double> squares, Vector512<double> least) =>
        Vector512.GreaterThanOrEqual(squares, least) & Vector512.LessThanOrEqual(squares, Vector512.Create(Spread.Most));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes>(
        TLanes lanes, Vector512<double> m2, Vector512<double> m3, Vector512<double> m4, double* state, int columns)
        where TLanes : struct, ILanes
    {
        lanes.Store(m2, state + (4 * columns));
        lanes.Store(m3, state + (5 * columns));
        lanes.Store(m4, state + (6 * columns));
    }
}
