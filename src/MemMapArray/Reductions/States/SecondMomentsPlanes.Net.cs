using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MemMap.Reductions.Elements;

namespace MemMap.Reductions.States;

/// <summary><see cref="SecondMoments"/> for many columns: the same arithmetic in vectors, whose lanes round as scalars do.</summary>
internal static unsafe class SecondMomentsPlanes
{
    /// <summary><see cref="SecondMoments.FromSums"/> of the same number of elements in each column.</summary>
    /// <returns>Whether it will do for all columns: nothing is infinite or NaN, and no pivot was an outlier.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool FromSums(int count, double* pivots, double* sums, double* squares, int columns, double* states)
    {
        bool areGood = true;
        Vector512<double> counts = Vector512.Create((double)count);
        int i = 0;
        for (; i <= columns - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            Vector512<double> sum = Vector512.Load(sums + i), square = Vector512.Load(squares + i);
            Vector512<double> m2 = square - (sum * sum / counts);
            areGood &= Vector512.GreaterThanOrEqualAll(m2, square / Vector512.Create(Rules.CancellationLimit)) && Vector512.LessThanAll(square, Vector512.Create(double.PositiveInfinity));
            (Vector512<double> mean, Vector512<double> rest) = TwoSum(Vector512.Load(pivots + i), sum / counts);
            counts.Store(states + i);
            mean.Store(states + columns + i);
            rest.Store(states + (2 * columns) + i);
            Vector512.ConditionalSelect(Vector512.LessThan(m2, default), default, m2).Store(states + (3 * columns) + i);
        }

        for (; i < columns; i++)
        {
            SecondMoments state = SecondMoments.FromSums(count, pivots[i], 0, sums[i], squares[i]);
            areGood &= !SecondMoments.Cancels(count, sums[i], squares[i]) && Doubles.IsFinite(squares[i]) && Doubles.IsFinite(state.M2);
            state.Store(states, i, columns);
        }

        return areGood;
    }

    /// <summary><see cref="SecondMoments.Merge"/> of each column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Merge(double* left, double* right, int columns)
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
            (Vector512<double> mean, Vector512<double> rest) = TwoSum(leftMean, difference * share);
            rest += leftRest;

            Vector512<double> plain = Vector512.GreaterThan(leftCount, default) & Vector512.GreaterThan(rightCount, default) & Vector512.LessThan(m2, Vector512.Create(double.PositiveInfinity));
            if (plain.AsInt64() != Vector512<long>.AllBitsSet)
            {
                for (int column = i; column < i + Vector512<double>.Count; column++)
                {
                    MergeOne(left, right, column, columns);
                }

                continue;
            }

            count.Store(l);
            mean.Store(l + columns);
            rest.Store(l + (2 * columns));
            m2.Store(l + (3 * columns));
        }

        for (; i < columns; i++)
        {
            MergeOne(left, right, i, columns);
        }
    }

    private static void MergeOne(double* left, double* right, int column, int columns) =>
        SecondMoments.Merge(SecondMoments.Load(left, column, columns), SecondMoments.Load(right, column, columns)).Store(left, column, columns);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Vector512<double> Sum, Vector512<double> Error) TwoSum(Vector512<double> a, Vector512<double> b)
    {
        Vector512<double> sum = a + b, shadow = sum - a;
        return (sum, (a - (sum - shadow)) + (b - shadow));
    }
}
