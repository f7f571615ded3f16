using System;
using System.Linq;
using System.Numerics;

namespace MemMap.Tests.Relations;

/// <summary>Relations in rational arithmetic, of numbers that are multiples of 2^-80.</summary>
internal static class ExactRelations
{
    private const int Scale = 80;

    /// <summary>(sum xy - sum x sum y / n) / (n - 1) of each pair of columns.</summary>
    public static double[] Covariance(double[] x, int rows, int columns)
    {
        BigInteger[] scaled = Scaled(x), sums = new BigInteger[columns];
        for (int i = 0; i < scaled.Length; i++)
        {
            sums[i % columns] += scaled[i];
        }

        BigInteger divisor = new BigInteger(rows) * (rows - 1);
        return Each(columns, columns, (i, j) => rows < 2 ? double.NaN
            : Value((((rows * Sum(scaled, scaled, rows, columns, columns, i, j)) - (sums[i] * sums[j])) << 64) / divisor, 64 + (2 * Scale)));
    }

    /// <summary>The sum of products of each column of the one with each of the other.</summary>
    public static double[] Products(double[] x, double[] y, int rows, int left, int right)
    {
        BigInteger[] xs = Scaled(x), ys = Scaled(y);
        return Each(left, right, (i, j) => Value(Sum(xs, ys, rows, left, right, i, j), 2 * Scale));
    }

    /// <summary>Looks whether results are right, to a fraction of the most that they could be: of the root of the product of two columns' own.</summary>
    /// <param name="expected">The exact ones.</param>
    /// <param name="result">The results.</param>
    /// <param name="tolerance">The fraction.</param>
    /// <param name="most">The most for a column of the first matrix.</param>
    /// <param name="mostOfOther">The most for a column of the second.</param>
    public static void RequireClose(double[] expected, NDArray<double> result, double tolerance, double[] most, double[] mostOfOther)
    {
        double[] found = result.ToArray();
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < found.Length; i++)
        {
            double scale = Math.Sqrt(most[i / mostOfOther.Length]) * Math.Sqrt(mostOfOther[i % mostOfOther.Length]);
            Assert.True(double.IsNaN(expected[i]) ? double.IsNaN(found[i]) : Math.Abs(found[i] - expected[i]) <= tolerance * scale, $"{i}: {found[i]:R}, not {expected[i]:R}");
        }
    }

    /// <summary>The same of relations among the columns of one matrix.</summary>
    public static void RequireClose(double[] expected, NDArray<double> result, double tolerance, int columns)
    {
        double[] own = Diagonal(expected, columns);
        RequireClose(expected, result, tolerance, own, own);
    }

    public static double[] Diagonal(double[] matrix, int columns) => [.. Enumerable.Range(0, columns).Select(i => matrix[i * (columns + 1)])];

    private static double[] Each(int left, int right, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, left * right).Select(i => value(i / right, i % right))];

    private static BigInteger Sum(BigInteger[] x, BigInteger[] y, int rows, int left, int right, int i, int j)
    {
        BigInteger sum = 0;
        for (int row = 0; row < rows; row++)
        {
            sum += x[(row * left) + i] * y[(row * right) + j];
        }

        return sum;
    }

    private static BigInteger[] Scaled(double[] x) => [.. x.Select(v => new BigInteger(Math.ScaleB(v, Scale)))];

    private static double Value(BigInteger scaled, int scale) => Math.ScaleB((double)scaled, -scale);
}
