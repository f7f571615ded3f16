using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Columns of which each has other rows selected than its neighbours.</summary>
public class WhereColumnsTests
{
    public static TheoryData<int> Columns => [15, 16, 17, 23, 40, 150, 1100];

    // Up to one leaf of rows.
    private static readonly int[] s_rows = [1, 15, 16, 17, 63, 64, 65, 100, 127, 128];

    [Theory]
    [MemberData(nameof(Columns))]
    public void Std_RandomMaskOfOneLeaf_HasTheBitsOfEachColumnsOwnRows(int columns)
    {
        foreach (int rows in s_rows)
        {
            foreach (double share in new[] { 0.02, 0.5, 0.97 })
            {
                AssertIsOfOwnRows(rows, columns, share, random => (float)random.NextDouble());
                AssertIsOfOwnRows(rows, columns, share, random => random.NextDouble() * 1e6);
                AssertIsOfOwnRows(rows, columns, share, random => random.Next(-1000, 1000));
                AssertIsOfOwnRows(rows, columns, share, random => (short)random.Next(-1000, 1000));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public void Max_RandomMaskOfManyLeaves_IsTheNaiveOne(int columns)
    {
        const int Rows = 333;
        (int[] numbers, bool[] mask) = Drawn(Rows, columns, 0.3, random => random.Next());
        NDArray<int> most = NDArray.From(numbers, (Rows, columns)).Where(NDArray.From(mask, (Rows, columns))).Max(0);
        Assert.Equal(Enumerable.Range(0, columns).Select(column => Selected(numbers, mask, Rows, columns, column).Max()), most.ToArray());
    }

    [Fact]
    public void Std_MaskOfSlicedColumns_IsThatOfACopy()
    {
        const int Rows = 300, Columns = 90;
        (double[] numbers, bool[] mask) = Drawn(Rows, Columns, 0.5, random => random.NextDouble());
        MemMapView<double> some = NDArray.From(numbers, (Rows, Columns))[Slice.All, 3..61];
        MemMapView<bool> truths = NDArray.From(mask, (Rows, Columns))[Slice.All, 3..61];
        Assert.Equal(
            NDArray.From(some.ToArray(), (Rows, 58)).Where(NDArray.From(truths.ToArray(), (Rows, 58))).Std(0).ToArray(), some.Where(truths).Std(0).ToArray());
    }

    private static void AssertIsOfOwnRows<T>(int rows, int columns, double share, Func<Random, T> draw)
        where T : unmanaged
    {
        (T[] numbers, bool[] mask) = Drawn(rows, columns, share, draw);
        double[] masked = NDArray.From(numbers, (rows, columns)).Where(NDArray.From(mask, (rows, columns))).Std(0).ToArray();
        for (int column = 0; column < columns; column++)
        {
            // Twice, as one column alone would be reduced as a block.
            T[] twice = [.. Selected(numbers, mask, rows, columns, column).SelectMany(number => new[] { number, number })];
            Assert.Equal(NDArray.From(twice, (twice.Length / 2, 2)).Std(0).ToArray()[1], masked[column]);
        }
    }

    // At least one of each column is selected.
    private static (T[] Numbers, bool[] Mask) Drawn<T>(int rows, int columns, double share, Func<Random, T> draw)
        where T : unmanaged
    {
        var random = new Random(rows + columns);
        bool[] mask = [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextDouble() < share)];
        for (int column = 0; column < columns; column++)
        {
            mask[(random.Next(rows) * columns) + column] = true;
        }

        return ([.. Enumerable.Range(0, rows * columns).Select(_ => draw(random))], mask);
    }

    private static IEnumerable<T> Selected<T>(T[] numbers, bool[] mask, int rows, int columns, int column) =>
        Enumerable.Range(0, rows).Where(row => mask[(row * columns) + column]).Select(row => numbers[(row * columns) + column]);
}
