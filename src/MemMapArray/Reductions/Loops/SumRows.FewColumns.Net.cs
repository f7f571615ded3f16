using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <content>Few columns: what is known of them stays in registers while the rows of a group pass, whatever lies between these. Nothing is
/// copied, and nothing read that is not of the row.</content>
internal static unsafe partial class SumRows<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfFewColumns(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
    {
        const int Half = Rules.Lanes / 2;
        if (columns >= Half)
        {
            OfTwoVectors(rows, rowCount, new Neighbours(0), pivots, sums, squares);
            if (columns > Half)
            {
                OfTwoVectors(rows, rowCount, new Neighbours(columns - Half), pivots, sums, squares);
            }
        }
        else if (columns == 1)
        {
            Scalar.SumRows<T>.Deviations(rows, rowCount, columns, pivots, sums, squares);
        }
        else if (!FewLanes.AreFor<T>())
        {
            AsDoubles(rows, rowCount, columns, pivots, sums, squares);
        }
        else if (columns <= FewLanes.Four)
        {
            OfHalfAVector(rows, rowCount, columns, pivots, sums, squares);
        }
        else if (columns < FewLanes.Eight)
        {
            OfOneVector(rows, rowCount, new FewLanes(columns), pivots, sums, squares);
        }
        else if (columns == FewLanes.Eight)
        {
            OfOneVector(rows, rowCount, default(AllLanes), pivots, sums, squares);
        }
        else if (columns <= FewLanes.Eight + FewLanes.Four)
        {
            OfOneAndAHalf(rows, rowCount, columns, pivots, sums, squares);
        }
        else
        {
            OfTwoVectors(rows, rowCount, new BothEnds(columns), pivots, sums, squares);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfTwoVectors<TLoad>(T** rows, int rowCount, TLoad load, double* pivots, double* sums, double* squares)
        where TLoad : struct, ITwoVectors
    {
        byte* memory = stackalloc byte[(4 * Rules.GroupsPerLeaf * Vector512<byte>.Count) + CacheLine.Bytes];
        Vector512<double>* groups = (Vector512<double>*)CacheLine.After(memory);
        load.Load(pivots, out Vector512<double> p, out Vector512<double> q);
        for (int group = 0; group < Rules.GroupsPerLeaf; group++, groups++)
        {
            Vector512<double> a = default, b = default, aa = default, bb = default;
            T** end = EndOf(group, rows, rowCount);
            for (T** from = rows + (group * Rules.RowsPerGroup); from < end; from++)
            {
                load.Load(*from, out Vector512<double> x, out Vector512<double> y);
                SumBlock<T>.Add(x - p, ref a, ref aa);
                SumBlock<T>.Add(y - q, ref b, ref bb);
            }

            groups[0] = a;
            groups[Rules.GroupsPerLeaf] = b;
            groups[2 * Rules.GroupsPerLeaf] = aa;
            groups[3 * Rules.GroupsPerLeaf] = bb;
        }

        groups -= Rules.GroupsPerLeaf;
        load.Store(Fold(groups), Fold(groups + Rules.GroupsPerLeaf), sums);
        load.Store(Fold(groups + (2 * Rules.GroupsPerLeaf)), Fold(groups + (3 * Rules.GroupsPerLeaf)), squares);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfOneVector<TLanes>(
        T** rows, int rowCount, TLanes lanes, double* pivots, double* sums, double* squares)
        where TLanes : struct, ILanes
    {
        byte* memory = stackalloc byte[(2 * Rules.GroupsPerLeaf * Vector512<byte>.Count) + CacheLine.Bytes];
        Vector512<double>* groups = (Vector512<double>*)CacheLine.After(memory);
        Vector512<double> p = lanes.Load(pivots);
        for (int group = 0; group < Rules.GroupsPerLeaf; group++, groups++)
        {
            Vector512<double> a = default, aa = default;
            T** end = EndOf(group, rows, rowCount);
            for (T** from = rows + (group * Rules.RowsPerGroup); from < end; from++)
            {
                SumBlock<T>.Add(lanes.Load(*from) - p, ref a, ref aa);
            }

            groups[0] = a;
            groups[Rules.GroupsPerLeaf] = aa;
        }

        groups -= Rules.GroupsPerLeaf;
        lanes.Store(Fold(groups), sums);
        lanes.Store(Fold(groups + Rules.GroupsPerLeaf), squares);
    }

    // As a whole vector, and one half of which is of sums, the other of squares.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfOneAndAHalf(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
    {
        byte* memory = stackalloc byte[(3 * Rules.GroupsPerLeaf * Vector512<byte>.Count) + CacheLine.Bytes];
        Vector512<double>* groups = (Vector512<double>*)CacheLine.After(memory);
        int last = columns - FewLanes.Four;
        Vector512<double> p = Vector512.Load(pivots);
        Vector256<double> q = Vector256.Load(pivots + last);
        for (int group = 0; group < Rules.GroupsPerLeaf; group++, groups++)
        {
            Vector512<double> a = default, aa = default;
            Vector256<double> b = default, bb = default;
            T** end = EndOf(group, rows, rowCount);
            for (T** from = rows + (group * Rules.RowsPerGroup); from < end; from++)
            {
                SumBlock<T>.Add(FewLanes.LoadEight(*from) - p, ref a, ref aa);
                Add(FewLanes.LoadFour(*from + last) - q, ref b, ref bb);
            }

            groups[0] = a;
            groups[Rules.GroupsPerLeaf] = aa;
            groups[2 * Rules.GroupsPerLeaf] = FewLanes.Join(b, bb);
        }

        groups -= Rules.GroupsPerLeaf;
        Fold(groups).Store(sums);
        Fold(groups + Rules.GroupsPerLeaf).Store(squares);
        Vector512<double> both = Fold(groups + (2 * Rules.GroupsPerLeaf));
        both.GetLower().Store(sums + last);
        both.GetUpper().Store(squares + last);
    }

    // The sums lie in one half of a vector then, those of squares in the other.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfHalfAVector(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
    {
        byte* memory = stackalloc byte[(Rules.GroupsPerLeaf * Vector512<byte>.Count) + CacheLine.Bytes];
        Vector512<double>* groups = (Vector512<double>*)CacheLine.After(memory);
        Vector256<double> p = FewLanes.LoadTwos(pivots, columns);
        for (int group = 0; group < Rules.GroupsPerLeaf; group++)
        {
            Vector256<double> a = default, aa = default;
            T** end = EndOf(group, rows, rowCount);
            for (T** from = rows + (group * Rules.RowsPerGroup); from < end; from++)
            {
                Add(FewLanes.LoadTwos(*from, columns) - p, ref a, ref aa);
            }

            groups[group] = FewLanes.Join(a, aa);
        }

        Vector512<double> both = Fold(groups);
        FewLanes.StoreTwos(both.GetLower(), sums, columns);
        FewLanes.StoreTwos(both.GetUpper(), squares, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector256<double> difference, ref Vector256<double> sums, ref Vector256<double> squares)
    {
        sums += difference;
        squares += difference * difference;
    }

    // A group that is not there has no rows. Its zeros change no sum, as those that begin with +0 never become -0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T** EndOf(int group, T** rows, int rowCount) => rows + Math.Min(rowCount, (group + 1) * Rules.RowsPerGroup);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fold(Vector512<double>* groups) =>
        ((groups[0] + groups[1]) + (groups[2] + groups[3])) + ((groups[4] + groups[5]) + (groups[6] + groups[7]));

    private interface ITwoVectors
    {
        void Load<TElement>(TElement* row, out Vector512<double> x, out Vector512<double> y)
            where TElement : unmanaged;

        void Store(Vector512<double> x, Vector512<double> y, double* to);
    }

    // Sixteen columns.
    private readonly struct Neighbours(int column) : ITwoVectors
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Load<TElement>(TElement* row, out Vector512<double> x, out Vector512<double> y)
            where TElement : unmanaged => Lanes.LoadHalfBeside(row + column, out x, out y);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(Vector512<double> x, Vector512<double> y, double* to)
        {
            x.Store(to + column);
            y.Store(to + column + FewLanes.Eight);
        }
    }

    // The first eight columns, and the last.
    private readonly struct BothEnds(int columns) : ITwoVectors
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Load<TElement>(TElement* row, out Vector512<double> x, out Vector512<double> y)
            where TElement : unmanaged
        {
            x = FewLanes.LoadEight(row);
            y = FewLanes.LoadEight(row + columns - FewLanes.Eight);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(Vector512<double> x, Vector512<double> y, double* to)
        {
            x.Store(to);
            y.Store(to + columns - FewLanes.Eight);
        }
    }
}
