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
        Vector512<double> counts = Vector512.Create((double)count), smallest = Vector512.Create(least);
        bool good = true;
        int i = 0;
        for (; i <= columns - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            Vector512<double> pivot = Vector512.Load(pivots + i), sum = Vector512.Load(sums + i), square = Vector512.Load(squares + i);
            Vector512<double> m2 = square - (sum * sum / counts);
            good &= Vector512.GreaterThanOrEqualAll(m2, square / Vector512.Create(Rules.CancellationLimit));
            Vector512<double> areAll = Vector512.Equals(square, default)
                & Vector512.GreaterThanOrEqual(Vector512.Abs(pivot), Vector512.Create(Spread.LeastPivot));
            areAll |= areEqual == null ? default : Vector512.Load(areEqual + i).AsDouble();
            good &= (Vector512.GreaterThanOrEqual(m2, smallest) | areAll).AsInt64() == Vector512<long>.AllBitsSet;
            good &= Vector512.LessThanOrEqualAll(m2, Vector512.Create(Spread.Most));
            Vector512<double> mean = Doubles.TwoSum(pivot, sum / counts, out Vector512<double> rest);
            counts.Store(states + i);
            mean.Store(states + columns + i);
            rest.Store(states + (2 * columns) + i);
            Vector512.ConditionalSelect(Vector512.LessThan(m2, default), default, m2).Store(states + (3 * columns) + i);
            Vector512<double>.Zero.Store(states + (4 * columns) + i);
        }

        (done, areGood) = (i, good);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static partial void MergeVectors(double* left, double* right, int columns, ref int done)
    {
        int i = 0;
        for (; i <= columns - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            double* l = left + i, r = right + i;
            Vector512<double> leftCount = Vector512.Load(l), rightCount = Vector512.Load(r), count = leftCount + rightCount;
            Vector512<double> leftMean = Vector512.Load(l + columns), rightMean = Vector512.Load(r + columns);
            Vector512<double> leftRest = Vector512.Load(l + (2 * columns)), rightRest = Vector512.Load(r + (2 * columns));
            Vector512<double> leftM2 = Vector512.Load(l + (3 * columns)), rightM2 = Vector512.Load(r + (3 * columns));
            Vector512<double> share = rightCount / count;
            Vector512<double> difference = (rightMean - leftMean) + (rightRest - leftRest);
            Vector512<double> m2 = leftM2 + rightM2 + (difference * difference * leftCount * share);
            Vector512<double> mean = Doubles.TwoSum(leftMean, difference * share, out Vector512<double> rest);
            rest += leftRest;

            Vector512<double> someOnBothSides = Vector512.GreaterThan(leftCount, default) & Vector512.GreaterThan(rightCount, default);
            Vector512<double> isInRange = Vector512.GreaterThanOrEqual(m2, Vector512.Create(Spread.Least))
                & Vector512.LessThanOrEqual(m2, Vector512.Create(Spread.Most));
            Vector512<double> areEqual = Vector512.Equals(m2, default) & Vector512.Equals(difference, default);
            Vector512<double> areScaled = Vector512.Load(l + (4 * columns)) | Vector512.Load(r + (4 * columns));
            Vector512<double> plain = someOnBothSides & (isInRange | areEqual) & Vector512.Equals(areScaled, default);
            if (plain.AsInt64() != Vector512<long>.AllBitsSet)
            {
                MergeFrom(left, right, i, i + Vector512<double>.Count, columns);
                continue;
            }

            count.Store(l);
            mean.Store(l + columns);
            rest.Store(l + (2 * columns));
            m2.Store(l + (3 * columns));
        }

        done = i;
    }
}
