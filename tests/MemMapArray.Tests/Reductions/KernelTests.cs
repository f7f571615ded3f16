using System;
using System.Linq;
using MemMap.Reductions;
using MemMap.Reductions.Kernels;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>The vector kernels against the plain loops that define them, bit for bit.</summary>
public sealed unsafe class KernelTests
{
    private static readonly int[] s_lengths =
        [.. Enumerable.Range(0, 70), .. Enumerable.Range(500, 40), 1000, 1023, 1024, 1025, 2048, 3000, .. Enumerable.Range(4060, 37)];

    [Fact]
    public void OfBlock_EveryLengthAndType_EqualsTheScalarRule()
    {
        Check(i => (float)Math.Sin(i) * 1e3f);
        Check(i => Math.Sin(i) * 1e3);
        Check(i => (byte)(i * 37));
        Check(i => (sbyte)(i * 37));
        Check(i => (short)(i * 31337));
        Check(i => (ushort)(i * 31337));
        Check(i => unchecked(i * 1000000007));
        Check(i => unchecked((uint)i * 3000000019u));
#if !NETSTANDARD_BUILD
        Check(i => (Half)(Math.Sin(i) * 100));
#endif

        static void Check<T>(Func<int, T> element)
            where T : unmanaged
        {
            T[] elements = [.. Enumerable.Range(1, Rules.BlockElements).Select(element)];
            double* groups = stackalloc double[Rules.GroupsPerBlock * Rules.Lanes];
            double* squares = stackalloc double[Rules.GroupsPerBlock * Rules.Lanes];
            var groupSpan = new Span<double>(groups, Rules.GroupsPerBlock * Rules.Lanes);
            var squareSpan = new Span<double>(squares, Rules.GroupsPerBlock * Rules.Lanes);
            fixed (T* first = elements)
            {
                foreach (int length in s_lengths.Where(length => length > 0))
                {
                    // From the end of the array, so that starts of every alignment occur.
                    T* start = first + (elements.Length - length);
                    groupSpan.Clear();
                    ScalarSums.AddToLanes(start, 0, length, groups);
                    AssertBits(ScalarSums.Fold(groups, length), Sums.OfBlock(start, length));

                    groupSpan.Clear();
                    squareSpan.Clear();
                    ScalarSums.AddToLanes(start, 0, length, 0.3, groups, squares);
                    (double sum, double square) = Sums.AroundPivot(start, length, 0.3);
                    AssertBits(ScalarSums.Fold(groups, length), sum);
                    AssertBits(ScalarSums.Fold(squares, length), square);

                    groupSpan.Clear();
                    ScalarPowers.AddToLanes(start, 0, length, 0.3, groups);
                    Assert.Equal(ScalarPowers.Fold(groups), Powers.OfBlock(start, length, 0.3));
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(100)]
    [InlineData(200)]
    public void OfRows_EveryColumnCount_EqualsTheScalarRule(int columns)
    {
        float[] elements = [.. Enumerable.Range(0, columns * Rules.RowsPerLeaf).Select(i => (float)Math.Sin(i))];
        double[] pivots = [.. Enumerable.Range(0, columns).Select(i => Math.Cos(i))];
        double[] expected = new double[columns], sums = new double[columns], expectedSquares = new double[columns], squares = new double[columns];
        fixed (float* first = elements)
        fixed (double* pivot = pivots, e = expected, s = sums, ee = expectedSquares, ss = squares)
        {
            float** rows = stackalloc float*[Rules.RowsPerLeaf + Rules.RowsAhead];
            for (int row = 0; row < Rules.RowsPerLeaf + Rules.RowsAhead; row++)
            {
                rows[row] = first + (Math.Min(row, Rules.RowsPerLeaf - 1) * columns);
            }

            foreach (int rowCount in new[] { 1, 3, 4, 15, 16, 17, 32, 50, 80, 113, Rules.RowsPerLeaf })
            {
                ScalarSums.OfRows(rows, rowCount, 0, columns, e);
                RowSums.OfRows(rows, rowCount, columns, s);
                Assert.Equal(expected, sums);
                for (int column = 0; column < columns; column++)
                {
                    AssertBits(ByTheRules([.. Enumerable.Range(0, rowCount).Select(row => (double)elements[(row * columns) + column])]), sums[column]);
                }

                ScalarSums.AroundPivots(rows, rowCount, 0, columns, pivot, e, ee);
                RowSums.AroundPivots(rows, rowCount, columns, pivot, s, ss);
                Assert.Equal(expected, sums);
                Assert.Equal(expectedSquares, squares);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(200)]
    public void PowersOfRows_EveryColumnCount_EqualsTheScalarRule(int columns)
    {
        float[] elements = [.. Enumerable.Range(0, columns * Rules.RowsPerLeaf).Select(i => (float)Math.Sin(i))];
        double[] centers = [.. Enumerable.Range(0, columns).Select(i => Math.Cos(i))], planes = new double[4 * columns];
        fixed (float* first = elements)
        fixed (double* center = centers, p = planes)
        {
            float** rows = stackalloc float*[Rules.RowsPerLeaf];
            for (int row = 0; row < Rules.RowsPerLeaf; row++)
            {
                rows[row] = first + (row * columns);
            }

            foreach (int rowCount in new[] { 1, 2, 17, 100, Rules.RowsPerLeaf })
            {
                Powers.OfRows(rows, rowCount, columns, center, p);
                for (int column = 0; column < columns; column++)
                {
                    PowerSums expected = ScalarPowers.OfColumn(rows, rowCount, column, centers[column], skipNaN: false);
                    Assert.Equal(expected, new(planes[column], planes[columns + column], planes[(2 * columns) + column], planes[(3 * columns) + column]));
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(40)]
    public void AddWide_AnyColumns_EqualsTheSumOfEach(int columns)
    {
        var random = new Random(3);
        ulong[] left = [.. Enumerable.Range(0, 2 * columns).Select(_ => random.Next(3) switch { 0 => ulong.MaxValue, 1 => 1UL, _ => (ulong)random.Next() << 33 })];
        ulong[] right = [.. left.Reverse()];
        WideInteger[] expected = new WideInteger[columns];
        fixed (ulong* l = left, r = right)
        {
            for (int column = 0; column < columns; column++)
            {
                expected[column] = WideInteger.Load((byte*)l, column, columns) + WideInteger.Load((byte*)r, column, columns);
            }

            Planes.AddWide(l, r, columns);
            for (int column = 0; column < columns; column++)
            {
                Assert.Equal(expected[column], WideInteger.Load((byte*)l, column, columns));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(37)]
    public void Merge_OfMomentsOfAnyColumns_EqualsTheScalarRule(int columns)
    {
        var random = new Random(4);
        double[] left = [.. Enumerable.Range(0, MomentsState.Planes * columns).Select(_ => random.NextDouble() * 100)], right = [.. left.Reverse()];
        for (int column = 0; column < columns; column += 3)
        {
            // No elements on one side, and squares that are not finite.
            left[column] = column % 2 == 0 ? 0 : 7;
            right[(3 * columns) + column] = column % 4 == 3 ? double.NaN : double.PositiveInfinity;
        }

        double[] expected = new double[left.Length];
        fixed (double* l = left, r = right, e = expected)
        {
            for (int column = 0; column < columns; column++)
            {
                MomentsState.Merge(MomentsState.Load(l, column, columns), MomentsState.Load(r, column, columns)).Store(e, column, columns);
            }

            MomentsPlanes.Merge(l, r, columns);
            Assert.Equal(expected, left);
        }
    }

    // Groups of 16 in order, which merge as siblings; what is left over folds from the right.
    private static double ByTheRules(double[] column)
    {
        double[] sums = [.. column.Chunk(16).Select(group => group.Aggregate(0.0, (sum, x) => sum + x))];
        while (sums.Length > 1)
        {
            sums = [.. sums.Chunk(2).Select(pair => pair.Length == 1 ? pair[0] : pair[0] + pair[1])];
        }

        return sums[0];
    }

    private static void AssertBits(double expected, double actual) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
}
