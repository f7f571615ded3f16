using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>The examples of docs/guides/select.md, as they stand there; <see cref="DocumentTests"/> sees to it.</summary>
public sealed class SelectExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Masks()
    {
        using MemMapArray<float> a = MemMapArray.Open<float>(_folder.Write([.. Enumerable.Range(0, 5000).Select(i => (float)i)]), (100, 50));
        using MemMapArray<bool> mask = MemMapArray.Open<bool>(_folder.Write([.. Enumerable.Range(0, 100).Select(row => row % 10 == 0)], name: "mask.bin"), (100, 1));

        double masked = a.Where(mask).Mean();                                     // 2274.5: np.mean(a, where=mask)
        NDArray<double> columns = a.Where(mask).Std(0, ddof: 1);                  // shape (50), of ten rows each
        double above = a.Where(Predicate.GreaterThan(4000f)).Mean();              // 4500
        double even = a.Where(v => v % 2 == 0).Sum();                             // 6247500
        double both = a.Where(mask).Where(Predicate.LessThan(50f)).Max();         // 49: all have to agree
        long counted = a.Where(Predicate.Between(10f, 19f)).Describe().Count;     // 10

        Assert.Equal((2274.5, 50, 4500, 6247500, 49, 10), (masked, columns.Shape, above, even, both, counted));
        Assert.Equal(Math.Sqrt(500.0 * 500 * 110 / 12), columns[7], 9);
    }

    [Fact]
    public void Nothing()
    {
        using MemMapArray<float> a = MemMapArray.Create<float>(_folder.File(), (3, 4));

        ReductionSource<float> none = a.Where(_ => false);
        (double sum, double mean, float min) = (none.Sum(), none.Mean(), none.Min());   // 0, NaN, NaN

        Assert.Equal((0, double.NaN, float.NaN), (sum, mean, min));
    }
}
