using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests;

/// <summary>The uses of the article on NumPy's memory mapping, in small.</summary>
public sealed class ArticleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Create_FillFlushReopen_ReadsRowAndBlock()
    {
        string path = _folder.File();
        using (MemMapArray<float> array = MemMapArray.Create<float>(path, (300, 100)))
        {
            array.CopyFrom(Enumerable.Range(0, 30000).Select(i => (float)i).ToArray());
            array.Flush();
        }

        using MemMapArray<float> reopened = MemMapArray.Open<float>(path, (300, 100));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (float)i), reopened[0, ..].ToArray());
        MemMapView<float> block = reopened[100..200, 50..100];
        Assert.Equal([100, 50], block.Shape.ToArray());
        Assert.Equal(10050f, block[0, 0]);
        Assert.Equal(19999f, block[^1, ^1]);
        Assert.Equal(((100 * 100) + 50) * 4, block.ByteOffset);
    }

    [Fact]
    public void ReadWrite_SetRowZero_IsInTheFile()
    {
        string path = _folder.Write(new float[60]);
        using (MemMapArray<float> array = MemMapArray.Open<float>(path, (6, 10), MemMapMode.ReadWrite))
        {
            array[0, ..].Fill(1);
        }

        using MemMapArray<float> reopened = MemMapArray.Open<float>(path);
        Assert.Equal(10, reopened.ToArray().Count(x => x == 1));
    }
}
