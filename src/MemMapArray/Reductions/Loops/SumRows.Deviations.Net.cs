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
            if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
            {
                // What costs no conversion is faster with fewer registers in use.
                const int Half = Rules.Lanes / 2;
                AddHalf(rows, some, column, isFirst, ownPivots, toSums, toSquares);
                AddHalf(rows, some, column + Half, isFirst, ownPivots + Half, toSums + Half, toSquares + Half);
                return;
            }

            Vector512<double> a = default, b = default, c = default, d = default;
            Vector512<double> aa = default, bb = default, cc = default, dd = default;
            if (!isFirst)
            {
                Lanes.Load(toSums, out a, out b, out c, out d);
                Lanes.Load(toSquares, out aa, out bb, out cc, out dd);
            }

            Lanes.Load(ownPivots, out Vector512<double> p, out Vector512<double> q, out Vector512<double> r, out Vector512<double> s);
            for (T** row = rows; row < rows + some; row++)
            {
                Prefetch.Step(row[2 * RowsAtATime] + column, Rules.Lanes * sizeof(T));
                Lanes.Load(
                    *row + column, out Vector512<double> x, out Vector512<double> y, out Vector512<double> z, out Vector512<double> w);
                x -= p;
                y -= q;
                z -= r;
                w -= s;
                a += x;
                b += y;
                c += z;
                d += w;
                aa += x * x;
                bb += y * y;
                cc += z * z;
                dd += w * w;
            }

            Lanes.Store(toSums, a, b, c, d);
            Lanes.Store(toSquares, aa, bb, cc, dd);
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
                Prefetch.Step(rows[i + (2 * RowsAtATime)] + column, Rules.Lanes / 2 * sizeof(T));
                Lanes.LoadHalf(rows[i] + column, out Vector512<double> x, out Vector512<double> y);
                x -= p;
                y -= q;
                a += x;
                b += y;
                aa += x * x;
                bb += y * y;
            }

            a.Store(sums);
            b.Store(sums + 8);
            aa.Store(squares);
            bb.Store(squares + 8);
        }
    }
}
