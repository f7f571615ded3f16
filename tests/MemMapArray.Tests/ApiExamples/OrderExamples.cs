using System;
using Xunit;

namespace MemMap.Tests.ApiExamples;

/// <summary>The examples in the XML documentation of quantiles, histograms and the largest elements; <see cref="DocumentTests"/> compares
/// them.</summary>
public sealed class OrderExamples
{
    private readonly NDArray<float> _array = NDArray.From([1f, 2, 3, 4, 5, 9], (2, 3));

    [Fact]
    public void Quantiles()
    {
        MemMapView<float> array = _array;

        double p99 = array.Quantile(0.99);    // np.quantile(a, 0.99)
        NDArray<double> quartiles = array.Quantile([0.25, 0.5, 0.75]);
        double median = array.Median();
        NDArray<double> columnMedians = array.Median(axis: 0);
        NDArray<double> limits = array.Quantile([0.01, 0.99], axis: 0);    // (2, columns)

        Assert.Equal((8.8, 3.5), (p99, median));
        Assert.Equal([2.25, 3.5, 4.75], quartiles.ToArray());
        Assert.Equal([2.5, 3.5, 6], columnMedians.ToArray());
        Assert.Equal((2, 3), limits.Shape);
    }

    [Fact]
    public void QuantileOfColumns()
    {
        MemMapView<float> array = _array;

        NDArray<double> columns = array.Quantile(0.99, axis: 0);

        Assert.Equal(3, columns.Length);
    }

    [Fact]
    public void HistogramsAndTheLargest()
    {
        MemMapView<float> array = _array;

        Console.WriteLine(array.Histogram(20));
        Histogram histogram = array.Histogram(100, (0, 1));    // np.histogram(a, 100, (0, 1))
        Histogram decades = array.Histogram([1, 10, 100, 1000]);
        (float[] values, long[] indexes) = array.TopK(10);

        Best(array.Reshape((array.Length, 1)));

        double[] density = histogram.Density();    // np.histogram(a, 100, (0, 1), density=True)

        NDArray<long> counts = NDArray.From(histogram.Counts);

        Assert.Equal(1, counts.Sum());

        Histogram both = decades.Merge(array[1..].Histogram(decades.Edges));

        Assert.Equal((9, 100), (both.Total, density.Length));
        Assert.Equal((1L, 6L), (histogram.Total, decades.Counts[0]));
        Assert.Equal((9f, 5L), (values[0], indexes[0]));
    }

    private static void Best(MemMapView<float> scores)
    {
        (NDArray<float> best, NDArray<long> classes) = scores.TopK(5, axis: 1);    // (rows, 5) each

        Assert.Equal(scores.ToArray(), best.ToArray());
        Assert.Equal(0, classes.Max());
    }
}
