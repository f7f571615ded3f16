using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>The examples of docs/guides/from-numpy.md, as they stand there; <see cref="DocumentTests"/> sees to it.
/// That NumPy reads and writes these files is for the corpora and tests/MemMapArray.Live.</summary>
public sealed class FromNumPyExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private MemMapArray<float> Counting() => MemMapArray.Open<float>(_folder.Write([.. Enumerable.Range(0, 4000).Select(i => (float)i)]), (1000, 4));

    [Fact]
    public void FromNumPy()
    {
        string pricesPath = _folder.File("prices.npy"), archivePath = _folder.File("run.npz");
        using (MemMapArray<float> a = Counting())
        using (MemMapArray<long> t = MemMapArray.Create<long>(_folder.File("times"), 1000))
        using (NpzWriter archive = NpzFile.Create(archivePath))
        {
            a.SaveNpy(pricesPath);
            archive.Add("prices", a);
            archive.Add("times", t, "<M8[ns]");
            archive.Commit();
        }

        string extractedPath = _folder.File("extracted.npy");
        List<(string Name, Shape Shape, bool CanBeMapped)> found = [];

        NpyHeader header = NpyHeader.Read(pricesPath);                  // header.Shape is (1000, 4), header.ElementType is float
        using MemMapArray<float> prices = MemMapArray.OpenNpy<float>(pricesPath);
        double mean = prices.Mean();                                    // of the file: nothing is loaded

        foreach (NpzMember member in NpzFile.Open(archivePath).Members)
        {
            Shape shape = member.ReadHeader().Shape;                    // prices: (1000, 4), times: (1000)
            bool canBeMapped = member.IsStored;                         // savez: true, savez_compressed: false
            found.Add((member.Name, shape, canBeMapped));
        }

        using MemMapArray<long> times = MemMapArray.OpenNpz<long>(archivePath, "times");   // dates are counts, in long
        NpzFile.Open(archivePath).Extract("prices", extractedPath);                   // the way to compressed members

        Assert.Equal(((1000, 4), typeof(float), 1999.5), (header.Shape, header.ElementType, mean));
        Assert.Equal([("prices", (1000, 4), true), ("times", 1000, true)], found);
        Assert.Equal((1000, (1000, 4)), (times.Length, NpyHeader.Read(extractedPath).Shape));
    }

    [Fact]
    public void ToNumPy()
    {
        string blockPath = _folder.File("block.npy"), timesPath = _folder.File("times.npy"), logPath = _folder.File("log.npy"), archivePath = _folder.File("archive.npz");
        using MemMapArray<float> prices = Counting();
        using MemMapArray<long> times = MemMapArray.Create<long>(_folder.File("times"), 1000);

        prices[..100, 1..3].SaveNpy(blockPath);                         // any view; its bytes are those of np.save
        times.SaveNpy(timesPath, "<M8[ns]");                            // datetime64[ns] there

        using (MemMapArray<double> log = MemMapArray.CreateNpy<double>(logPath, (0, 3)))
        {
            log.Append([1, 2, 3]);                                      // its header is true at every moment
        }

        using (NpzWriter archive = NpzFile.Create(archivePath))
        {
            archive.Add("prices", prices);
            archive.Add("times", times, "<M8[ns]");
            archive.Commit();                                           // without it, Dispose takes everything back
        }

        Assert.Equal(((100, 2), "<M8[ns]", (1, 3)), (NpyHeader.Read(blockPath).Shape, NpyHeader.Read(timesPath).Descr, NpyHeader.Read(logPath).Shape));
        Assert.Equal(["prices", "times"], NpzFile.Open(archivePath).Members.Select(member => member.Name));
    }

    [Fact]
    public void TableOfErrors()
    {
        string npy = _folder.File("a.npy");
        using MemMapArray<float> a = Counting();
        a.SaveNpy(npy);
        ArgumentException wrong = Assert.Throws<ArgumentException>(() => MemMapArray.OpenNpy<double>(npy));
        Assert.Contains("float", wrong.Message, StringComparison.OrdinalIgnoreCase);
        File.WriteAllBytes(_folder.File("cut.npy"), File.ReadAllBytes(npy)[..^1]);
        Assert.Throws<InvalidDataException>(() => MemMapArray.OpenNpy<float>(_folder.File("cut.npy")));
        Assert.Throws<NpyFormatException>(() => MemMapArray.OpenNpy<float>(_folder.File()));
    }
}
