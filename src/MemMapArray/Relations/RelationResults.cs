using System;

namespace MemMap.Relations;

/// <summary>Results from what is known of all rows.</summary>
internal static unsafe class RelationResults
{
    /// <summary>Sums of products as they are.</summary>
    public static NDArray<double> Products(RelationCall call, double divisor)
    {
        using RelationForest forest = RelationRun.Of(call, 0, call.Plan.LeafCount);
        return Products(forest.Fold(), call.Plan, call.IsCentred, call.Right is null, divisor);
    }

    /// <summary>Sums of products of what is known.</summary>
    public static NDArray<double> Products(RelationState total, in RelationPlan plan, bool isCentred, bool isSymmetric, double divisor)
    {
        int left = plan.Left, right = plan.Right;
        double[] results = new double[(long)left * right];
        double by = isCentred ? total.Means.Count - divisor : 1;
        for (int i = 0; i < left; i++)
        {
            for (int j = isSymmetric ? i : 0; j < right; j++)
            {
                double product = total.Products[((long)i * total.Stride) + j];
                double result = by > 0 ? product / by : double.NaN;
                results[((long)i * right) + j] = double.IsNaN(result) ? double.NaN : result;
            }
        }

        if (isSymmetric)
        {
            Mirror(results, left);
        }

        return new([left, right], results);
    }

    /// <summary>Covariances as fractions of the most that they could be.</summary>
    public static NDArray<double> Correlation(NDArray<double> covariance)
    {
        int columns = (int)covariance.Shape[0];
        var deviations = new double[columns];
        for (int i = 0; i < columns; i++)
        {
            // Where squares overflow nothing is known of the column.
            deviations[i] = double.IsInfinity(covariance[i, i]) ? double.NaN : Math.Sqrt(covariance[i, i]);
        }

        for (int i = 0; i < columns; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double correlation = covariance[i, j] / deviations[i] / deviations[j];
                covariance[i, j] = double.IsNaN(correlation) ? double.NaN : i == j ? 1 : Math.Max(-1, Math.Min(1, correlation));
            }
        }

        // Both halves are divided in the order of their own indexes, which may differ in the last bit.
        double[] results = covariance.ToArray();
        Mirror(results, columns);
        return new([columns, columns], results);
    }

    private static void Mirror(double[] results, int columns)
    {
        for (int i = 0; i < columns; i++)
        {
            for (int j = i + 1; j < columns; j++)
            {
                results[((long)j * columns) + i] = results[((long)i * columns) + j];
            }
        }
    }
}
