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
    public void OfRows_EveryColumnCount_EqualsTheScalarRule(int columns)
    {
        float[] elements = [.. Enumerable.Range(0, columns * Rules.RowsPerMomentsLeaf).Select(i => (float)Math.Sin(i))];
        double[] pivots = [.. Enumerable.Range(0, columns).Select(i => Math.Cos(i))];
        double[] expected = new double[columns], sums = new double[columns], expectedSquares = new double[columns], squares = new double[columns];
        fixed (float* first = elements)
        fixed (double* pivot = pivots, e = expected, s = sums, ee = expectedSquares, ss = squares)
        {
            float** rows = stackalloc float*[Rules.RowsPerMomentsLeaf];
            for (int row = 0; row < Rules.RowsPerMomentsLeaf; row++)
            {
                rows[row] = first + (row * columns);
            }

            ScalarSums.AddRows(rows, Rules.RowsPerSumGroup, 0, columns, e);
            Sums.OfRows(rows, Rules.RowsPerSumGroup, columns, s);
            Assert.Equal(expected, sums);
            foreach (int rowCount in new[] { 1, 15, 17, 32, 50, 80, 113, Rules.RowsPerSumLeaf })
            {
                Sums.OfRows(rows, rowCount, columns, s);
                for (int column = 0; column < columns; column++)
                {
                    AssertBits(ByTheRules([.. Enumerable.Range(0, rowCount).Select(row => (double)elements[(row * columns) + column])]), sums[column]);
                }
            }

            ScalarSums.AddRows(rows, Rules.RowsPerMomentsLeaf, 0, columns, pivot, e, ee);
            Sums.OfRowsAroundPivots(rows, Rules.RowsPerMomentsLeaf, columns, pivot, s, ss);
            Assert.Equal(expected, sums);
            Assert.Equal(expectedSquares, squares);
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
