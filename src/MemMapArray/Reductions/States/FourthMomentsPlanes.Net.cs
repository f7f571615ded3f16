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
        Vector512<double> all = Vector512.Create((double)rows), smallest = Vector512.Create(least);
        Vector512<double> good = Vector512<long>.AllBitsSet.AsDouble();
        int i = 0;
        for (; i <= columns - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            double* second = seconds + i, to = states + i;
            Vector512<double> count = Vector512.Load(second), shift = Vector512.Load(shifts + i);
            Vector512<double> m2 = Vector512.Load(second + (3 * columns)), square = shift * shift;
            Vector512<double> m3 = Vector512.Load(powers + i) - (Vector512.Create(3.0) * shift * m2) - (count * square * shift);
            Vector512<double> m4 = Vector512.Load(powers + columns + i)
                - (Vector512.Create(4.0) * shift * m3) - (Vector512.Create(6.0) * square * m2) - (count * square * square);
            m4 = Vector512.ConditionalSelect(Vector512.LessThan(m4, default), default, m4);
            good &= (Vector512.Equals(m2, default) & Vector512.Equals(m4, m4)) | (IsInRange(m2, smallest) & IsInRange(m4, smallest));
            good &= Vector512.Equals(Vector512.Load(second + (4 * columns)), default);
            count.Store(to);
            (all - count).Store(to + columns);
            Vector512.Load(second + columns).Store(to + (2 * columns));
            Vector512.Load(second + (2 * columns)).Store(to + (3 * columns));
            Store(m2, m3, m4, to, columns);
            Vector512<double>.Zero.Store(to + (7 * columns));
        }

        (done, areGood) = (i, good.AsInt64() == Vector512<long>.AllBitsSet);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static partial void MergeVectors(double* left, double* right, int columns, ref int done)
    {
        Vector512<double> smallest = Vector512.Create(Spread.Least);
        int i = 0;
        for (; i <= columns - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            double* l = left + i, r = right + i;
            Vector512<double> leftCount = Vector512.Load(l), rightCount = Vector512.Load(r), count = leftCount + rightCount;
            Vector512<double> leftShare = leftCount / count, rightShare = rightCount / count;
            Vector512<double> leftMean = Vector512.Load(l + (2 * columns)), leftRest = Vector512.Load(l + (3 * columns));
            Vector512<double> leftM2 = Vector512.Load(l + (4 * columns)), rightM2 = Vector512.Load(r + (4 * columns));
            Vector512<double> leftM3 = Vector512.Load(l + (5 * columns)), rightM3 = Vector512.Load(r + (5 * columns));
            Vector512<double> difference = (Vector512.Load(r + (2 * columns)) - leftMean) + (Vector512.Load(r + (3 * columns)) - leftRest);
            Vector512<double> square = difference * difference, leftSquare = leftShare * leftShare, rightSquare = rightShare * rightShare;
            Vector512<double> m2 = leftM2 + rightM2 + (square * leftCount * rightShare);
            Vector512<double> m3 = leftM3 + rightM3
                + (square * difference * leftCount * rightShare * (leftShare - rightShare))
                + (Vector512.Create(3.0) * difference * ((leftShare * rightM2) - (rightShare * leftM2)));
            Vector512<double> m4 = Vector512.Load(l + (6 * columns)) + Vector512.Load(r + (6 * columns))
                + (square * square * leftCount * rightShare * (leftSquare - (leftShare * rightShare) + rightSquare))
                + (Vector512.Create(6.0) * square * ((leftSquare * rightM2) + (rightSquare * leftM2)))
                + (Vector512.Create(4.0) * difference * ((leftShare * rightM3) - (rightShare * leftM3)));

            Vector512<double> someOnBothSides = Vector512.GreaterThan(leftCount, default) & Vector512.GreaterThan(rightCount, default);
            Vector512<double> areEqual = Vector512.Equals(m2, default) & Vector512.Equals(difference, default);
            Vector512<double> areScaled = Vector512.Load(l + (7 * columns)) | Vector512.Load(r + (7 * columns));
            Vector512<double> plain = someOnBothSides & ((IsInRange(m2, smallest) & IsInRange(m4, smallest)) | areEqual)
                & Vector512.Equals(areScaled, default);
            if (plain.AsInt64() != Vector512<long>.AllBitsSet)
            {
                MergeFrom(left, right, i, i + Vector512<double>.Count, columns);
                continue;
            }

            count.Store(l);
            (Vector512.Load(l + columns) + Vector512.Load(r + columns)).Store(l + columns);
            Doubles.TwoSum(leftMean, difference * rightShare, out Vector512<double> rest).Store(l + (2 * columns));
            (rest + leftRest).Store(l + (3 * columns));
            Store(m2, m3, m4, l, columns);
        }

        done = i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> IsInRange(Vector512<double> squares, Vector512<double> least) =>
        Vector512.GreaterThanOrEqual(squares, least) & Vector512.LessThanOrEqual(squares, Vector512.Create(Spread.Most));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<double> m2, Vector512<double> m3, Vector512<double> m4, double* state, int columns)
    {
        m2.Store(state + (4 * columns));
        m3.Store(state + (5 * columns));
        m4.Store(state + (6 * columns));
    }
}
