using System;
using System.Linq;
using MemMap.Reductions;
using MemMap.Reductions.Elements;
using MemMap.Reductions.Kernels;
using Xunit;
using Scalar = MemMap.Reductions.Scalar;

namespace MemMap.Tests.Reductions;

/// <summary>Leaves of few columns, whose rows vectors take several at a time, against loops over each column: any number of rows, rows with and
/// without gaps between them, and rows that jump in the middle.</summary>
public sealed unsafe class FewColumnsTests
{
    private static readonly int[] s_columns = [.. Enumerable.Range(1, 40), 63, 64, 65, 100];
    private static readonly int[] s_rowCounts = [1, 2, 3, 15, 16, 17, 31, 33, 63, 64, 65, 100, 127, Rules.RowsPerLeaf];

    /// <summary>How rows may lie.</summary>
    private enum Lie
    {
        Dense,
        WithGaps,
        JumpInTheMiddle,
        SwappedInTheMiddle,
    }

    [Fact]
    public void Rows_Bytes_AreThoseOfEachColumn() => Check<byte>();

    [Fact]
    public void Rows_SignedBytes_AreThoseOfEachColumn() => Check<sbyte>();

    [Fact]
    public void Rows_Shorts_AreThoseOfEachColumn() => Check<short>();

    [Fact]
    public void Rows_UnsignedShorts_AreThoseOfEachColumn() => Check<ushort>();

    [Fact]
    public void Rows_Integers_AreThoseOfEachColumn() => Check<int>();

    [Fact]
    public void Rows_UnsignedIntegers_AreThoseOfEachColumn() => Check<uint>();

    [Fact]
    public void Rows_LongIntegers_AreThoseOfEachColumn() => Check<long>();

    [Fact]
    public void Rows_Floats_AreThoseOfEachColumn() => Check<float>();

    [Fact]
    public void Rows_Doubles_AreThoseOfEachColumn() => Check<double>();

    [Fact]
    public void Rows_BFloats_AreThoseOfEachColumn() => Check<BFloat16>();

#if !NETSTANDARD_BUILD
    [Fact]
    public void Rows_Halves_AreThoseOfEachColumn() => Check<Half>();
#endif

    private static void Check<T>()
        where T : unmanaged
    {
        // Any bits: NaN, infinities and zeros of both signs are among them, and the largest integers.
        byte[] bytes = new byte[sizeof(T) * 300 * 101];
        new Random(7).NextBytes(bytes);
        new Span<byte>(bytes, 0, bytes.Length / 7).Clear();
        T** rows = stackalloc T*[Rules.RowsPerLeaf + Rules.RowsAhead];
        fixed (byte* first = bytes)
        {
            foreach (int columns in s_columns)
            {
                foreach (int rowCount in s_rowCounts)
                {
                    foreach (Lie lie in new[] { Lie.Dense, Lie.WithGaps, Lie.JumpInTheMiddle, Lie.SwappedInTheMiddle })
                    {
                        Lay((T*)first, columns, rowCount, lie, rows);
                        RowsOfExtremes.AreThoseOfTheScalarRule(rows, rowCount, columns);
                        CheckCounts(rows, rowCount, columns);
                        if (!Element.IsWideInteger<T>())
                        {
                            CheckDeviations(rows, rowCount, columns);
                        }

                        if (Element.IsInteger<T>() && sizeof(T) <= sizeof(int))
                        {
                            CheckIntegers(rows, rowCount, columns);
                        }
                    }
                }
            }
        }
    }

    private static void Lay<T>(T* first, int columns, int rowCount, Lie lie, T** rows)
        where T : unmanaged
    {
        for (int row = 0; row < Rules.RowsPerLeaf + Rules.RowsAhead; row++)
        {
            int place = Math.Min(row, rowCount - 1);
            place = lie switch
            {
                Lie.WithGaps => 2 * place,
                Lie.JumpInTheMiddle when place >= 40 => place + 9,
                Lie.SwappedInTheMiddle when place is 20 or 21 => 41 - place,
                _ => place,
            };
            rows[row] = first + (place * columns) + 1;
        }
    }

    private static void CheckCounts<T>(T** rows, int rowCount, int columns)
        where T : unmanaged
    {
        double[] expected = new double[columns], found = new double[columns];
        fixed (double* e = expected, f = found)
        {
            Scalar.CountMagnitudes<T>.CountAbove(rows, rowCount, columns, Magnitude<T>.Zero, e);
            CountMagnitudes<T>.CountAbove(rows, rowCount, columns, Magnitude<T>.Zero, f);
        }

        Assert.Equal(expected, found);
    }

    // With NaN and infinities among them, and squares that overflow.
    private static void CheckDeviations<T>(T** rows, int rowCount, int columns)
        where T : unmanaged
    {
        double[] centers = [.. Enumerable.Range(0, columns).Select(i => Math.Cos(i) * 100)];
        double[] expected = new double[2 * columns], found = new double[2 * columns];
        fixed (double* center = centers, e = expected, f = found)
        {
            Scalar.SumRows<T>.Deviations(rows, rowCount, columns, center, e, e + columns);
            SumRows<T>.Deviations(rows, rowCount, columns, center, f, f + columns);
            AssertBits(expected, found);
            Scalar.SumPowers<T>.Rows(rows, rowCount, columns, center, e);
            SumPowers<T>.Rows(rows, rowCount, columns, center, f);
            AssertBits(expected, found);
        }
    }

    private static void AssertBits(double[] expected, double[] found) =>
        Assert.Equal(expected.Select(Doubles.Canonical).Select(BitConverter.DoubleToInt64Bits), found.Select(Doubles.Canonical).Select(BitConverter.DoubleToInt64Bits));

    // All integers here are below 2^53.
    private static void CheckIntegers<T>(T** rows, int rowCount, int columns)
        where T : unmanaged
    {
        long[] states = new long[2 * columns];
        double[] pivots = new double[columns], sums = new double[columns], squares = new double[columns], planes = new double[4 * columns];
        for (int column = 0; column < columns; column++)
        {
            pivots[column] = Element.ToDouble(rows[0][column]);
        }

        fixed (long* s = states)
        fixed (double* p = pivots, to = sums, toSquares = squares, powers = planes)
        {
            new IntegerSum<T>().ReduceRows(rows, rowCount, columns, 0, (byte*)s);
            if (sizeof(T) <= sizeof(short))
            {
                SumIntegerDeviations<T>.Rows(rows, rowCount, columns, p, to, toSquares);
            }

            if (sizeof(T) == sizeof(byte))
            {
                SumIntegerPowers<T>.Rows(rows, rowCount, columns, powers);
            }
        }

        for (int column = 0; column < columns; column++)
        {
            double sum = 0, around = 0, square = 0, third = 0, fourth = 0, second = 0;
            for (int row = 0; row < rowCount; row++)
            {
                double x = Element.ToDouble(rows[row][column]), difference = x - pivots[column];
                sum += x;
                around += difference;
                square += difference * difference;
                second += x * x;
                third += x * x * x;
                fourth += x * x * x * x;
            }

            Assert.Equal((long)sum, states[column]);
            Assert.Equal((long)sum >> 63, states[columns + column]);
            if (sizeof(T) <= sizeof(short))
            {
                Assert.Equal((around, square), (sums[column], squares[column]));
            }

            if (sizeof(T) == sizeof(byte))
            {
                Assert.Equal((sum, second), (planes[column], planes[columns + column]));
                Assert.Equal((third, fourth), (planes[(2 * columns) + column], planes[(3 * columns) + column]));
            }
        }
    }
}
