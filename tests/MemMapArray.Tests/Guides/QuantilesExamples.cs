using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>The examples of docs/guides/quantiles.md, as they stand there; <see cref="DocumentTests"/> sees to it.</summary>
public sealed class QuantilesExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Quantiles()
    {
        using MemMapArray<float> a = Counting();

        double median = a.Median();                                       // 2499.5
        double p99 = a.Quantile(0.99);                                    // 4949.01, np.quantile(a, 0.99)
        NDArray<double> quartiles = a.Quantile([0.25, 0.5, 0.75]);        // shape (3): one search for all
        NDArray<double> columns = a.Median(axis: 0);                      // shape (50); columns[1] is 2476
        NDArray<double> limits = a.Quantile([0.01, 0.99], axis: 0);       // shape (2, 50)
        double nearest = a.Quantile(0.5, QuantileMethod.Nearest);         // 2500: one of NumPy's thirteen methods

        Assert.Equal((2499.5, 4949.01, 2500.0), (median, p99, nearest));
        Assert.Equal([1249.75, 2499.5, 3749.25], quartiles.ToArray());
        Assert.Equal(2476, columns[1]);
        Assert.Equal((2, 50), limits.Shape);
    }

    [Fact]
    public void Histograms()
    {
        using MemMapArray<float> a = Counting();

        Histogram histogram = a.Histogram(4, (0, 5000));                  // np.histogram(a, 4, (0, 5000))
        long first = histogram.Counts[0];                                 // 1250, from Edges[0] up to and without Edges[1]
        double[] density = histogram.Density();                           // 0.0002 four times: an area of 1
        Histogram decades = a.Histogram([1, 10, 100, 1000, 10000]);       // any edges; decades.Counts[3] is 4000
        Histogram both = histogram.Merge(a[..50].Histogram(4, (0, 5000)));    // of files of the same edges

        Assert.Equal((1250L, 4000L, 7500L), (first, decades.Counts[3], both.Total));
        Assert.All(density, d => Assert.Equal(0.0002, d, 12));
        Assert.StartsWith("   0 to 1250  1250  " + new string('#', 50) + "\n1250 to 2500  1250  ", histogram.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Largest()
    {
        using MemMapArray<float> a = Counting();

        (float[] values, long[] indexes) = a.TopK(3);                     // 4999, 4998, 4997 at these indexes in C order
        (float[] least, _) = a.TopK(2, largest: false);                   // 0, 1
        (NDArray<float> ofRows, NDArray<long> columns) = a.TopK(3, axis: 1);     // (100, 3) each

        Assert.Equal([4999, 4998, 4997], values);
        Assert.Equal([4999, 4998, 4997], indexes);
        Assert.Equal([0, 1], least);
        Assert.Equal(((Shape)(100, 3), 4997f, 47L), (ofRows.Shape, ofRows[^1, ^1], columns[0, 2]));
    }

    [Fact]
    public void RowsInManyPlaces()
    {
        using MemMapArray<float> a = Counting();
        RowRange[] ranges = [new(60, 40), new(0, 60)];

        QuantilePlan<float> plan = QuantilePlan.Create<float>((100, 50), [0.25, 0.5, 0.75]);
        while (!plan.IsComplete)
        {
            byte[] question = plan.Question;                              // to everybody who has rows
            foreach (RowRange rows in ranges)
            {
                plan.Add(a.CountForQuantiles(question, rows));            // counted where these rows are; in any order
            }
        }

        NDArray<double> found = plan.ToNDArray();                         // those of one array, whatever the ranges are

        Assert.Equal([1249.75, 2499.5, 3749.25], found.ToArray());
    }

    private MemMapArray<float> Counting() => MemMapArray.Open<float>(_folder.Write([.. Enumerable.Range(0, 5000).Select(i => (float)i)]), (100, 50));
}
