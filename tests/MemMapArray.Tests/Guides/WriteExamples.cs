using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>The examples of docs/guides/write.md, as they stand there; <see cref="DocumentTests"/> sees to it.</summary>
public sealed class WriteExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CreateAndFill()
    {
        string path = _folder.File();

        using MemMapArray<double> samples = MemMapArray.Create<double>(path, (1000, 3));   // zeros, and the disk blocks for them
        samples.Fill(1);                                    // everything
        samples[.., 2].Fill(0.5);                           // one column
        samples[0, ..].CopyFrom([4.0, 5.0, 6.0]);           // one row, from memory
        samples[1..].CopyFrom(samples[..^1]);               // every row moves down by one; overlaps are right
        samples[10, 1] = 7;                                 // one element
        samples.Flush();                                    // on the medium when it returns

        Assert.Equal([4, 5, 6, 4, 5, 6, 1, 1, 0.5], samples[..3].ToArray());
        Assert.Equal([1, 7, 0.5], samples[10, ..].ToArray());
        Assert.Equal(1000 * 3 * sizeof(double), new FileInfo(path).Length);
    }

    [Fact]
    public void CreateNewAndGrow()
    {
        string path = _folder.File();

        var onlyNew = new MemMapOptions { Mode = MemMapMode.CreateNew };
        using (MemMapArray<float> created = MemMapArray.Create<float>(path, (100, 50), onlyNew))   // IOException when there is such a file
        {
            created.Fill(1);
        }

        var mayGrow = new MemMapOptions { Mode = MemMapMode.ReadWrite, AllowGrow = true };
        using MemMapArray<float> longer = MemMapArray.Open<float>(path, (200, 50), mayGrow);       // 100 rows of zeros are added

        Assert.Equal((1, 0), (longer[99, 49], longer[100, 0]));
        Assert.Throws<IOException>(() => MemMapArray.Create<float>(path, (100, 50), onlyNew));
        Assert.Equal(200 * 50 * sizeof(float), new FileInfo(path).Length);
    }

    [Fact]
    public void Append()
    {
        string path = _folder.File();

        using MemMapArray<double> log = MemMapArray.Create<double>(path, (0, 3));
        MemMapView<double> before = log[..];
        log.Append([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);         // two rows
        log.Resize(10);                                     // and eight of zeros
        double last = log[1, ^1];                           // 6
        Shape shape = before.Shape;                         // (0, 3): older views stay as they were

        Assert.Equal(6, last);
        Assert.Equal((0, 3), shape);
        Assert.Equal((10, 3), log.Shape);
        ArgumentException noRow = Assert.Throws<ArgumentException>(() => log.Append([1.0]));
        Assert.Contains("not a whole number of rows", noRow.Message, StringComparison.Ordinal);
        log.Resize(2);
        Assert.Throws<ObjectDisposedException>(() => before.ToArray());
    }

    [Fact]
    public void Batch()
    {
        string npyPath = _folder.File("log.npy");

        using (MemMapArray<double> saved = MemMapArray.CreateNpy<double>(npyPath, (0, 3)))
        using (saved.BeginAppend())
        {
            saved.Append([1.0, 2.0, 3.0]);
            saved.Flush();                                  // now the header counts it, and it would survive a power cut
            saved.Append([4.0, 5.0, 6.0]);                  // counted when the batch ends
        }

        Assert.Equal((2, 3), NpyHeader.Read(npyPath).Shape);
    }

    [Fact]
    public void CopyOnWrite()
    {
        string path = _folder.Write([.. Enumerable.Range(0, 100).Select(i => (float)i)]);

        using MemMapArray<float> scratch = MemMapArray.Open<float>(path, MemMapMode.CopyOnWrite);
        scratch[..10].Fill(0);                              // in this process's memory only
        double sum = scratch.Sum();                         // 4905: reductions see the changes

        Assert.Equal(4905, sum);
        using MemMapArray<float> array = MemMapArray.Open<float>(path);
        Assert.Equal(9, array[9]);
    }

    [Fact]
    public void TableOfErrors()
    {
        using MemMapArray<float> array = MemMapArray.Create<float>(_folder.File(), (10, 5));
        Assert.Throws<ArgumentException>(() => array[0, ..].CopyFrom([1, 2, 3]));
        Assert.Throws<NotSupportedException>(() => array[0, ..].BroadcastTo((3, 5)).Fill(1));
        using MemMapArray<float> rest = MemMapArray.Open<float>(_folder.File(), (5, 5), MemMapMode.ReadWrite);
        Assert.Throws<InvalidOperationException>(() => rest.Append([1, 2, 3, 4, 5]));
        using MemMapArray<float> reader = MemMapArray.Open<float>(_folder.File(), (10, 5));
        Assert.Throws<NotSupportedException>(() => reader.Append([1, 2, 3, 4, 5]));
        IOException full = Assert.Throws<IOException>(() => MemMapArray.Create<float>(_folder.File("large"), long.MaxValue / 1024));
        Assert.False(File.Exists(_folder.File("large")), full.Message);
    }
}
