using System.Linq;
using Xunit;

namespace MemMap.Tests.ApiExamples;

/// <summary>The examples in the XML documentation of quantiles and histograms of rows in many places; <see cref="DocumentTests"/> compares
/// them.</summary>
public sealed class QuantilePlanExamples
{
    private readonly NDArray<float> _array = NDArray.From([.. Enumerable.Range(0, 3000).Select(i => i * 7 % 100f)], (1000, 3));

    [Fact]
    public void Rounds()
    {
        NDArray<float> array = _array;
        RowRange[] ranges = array.SplitRows(3);

        QuantilePlan<float> plan = QuantilePlan.Create<float>(array.Shape, [0.01, 0.5, 0.99]);
        while (!plan.IsComplete)
        {
            byte[] question = plan.Question;    // to every node
            foreach (RowRange rows in ranges)
            {
                plan.Add(array.CountForQuantiles(question, rows));    // on the node that has these rows
            }
        }

        NDArray<double> quantiles = plan.ToNDArray();    // array.Quantile([0.01, 0.5, 0.99])

        Assert.Equal(array.Quantile([0.01, 0.5, 0.99]).ToArray(), quantiles.ToArray());
    }

    [Fact]
    public void Plans()
    {
        NDArray<float> array = _array;

        QuantilePlan<float> limits = QuantilePlan.Create<float>(array.Shape, [0.01, 0.99], axis: [0]);    // (2, columns)

        QuantilePlan<float> medians = QuantilePlan.CreateMedian<float>(array.Shape, axis: [0]);    // (columns)

        QuantilePlan<float> plan = limits;
        byte[] counts = array.CountForQuantiles(plan.Question, new RowRange(0, 512));
        byte[][] ofShards = [counts];

        byte[] ofNode = QuantilePlan.MergeCounts(ofShards);

        plan.Add(counts);
        Assert.Equal(counts, ofNode);
        Assert.Equal([new RowRange(0, 512)], plan.Rows);
        Assert.False(medians.IsComplete);
    }

    [Fact]
    public void Counts()
    {
        NDArray<float> array = _array;
        double[] edges = [0, 10, 100];
        long[] sent = [1, 2];

        Histogram whole = Histogram.FromCounts(sent, edges).Merge(array.Histogram(edges));

        Assert.Equal(3003, whole.Total);
    }
}
