using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <content>The step for deviations from pivots.</content>
internal static unsafe partial class SumRows<T>
    where T : unmanaged
{
    private readonly struct DeviationStep(double* pivots, double* sums, double* squares, double* last) : IColumnStep<T>
    {
        public int Width => Rules.Lanes;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(T** rows, int some, int column, bool isFirst, bool isLast)
        {
            double* ownPivots = pivots + column;
            double* toSums = isLast ? last : sums + column, toSquares = isLast ? last + Rules.Lanes : squares + column;

            // Half at a time: more than that, and the pivots, no registers hold.
            const int Half = Rules.Lanes / 2;
            AddHalf(rows, some, column, isFirst, ownPivots, toSums, toSquares);
            AddHalf(rows, some, column + Half, isFirst, ownPivots + Half, toSums + Half, toSquares + Half);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void AddHalf(T** rows, int some, int column, bool isFirst, double* pivots, double* sums, double* squares)
        {
            Vector512<double> a = default, b = default, aa = default, bb = default;
            if (!isFirst)
            {
                a = Vector512.Load(sums);
                b = Vector512.Load(sums + 8);
                aa = Vector512.Load(squares);
                bb = Vector512.Load(squares + 8);
            }

            Vector512<double> p = Vector512.Load(pivots), q = Vector512.Load(pivots + 8);
            for (int i = 0; i < some; i++)
            {
                Prefetch.Step(rows[i + Rules.RowsAhead] + column, Rules.Lanes / 2 * sizeof(T));
                Lanes.LoadHalf(rows[i] + column, out Vector512<double> x, out Vector512<double> y);
                SumBlock<T>.Add(x - p, ref a, ref aa);
                SumBlock<T>.Add(y - q, ref b, ref bb);
            }

            a.Store(sums);
            b.Store(sums + 8);
            aa.Store(squares);
            bb.Store(squares + 8);
        }
    }
}
