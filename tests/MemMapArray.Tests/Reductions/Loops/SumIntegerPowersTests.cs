using System;
using System.Linq;
using System.Numerics;
using MemMap.Reductions;
using MemMap.Reductions.Elements;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Sums of powers of integers of 8 bits, beside BigInteger.</summary>
public sealed unsafe class SumIntegerPowersTests
{
    private static readonly int[] s_lengths =
        [.. Enumerable.Range(1, 70), 127, 128, 129, 255, 256, 257, 1000, .. Enumerable.Range(4060, 37)];

    [Fact]
    public void Block_BytesOfEveryLength_IsExact()
    {
        Check(i => (byte)(i * 37), x => x);
        Check(_ => byte.MaxValue, x => x);
        Check(_ => byte.MinValue, x => x);
        Check(i => (sbyte)(i * 37), x => x);
        Check(_ => sbyte.MinValue, x => x);
        Check(_ => sbyte.MaxValue, x => x);

        static void Check<T>(Func<int, T> element, Func<T, int> value)
            where T : unmanaged
        {
            T[] elements = [.. Enumerable.Range(1, Rules.BlockElements).Select(element)];
            fixed (T* first = elements)
            {
                foreach (int length in s_lengths)
                {
                    // From the end of the array, so that starts of every alignment occur.
                    int start = elements.Length - length;
                    AssertExact([.. elements[start..].Select(value)], SumIntegerPowers<T>.Block(first + start, length));
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(100)]
    public void Rows_BytesOfEveryCount_AreExact(int columns)
    {
        Check(i => (byte)(i * 37), x => x);
        Check(_ => byte.MaxValue, x => x);
        Check(i => (sbyte)(i * 37), x => x);
        Check(_ => sbyte.MinValue, x => x);

        void Check<T>(Func<int, T> element, Func<T, int> value)
            where T : unmanaged
        {
            T[] elements = [.. Enumerable.Range(0, columns * Rules.RowsPerLeaf).Select(element)];
            double[] planes = new double[4 * columns];
            fixed (T* first = elements)
            fixed (double* sums = planes)
            {
                T** rows = stackalloc T*[Rules.RowsPerLeaf + Rules.RowsAhead];
                for (int row = 0; row < Rules.RowsPerLeaf + Rules.RowsAhead; row++)
                {
                    rows[row] = first + (Math.Min(row, Rules.RowsPerLeaf - 1) * columns);
                }

                foreach (int rowCount in new[] { 1, 7, 8, 9, 16, 17, 127, Rules.RowsPerLeaf })
                {
                    SumIntegerPowers<T>.Rows(rows, rowCount, columns, sums);
                    for (int column = 0; column < columns; column++)
                    {
                        AssertExact(
                            [.. Enumerable.Range(0, rowCount).Select(row => value(elements[(row * columns) + column]))],
                            IntegerPowers.Load(sums, column, columns));
                    }
                }
            }
        }
    }

    [Fact]
    public void Around_AnyInteger_IsExact()
    {
        var random = new Random(3);
        for (int round = 0; round < 300; round++)
        {
            int[] elements = [.. Enumerable.Range(0, random.Next(1, Rules.BlockElements)).Select(_ => random.Next(-128, 256))];
            int center = random.Next(-256, 257);
            AssertExact([.. elements.Select(x => x - center)], Sums(elements).Around(elements.Length, center));
        }

        static IntegerPowers Sums(int[] elements) =>
            new(Sum(elements, 1), Sum(elements, 2), Sum(elements, 3), Sum(elements, 4));
    }

    private static void AssertExact(int[] elements, IntegerPowers actual) => Assert.Equal(
        [Sum(elements, 1), Sum(elements, 2), Sum(elements, 3), Sum(elements, 4)],
        [actual.First, actual.Second, actual.Third, actual.Fourth]);

    private static long Sum(int[] elements, int power)
    {
        BigInteger sum = 0;
        foreach (int element in elements)
        {
            sum += BigInteger.Pow(element, power);
        }

        return (long)sum;
    }
}
