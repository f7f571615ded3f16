using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>The examples of docs/guides/larger-than-memory.md, as they stand there; <see cref="DocumentTests"/> sees to it.</summary>
public sealed class LargerThanMemoryExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private MemMapArray<float> Counting() => MemMapArray.Open<float>(_folder.Write([.. Enumerable.Range(0, 5000).Select(i => (float)i)]), (100, 50));

    [Fact]
    public void Chunks()
    {
        using MemMapArray<float> a = Counting();

        const long Rows = 32;
        long above = 0;
        for (long start = 0; start < a.Shape[0]; start += Rows)
        {
            a[Slice.Range(start + Rows, start + (2 * Rows))].Prefetch();     // the disk reads these while the loop is at those
            foreach (float x in a[Slice.Range(start, start + Rows)].AsReadOnlySpan())
            {
                above += x > 2500 ? 1 : 0;
            }
        }

        Assert.Equal(2499, above);
    }

    [Fact]
    public void FromFileToFile()
    {
        string npy = _folder.File("scaled.npy");
        using MemMapArray<float> a = Counting();

        NDArray<double> mean = a.Mean(0), std = a.Std(0);                    // one result for each column
        using MemMapArray<float> scaled = MemMapArray.CreateNpy<float>(npy, a.Shape);
        a.Transform(mean, std, scaled, static (xs, means, deviations, zs) =>
        {
            for (int i = 0; i < zs.Length; i++)
            {
                zs[i] = (float)((xs[i] - means[i]) / deviations[i]);
            }
        });

        scaled.Flush();

        Assert.Equal(0, scaled.Mean(), 6);
        Assert.Equal(1, scaled.Std(0)[49], 6);
    }

    [Fact]
    public void ManyResults()
    {
        string npy = _folder.File("norms.npy");
        using MemMapArray<float> a = Counting();

        using MemMapArray<double> rowMeans = MemMapArray.CreateNpy<double>(npy, a.Shape[0]);
        a.ReduceTo(Reduction.Mean<float>(), [1], rowMeans);                  // never in memory as a whole

        Assert.Equal(24.5, rowMeans[0]);
    }

    [Fact]
    public void Strategies()
    {
        using MemMapArray<float> a = Counting();

        var options = new ReductionOptions { ReadStrategy = ReadStrategy.Buffered };
        double deviation = a.Std(options: options);                          // the same bits as with any other

        Assert.Equal(BitConverter.DoubleToInt64Bits(a.Std()), BitConverter.DoubleToInt64Bits(deviation));
    }
}
