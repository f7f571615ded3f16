using System;
using System.Linq;
using MemMap.Reductions;
using MemMap.Reductions.Elements;
using MemMap.Reductions.States;
using Xunit;
using Scalar = MemMap.Reductions.Scalar;

namespace MemMap.Tests.Reductions;

/// <summary>The vector loops against the plain loops that define them, bit for bit.</summary>
public sealed unsafe class LoopTests
{
    private static readonly int[] s_lengths =
        [.. Enumerable.Range(0, 70), .. Enumerable.Range(500, 40), 1000, 1023, 1024, 1025, 2048, 3000, .. Enumerable.Range(4060, 37)];

    private static readonly int[] s_rowCounts = [1, 3, 4, 5, 8, 15, 16, 17, 33, 113, Rules.RowsPerLeaf];

    [Fact]
    public void Block_EveryLengthAndType_EqualsTheScalarRule()
    {
        Check(i => (float)Math.Sin(i) * 1e3f);
        Check(i => Math.Sin(i) * 1e3);
        Check(i => (byte)(i * 37));
        Check(i => (sbyte)(i * 37));
        Check(i => (short)(i * 31337));
        Check(i => (ushort)(i * 31337));
        Check(i => unchecked(i * 1000000007));
        Check(i => unchecked((uint)i * 3000000019u));
        Check(i => (BFloat16)(Math.Sin(i) * 100));
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
                    Scalar.SumBlock<T>.AddToLanes(start, 0, length, groups);
                    AssertBits(Scalar.FoldSums.Lanes(groups, length), SumBlock<T>.Elements(start, length));

                    groupSpan.Clear();
                    squareSpan.Clear();
                    Scalar.SumBlock<T>.AddToLanes(start, 0, length, 0.3, groups, squares);
                    (double sum, double square) = SumBlock<T>.Deviations(start, length, 0.3);
                    AssertBits(Scalar.FoldSums.Lanes(groups, length), sum);
                    AssertBits(Scalar.FoldSums.Lanes(squares, length), square);

                    groupSpan.Clear();
                    Scalar.SumPowers<T>.AddToLanes(start, 0, length, 0.3, groups);
                    Assert.Equal(Scalar.SumPowers<T>.Fold(groups), SumPowers<T>.Block(start, length, 0.3));
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
    [InlineData(488)]
    [InlineData(500)]
    public void Rows_EveryColumnCount_EqualsTheScalarRule(int columns)
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
                Scalar.SumRows<float>.Elements(rows, rowCount, columns, e);
                for (int column = 0; column < columns; column++)
                {
                    AssertBits(ByTheRules([.. Enumerable.Range(0, rowCount).Select(row => (double)elements[(row * columns) + column])]), expected[column]);
                }

                Scalar.SumRows<float>.Deviations(rows, rowCount, columns, pivot, e, ee);
                SumRows<float>.Deviations(rows, rowCount, columns, pivot, s, ss);
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
    public void Powers_EveryColumnCount_EqualsTheScalarRule(int columns)
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
                SumPowers<float>.Rows(rows, rowCount, columns, center, p);
                for (int column = 0; column < columns; column++)
                {
                    PowerSums expected = Scalar.SumPowers<float>.Column(rows, rowCount, column, centers[column], skipNaN: false);
                    Assert.Equal(expected, new(planes[column], planes[columns + column]));
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(40)]
    public void AddPlanes_AnyColumns_EqualsTheSumOfEach(int columns)
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

            AddPlanes.WideIntegers(l, r, columns);
            for (int column = 0; column < columns; column++)
            {
                Assert.Equal(expected[column], WideInteger.Load((byte*)l, column, columns));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(37)]
    public void Merge_OfMomentsOfAnyColumns_EqualsTheScalarRule(int columns)
    {
        var random = new Random(4);
        double[] left = [.. Enumerable.Range(0, SecondMoments.Planes * columns).Select(_ => random.NextDouble() * 100)], right = [.. left.Reverse()];
        left.AsSpan(4 * columns).Clear();
        right.AsSpan(4 * columns).Clear();
        for (int column = 16; column < columns; column += 3)
        {
            // No elements on one side, and squares that are not finite. Columns beside such ones are merged in plain loops, the first sixteen in vectors.
            left[column] = column % 2 == 0 ? 0 : 7;
            right[(3 * columns) + column] = column % 4 == 3 ? double.NaN : double.PositiveInfinity;
        }

        double[] expected = new double[left.Length];
        fixed (double* l = left, r = right, e = expected)
        {
            for (int column = 0; column < columns; column++)
            {
                SecondMoments.Merge(SecondMoments.Load(l, column, columns), SecondMoments.Load(r, column, columns)).Store(e, column, columns);
            }

            SecondMomentsPlanes.Merge(l, r, columns);
            Assert.Equal(expected, left);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(37)]
    public void Merge_OfFourthMomentsOfAnyColumns_EqualsTheScalarRule(int columns)
    {
        // The last column has no elements on one side, which vectors leave to plain loops.
        var random = new Random(5);
        double[] left = [.. Enumerable.Range(0, FourthMoments.Planes * columns).Select(_ => 1 + (random.NextDouble() * 100))], right = [.. left.Reverse()];
        left.AsSpan(7 * columns).Clear();
        right.AsSpan(7 * columns).Clear();
        foreach (double count in new[] { 5.0, 0.0 })
        {
            left[columns - 1] = count;
            double[] merged = [.. left], expected = new double[left.Length];
            fixed (double* l = left, m = merged, r = right, e = expected)
            {
                for (int column = 0; column < columns; column++)
                {
                    FourthMoments.Merge(FourthMoments.Load(l, column, columns), FourthMoments.Load(r, column, columns)).Store(e, column, columns);
                }

                FourthMomentsPlanes.Merge(m, r, columns);
                Assert.Equal(expected, merged);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(37)]
    public void FromSums_OfAnyColumns_IsThatOfEach_AndSeesTheOneThatIsNotGood(int columns)
    {
        const int Count = 100;
        double[] pivots = [.. Enumerable.Range(1, columns).Select(i => (double)i)];
        double[] sums = [.. pivots.Select(pivot => 10 / pivot)], squares = [.. pivots.Select(pivot => 300 + pivot)];
        double[] states = new double[(SecondMoments.Planes * columns) + 1];
        states[^1] = 7;
        fixed (double* p = pivots, s = sums, ss = squares, to = states)
        {
            Assert.True(SecondMomentsPlanes.FromSums<float>(Count, p, s, ss, columns, to));
            for (int column = 0; column < columns; column++)
            {
                Assert.Equal(SecondMoments.FromSums(Count, pivots[column], 0, sums[column], squares[column]), SecondMoments.Load(to, column, columns));
            }

            Assert.Equal(7, states[^1]);
            for (int column = 0; column < columns; column++)
            {
                (double sum, ss[column]) = (ss[column], double.NaN);
                Assert.False(SecondMomentsPlanes.FromSums<float>(Count, p, s, ss, columns, to));
                ss[column] = sum;
            }
        }
    }

    [Fact]
    public void Block_OfIntegersAtTheirLimits_IsTheExactSum()
    {
        Check<byte>(0, 255, 7);
        Check<sbyte>(-128, 127, -7);
        Check<ushort>(0, 65535, 7);
        Check<short>(-32768, 32767, -7);
        Check<uint>(0, uint.MaxValue, 7);
        Check(int.MinValue, int.MaxValue, -7);

        static void Check<T>(T least, T most, T other)
            where T : unmanaged
        {
            foreach (T[] values in new T[][] { [least], [most], [least, most, other, other, most] })
            {
                // Behind the block lies what may not be counted.
                T[] elements = [.. Enumerable.Range(0, Rules.BlockElements).Select(i => values[i % values.Length]), .. Enumerable.Repeat(most, 128)];
                fixed (T* first = elements)
                {
                    foreach (int length in s_lengths.Where(length => length > 0).Append(Rules.BlockElements))
                    {
                        Assert.Equal(elements.Take(length).Sum(x => (long)Element.ToDouble(x)), SumIntegers<T>.Block(first, length));
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(488)]
    [InlineData(Rules.ColumnsPerTile)]
    public void Rows_OfIntegersAtTheirLimits_IsTheExactSumOfEachColumn(int columns)
    {
        Check<byte>(0, 255, 7);
        Check<sbyte>(-128, 127, -7);
        Check<ushort>(0, 65535, 7);
        Check<short>(-32768, 32767, -7);
        Check<uint>(0, uint.MaxValue, 7);
        Check(int.MinValue, int.MaxValue, -7);

        void Check<T>(T least, T most, T other)
            where T : unmanaged
        {
            // Some columns hold one value only, those between them a mixture.
            T[] elements = [.. Enumerable.Range(0, columns * Rules.RowsPerLeaf).Select(i => (i % columns % 3) switch { 0 => most, 1 => least, _ => (i / columns % 3) switch { 0 => most, 1 => other, _ => least } })];
            long[] states = new long[2 * columns];
            fixed (T* first = elements)
            fixed (long* state = states)
            {
                T** rows = stackalloc T*[Rules.RowsPerLeaf + Rules.RowsAhead];
                PointToRows(first, columns, (void**)rows, sizeof(T));
                foreach (int rowCount in s_rowCounts)
                {
                    SumIntegers<T>.Rows(rows, rowCount, columns, (byte*)state);
                    for (int column = 0; column < columns; column++)
                    {
                        long expected = Enumerable.Range(0, rowCount).Sum(row => (long)Element.ToDouble(elements[(row * columns) + column]));
                        Assert.Equal(new WideInteger(expected), WideInteger.Load((byte*)state, column, columns));
                    }
                }
            }
        }
    }

    [Fact]
    public void Deviations_OfSmallIntegers_HasTheBitsOfTheRuleForDoubles()
    {
        Check(i => (byte)(i * 37));
        Check(i => (byte)(i % 2 * 255));
        Check(i => (byte)0);
        Check(i => (sbyte)(i * 37));
        Check(i => (sbyte)-128);
        Check(i => (short)(i * 31337));
        Check(i => (short)(i % 2 == 0 ? -32768 : 32767));
        Check(i => short.MinValue);
        Check(i => (ushort)(i * 31337));
        Check(i => (ushort)(i % 2 * 65535));
        Check(i => ushort.MaxValue);

        static void Check<T>(Func<int, T> element)
            where T : unmanaged
        {
            T[] elements = [.. Enumerable.Range(1, Rules.RowsPerLeaf * 200).Select(element)];
            T** rows = stackalloc T*[Rules.RowsPerLeaf + Rules.RowsAhead];
            fixed (T* first = elements)
            {
                foreach (int length in s_lengths.Where(length => length > 0))
                {
                    double pivot = Element.ToDouble(first[0]);
                    (double sum, double squares) = SumBlock<T>.Deviations(first, length, pivot);
                    (double actualSum, double actualSquares) = SumIntegerDeviations<T>.Block(first, length, pivot);
                    AssertBits(sum, actualSum);
                    AssertBits(squares, actualSquares);
                }

                foreach (int columns in new[] { 1, 31, 32, 63, 64, 65, 127, 200 })
                {
                    PointToRows(first, columns, (void**)rows, sizeof(T));
                    double[] pivots = [.. elements.Take(columns).Select(Element.ToDouble)];
                    double[] expected = new double[columns], sums = new double[columns], expectedSquares = new double[columns], squares = new double[columns];
                    fixed (double* pivot = pivots, e = expected, s = sums, ee = expectedSquares, ss = squares)
                    {
                        foreach (int rowCount in s_rowCounts)
                        {
                            Scalar.SumRows<T>.Deviations(rows, rowCount, columns, pivot, e, ee);
                            SumIntegerDeviations<T>.Rows(rows, rowCount, columns, pivot, s, ss);
                            for (int column = 0; column < columns; column++)
                            {
                                AssertBits(expected[column], sums[column]);
                                AssertBits(expectedSquares[column], squares[column]);
                            }
                        }
                    }
                }
            }
        }
    }

#if !NETSTANDARD_BUILD
    [Fact]
    public void LoadPivots_EveryHalf_IsItsValue()
    {
        Half[] halves = [.. Enumerable.Range(0, 1 << 16).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits))];
        double[] values = new double[halves.Length];
        fixed (Half* first = halves)
        fixed (double* to = values)
        {
            Assert.False(LoadPivots<Half>.FromRow(first, halves.Length, to));
            Assert.True(LoadPivots<Half>.FromRow(first, 0x7C00, to));
            Assert.False(LoadPivots<Half>.FromRow(first + 1, 0x7C00, to));
            _ = LoadPivots<Half>.FromRow(first, halves.Length, to);
        }

        for (int i = 0; i < halves.Length; i++)
        {
            double expected = (double)halves[i];
            Assert.True(double.IsNaN(expected) ? double.IsNaN(values[i]) : BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(values[i]), $"{expected} and {values[i]}");
        }
    }
#endif

    [Fact]
    public void FindExtreme_EveryLengthAndType_IsThatOfPlainLoops()
    {
        Check(i => (float)Math.Sin(i) * 1e3f);
        Check(i => i % 50 == 3 ? -0.0 : i % 7 * 0.0);
        Check(i => i % 1000 == 999 ? double.NaN : Math.Sin(i));
        Check(i => (byte)(i * 37));
        Check(i => (sbyte)(i * 37));
        Check(i => (short)(i * 31337));
        Check(i => (ushort)(i * 31337));
        Check(i => unchecked(i * 1000000007));
        Check(i => unchecked((uint)i * 3000000019u));
        Check(i => unchecked(i * 6700417000000007L));
        Check(i => unchecked((ulong)i * 6700417000000000007UL));

        static void Check<T>(Func<int, T> element)
            where T : unmanaged
        {
            T[] elements = [.. Enumerable.Range(1, Rules.BlockElements).Select(element)];
            T** rows = stackalloc T*[Rules.RowsPerLeaf + Rules.RowsAhead];
            fixed (T* first = elements)
            {
                foreach (int length in s_lengths.Where(length => length > 0))
                {
                    T* start = first + (elements.Length - length);
                    FoundExtremes<T> expected = Scalar.FindExtremes<T>.Block(start, length);
                    AssertSame(expected.Min, FindExtreme<T, Smallest>.Block(start, length));
                    AssertSame(expected.Max, FindExtreme<T, Largest>.Block(start, length));
                }

                foreach (int columns in new[] { 1, 7, 8, 20, 31 })
                {
                    PointToRows(first, columns, (void**)rows, sizeof(T));
                    foreach (int rowCount in s_rowCounts)
                    {
                        CheckRows(rows, rowCount, columns);
                    }
                }

                // Fewer rows, more columns.
                foreach (int columns in new[] { 64, 65, 127, 300 })
                {
                    for (int row = 0; row < 13 + Rules.RowsAhead; row++)
                    {
                        rows[row] = first + (Math.Min(row, 12) * columns);
                    }

                    CheckRows(rows, 13, columns);
                }
            }
        }

        static void CheckRows<T>(T** rows, int rowCount, int columns)
            where T : unmanaged
        {
            T[] mins = new T[columns], maxs = new T[columns], found = new T[columns];
            fixed (T* min = mins, max = maxs, one = found)
            {
                Scalar.FindExtremes<T>.Rows(rows, rowCount, columns, min, max);
                FindExtreme<T, Smallest>.Rows(rows, rowCount, columns, one);
                AssertAllSame(mins, found);
                FindExtreme<T, Largest>.Rows(rows, rowCount, columns, one);
                AssertAllSame(maxs, found);
                FindExtreme<T, Smallest>.Merge(one, min, columns);
                AssertAllSame(mins, found);
            }
        }

        static void AssertAllSame<T>(T[] expected, T[] actual)
            where T : unmanaged
        {
            for (int i = 0; i < expected.Length; i++)
            {
                AssertSame(expected[i], actual[i]);
            }
        }

        // Any NaN is as good as another, but zeros have signs.
        static void AssertSame<T>(T expected, T actual)
            where T : unmanaged
        {
            if (Element.IsFloatingPoint<T>())
            {
                double x = Element.ToDouble(expected), y = Element.ToDouble(actual);
                Assert.True(double.IsNaN(x) ? double.IsNaN(y) : BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y), $"{x} and {y}");
                return;
            }

            Assert.Equal(expected, actual);
        }
    }

    // Behind the last row there is the last one again.
    private static void PointToRows(void* first, int columns, void** rows, int elementBytes)
    {
        for (int row = 0; row < Rules.RowsPerLeaf + Rules.RowsAhead; row++)
        {
            rows[row] = (byte*)first + ((long)Math.Min(row, Rules.RowsPerLeaf - 1) * columns * elementBytes);
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
