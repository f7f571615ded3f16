using System;
using System.Linq;
using MemMap.Reductions;
using MemMap.Reductions.Elements;
using MemMap.Reductions.Kernels;
using MemMap.Reductions.States;
using Xunit;
using Scalar = MemMap.Reductions.Scalar;

namespace MemMap.Tests.Reductions;

/// <summary>Blocks and rows of drawn numbers, whose sums have the digits that one element after the other gives.</summary>
public sealed unsafe class SumExactlyTests
{
    private static readonly int[] s_lengths = [1, 2, 7, 8, 15, 16, 17, 31, 64, 65, 100, 1000, 4095, Rules.BlockElements];

    private static readonly int[] s_columns = [1, 2, 3, 7, 8, 9, 10, 15, 16, 17, 24, 33, 100];

    private static readonly int[] s_rowCounts = [1, 2, 7, 8, 9, 15, 16, 17, 100, Rules.RowsPerLeaf];

    public static TheoryData<string> Kinds => [.. DrawnNumbers.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Block_NumbersOfAKind_HaveTheDigitsOfTheScalarRule(string kind)
    {
        var random = new Random(7);
        foreach (int length in s_lengths)
        {
            double[] numbers = DrawnNumbers.Of(kind, length, random);
            Check(numbers);
            Check<float>([.. numbers.Select(number => (float)number)]);
            Check<BFloat16>([.. numbers.Select(number => (BFloat16)number)]);
#if !NETSTANDARD_BUILD
            Check<Half>([.. numbers.Select(number => (Half)number)]);
#endif
        }
    }

    // A million of each type take six minutes: MEMMAPARRAY_SUM_BLOCKS=1000000.
    [ThoroughFact("a hundred thousand random blocks")]
    public void Block_VeryManyOfThem_HaveTheDigitsOfTheScalarRule()
    {
        int blocks = int.TryParse(Environment.GetEnvironmentVariable("MEMMAPARRAY_SUM_BLOCKS"), out int asked) ? asked : 100_000;
        var random = new Random(8);
        for (int i = 0; i < blocks; i++)
        {
            double[] numbers = DrawnNumbers.Of(DrawnNumbers.Kinds[i % DrawnNumbers.Kinds.Length], random.Next(1, random.Next(2, 300)), random);
            double scale = Math.ScaleB(1, random.Next(-20, 20));
            Check<double>([.. numbers.Select(number => number * scale)]);
            Check<float>([.. numbers.Select(number => (float)(number * scale))]);
            Check<BFloat16>([.. numbers.Select(number => (BFloat16)(number * scale))]);
#if !NETSTANDARD_BUILD
            Check<Half>([.. numbers.Select(number => (Half)(number * scale))]);
#endif
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Rows_NumbersOfAKind_HaveTheDigitsOfTheScalarRule(string kind)
    {
        var random = new Random(9);
        foreach (int columns in s_columns)
        {
            foreach (int rowCount in s_rowCounts)
            {
                double[] numbers = DrawnNumbers.Of(kind, rowCount * columns, random);

                // Columns of about one size, or of very different ones.
                if (random.Next(2) == 0 && kind is not ("huge" or "bits" or "alternating"))
                {
                    numbers = [.. numbers.Select((number, i) => number * Math.ScaleB(1, 37 * (i % columns % 5)))];
                }

                CheckRows(numbers, rowCount, columns);
                CheckRows<float>([.. numbers.Select(number => (float)number)], rowCount, columns);
                CheckRows<BFloat16>([.. numbers.Select(number => (BFloat16)number)], rowCount, columns);
#if !NETSTANDARD_BUILD
                CheckRows<Half>([.. numbers.Select(number => (Half)number)], rowCount, columns);
#endif
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ReduceBlocks_NumbersOfAKind_HaveTheDigitsOfEachBlock(string kind)
    {
        var random = new Random(12);
        foreach (int count in (int[])[17, 31, 32, 33, 64, 100, 511])
        {
            // Some apart from each other; some with one block of another kind.
            int blocks = random.Next(1, 17), stride = count + (random.Next(2) * random.Next(9));
            double[] numbers = DrawnNumbers.Of(kind, blocks * stride, random);
            if (random.Next(2) == 0)
            {
                DrawnNumbers.Of("bits", count, random).CopyTo(numbers, stride * random.Next(blocks));
            }

            CheckBlocks(numbers, stride, count, blocks);
            CheckBlocks<float>([.. numbers.Select(number => (float)number)], stride, count, blocks);
        }
    }

    [Fact]
    public void Rows_ColumnsThatGrowAfterTheFirstRows_AreSplitAnew()
    {
        foreach (double last in new[] { 1e5, 1e10, 1e30, 1e200 })
        {
            double[] numbers = [.. Enumerable.Range(0, Rules.RowsPerLeaf * 40).Select(i => i < 40 * 8 ? (i % 40) + 0.1 : last / (1 + i))];
            CheckRows(numbers, Rules.RowsPerLeaf, 40);
        }
    }

    [Fact]
    public void Merge_StatesOfAnyDigits_HaveTheDigitsOfAll()
    {
        const int Columns = 19;
        var random = new Random(10);
        var state = new ExactSumState<double>(countsSkipped: true);
        byte[] one = new byte[state.Bytes * Columns], other = new byte[state.Bytes * Columns], all = new byte[state.Bytes * Columns];
        for (int i = 0; i < 300; i++)
        {
            bool areAlike = i % 3 == 0;
            double[][] columns = [.. Enumerable.Range(0, Columns).Select(_ => DrawnNumbers.Of(areAlike ? "normal" : DrawnNumbers.Kinds[random.Next(DrawnNumbers.Kinds.Length)], 40, random))];
            fixed (byte* left = one, right = other, whole = all)
            {
                random.NextBytes(one);
                random.NextBytes(other);
                Reduce(columns, 0, 17, left);
                Reduce(columns, 17, 40, right);
                Reduce(columns, 0, 40, whole);
                state.Merge(left, right, Columns);
                Assert.True(state.Settle(left, Columns));
                Assert.True(state.Settle(whole, Columns));
            }

            Assert.Equal(all, one);
        }

        static void Reduce(double[][] columns, int start, int end, byte* states)
        {
            double[] elements = [.. Enumerable.Range(start, end - start).SelectMany(row => columns.Select(column => column[row]))];
            fixed (double* first = elements)
            {
                double** rows = stackalloc double*[end - start + Rules.RowsAhead];
                for (int row = 0; row < end - start + Rules.RowsAhead; row++)
                {
                    rows[row] = first + (Math.Min(row, end - start - 1) * Columns);
                }

                new FloatingSum<double>(skipNaN: true).ReduceRows(rows, end - start, Columns, 0, states);
            }
        }
    }

    private static void CheckBlocks<T>(T[] elements, int stride, int count, int blocks)
        where T : unmanaged
    {
        var kernel = new FloatingSum<T>(skipNaN: false);
        byte[] together = new byte[kernel.State.Bytes * blocks], alone = new byte[kernel.State.Bytes * blocks];
        byte* state = stackalloc byte[kernel.State.Bytes];
        fixed (T* first = elements)
        fixed (byte* states = together, expected = alone)
        {
            kernel.ReduceBlocks(first, stride * sizeof(T), count, blocks, states);
            for (int block = 0; block < blocks; block++)
            {
                kernel.ReduceBlock(first + (block * stride), count, 0, state);
                ScratchTile<T>.Spread(kernel.State, state, 1, expected, block, blocks);
            }

            Assert.True(kernel.State.Settle(states, blocks));
            Assert.True(kernel.State.Settle(expected, blocks));
        }

        Assert.Equal(alone, together);
    }

    [Fact]
    public void Settle_BytesThatAreNoState_AreRefused()
    {
        var state = new ExactSumState<float>(countsSkipped: false);
        byte[] bytes = new byte[state.Bytes];
        fixed (byte* states = bytes)
        {
            Assert.True(state.Settle(states, 1));
            foreach ((byte first, byte end) in new (byte, byte)[] { (2, 1), (0, 13), (255, 255), (12, 13) })
            {
                (states[0], states[1]) = (first, end);
                Assert.False(state.Settle(states, 1));
            }

            // A pair that no digits of floats are.
            foreach (double sum in new[] { double.NaN, double.PositiveInfinity, 1e300 })
            {
                DigitPlanes<float>.Store(new(sum, 0), states, 0, 1);
                Assert.False(state.Settle(states, 1));
                DigitPlanes<float>.Store(new(1, sum), states, 0, 1);
                Assert.False(state.Settle(states, 1));
            }

            DigitPlanes<float>.Store(new(-1e38, 0), states, 0, 1);
            Assert.True(state.Settle(states, 1));
            Assert.Equal(-1e38, state.SumOf(states, 0, 1));
            bytes.AsSpan().Clear();
            (states[0], states[1]) = (0, (byte)Digits<float>.Count);
            Assert.True(state.Settle(states, 1));
            Assert.True(bytes.All(value => value == 0));
        }
    }

    private static void Check<T>(T[] elements)
        where T : unmanaged
    {
        var state = new ExactSumState<T>(countsSkipped: false);
        byte[] expected = new byte[state.Bytes], actual = new byte[state.Bytes];
        fixed (T* first = elements)
        fixed (byte* e = expected, a = actual)
        {
            Scalar.SumExactly<T>.ByDigits(first, elements.Length, e);
            SumExactly<T>.Block(first, elements.Length, a);
            Assert.Equal(Exact.Quotient([.. elements.Select(Element.ToDouble)], elements.Length), state.MeanOf(a, 0, 1, elements.Length));
            Assert.True(state.Settle(e, 1));
            Assert.True(state.Settle(a, 1));
            Assert.Equal(expected, actual);
            Assert.Equal(Exact.Total([.. elements.Select(Element.ToDouble)]), state.SumOf(a, 0, 1));
        }
    }

    private static void CheckRows<T>(T[] elements, int rowCount, int columns)
        where T : unmanaged
    {
        var kernel = new FloatingSum<T>(skipNaN: false);
        byte[] one = new byte[kernel.State.Bytes], all = new byte[kernel.State.Bytes * columns];
        new Random(1).NextBytes(all);
        T[] column = new T[rowCount];
        fixed (T* first = elements, own = column)
        fixed (byte* states = all, e = one)
        {
            T** rows = stackalloc T*[rowCount + Rules.RowsAhead];
            for (int row = 0; row < rowCount + Rules.RowsAhead; row++)
            {
                rows[row] = first + (Math.Min(row, rowCount - 1) * columns);
            }

            kernel.ReduceRows(rows, rowCount, columns, 0, states);
            Assert.True(kernel.State.Settle(states, columns));
            for (int i = 0; i < columns; i++)
            {
                for (int row = 0; row < rowCount; row++)
                {
                    column[row] = rows[row][i];
                }

                Scalar.SumExactly<T>.ByDigits(own, rowCount, e);
                Assert.True(kernel.State.Settle(e, 1));
                for (int plane = 0; plane < kernel.State.Planes; plane++)
                {
                    Assert.Equal(((long*)e)[plane], ((long*)states)[(plane * columns) + i]);
                }
            }
        }
    }
}
