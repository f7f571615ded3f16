using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MemMap.Tests.ApiExamples;

/// <summary>The examples in the XML documentation of arrays and files; <see cref="DocumentTests"/> compares them.</summary>
public sealed class OpeningExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open()
    {
        string path = _folder.Write([.. Enumerable.Range(0, 16).Select(i => (float)i)]);

        using MemMapArray<float> whole = MemMapArray.Open<float>(path);

        using MemMapArray<float> matrix = MemMapArray.Open<float>(path, (-1, 3), offset: 16);

        var options = new MemMapOptions { Mode = MemMapMode.ReadWrite, Offset = 16 };
        using MemMapArray<float> tail = MemMapArray.Open<float>(path, options);

        var inFOrder = new MemMapOptions { Order = MemMapOrder.F };
        using MemMapArray<float> columns = MemMapArray.Open<float>(path, (4, 4), inFOrder);

        using MemMapArray<float> scratch = MemMapArray.Open<float>(path, (4, 4), MemMapMode.CopyOnWrite);
        scratch.Fill(0);    // the file stays as it is

        Assert.Equal((16L, (4, 3), 12L), (whole.Length, matrix.Shape, tail.Length));
        Assert.Equal((4f, 15f), (columns[0, 1], whole[15]));
    }

    [Fact]
    public void Create()
    {
        string path = _folder.File("created.bin"), newPath = _folder.File("private.bin");

        using MemMapArray<float> created = MemMapArray.Create<float>(path, (10000, 1000));
        created[0, 0] = 1;

        var isNew = new MemMapOptions { Mode = MemMapMode.CreateNew, Preallocate = false };
        using MemMapArray<float> sparse = MemMapArray.Create<float>(newPath, (10000, 1000), isNew);

        Assert.Equal((1f, 40_000_000L), (created.Max(), sparse.ByteLength));
    }

    [Fact]
    public void Npy()
    {
        string npyPath = _folder.File("a.npy"), partPath = _folder.File("part.npy"), fPath = _folder.File("f.npy");
        string datesPath = _folder.File("dates.npy"), npzPath = _folder.File("a.npz"), extractedPath = _folder.File("x.npy");

        using (MemMapArray<float> array = MemMapArray.CreateNpy<float>(npyPath, (100, 3)))
        {
            array.Fill(0.5f);
        }

        using MemMapArray<float> loaded = MemMapArray.OpenNpy<float>(npyPath);

        using MemMapArray<long> dates = MemMapArray.CreateNpy<long>(datesPath, 365, descr: "<M8[D]");

        var fOrder = new MemMapOptions { Order = MemMapOrder.F };
        using MemMapArray<float> byColumns = MemMapArray.CreateNpy<float>(fPath, (100, 3), fOrder);

        loaded[10..20].SaveNpy(partPath);

        var alone = new MemMapOptions { Mode = MemMapMode.ReadWrite, Share = FileShare.None };
        using MemMapArray<float> part = MemMapArray.OpenNpy<float>(partPath, alone);

        NpyHeader header = NpyHeader.Read(npyPath);
        Console.WriteLine($"{header.Descr} {header.Shape}");    // <f4 (100, 3)

        using (NpzWriter writer = NpzFile.Create(npzPath))
        {
            writer.Add("weights", loaded);
            writer.Add("bias", loaded[0, ..]);
            writer.Commit();
        }

        using MemMapArray<float> weights = MemMapArray.OpenNpz<float>(npzPath, "weights");

        NpzFile archive = NpzFile.Open(npzPath);
        using MemMapArray<float> bias = archive.OpenMember<float>("bias");

        foreach (NpzMember member in archive.Members)
        {
            Console.WriteLine($"{member.Name} {member.ReadHeader().Shape}");
        }

        archive.GetMember("weights").Verify();

        archive.Extract("weights", extractedPath, overwrite: true);
        using MemMapArray<float> extracted = MemMapArray.OpenNpy<float>(extractedPath, MemMapMode.ReadWrite);

        Assert.Equal(((100, 3), "<f4", "<M8[D]"), (loaded.Shape, header.Descr, NpyHeader.Read(datesPath).Descr));
        Assert.Equal((MemMapOrder.F, 365L), (byColumns.Order, dates.Length));
        Assert.Equal((10, 3), part.Shape);
        Assert.Equal(((100, 3), 3L, 0.5f), (weights.Shape, bias.Length, extracted[99, 2]));
    }

    [Fact]
    public void Growing()
    {
        string path = _folder.File();
        float[] rows = [1, 2, 3, 4, 5, 6];
        float[][] batches = [[1, 2, 3], [4, 5, 6]];

        using MemMapArray<float> log = MemMapArray.Create<float>(path, (0, 3));
        log.Append(rows);    // two rows of three

        log.Resize(1000);    // 998 more, of zeros
        log.Resize(2);

        using (log.BeginAppend())
        {
            foreach (float[] batch in batches)
            {
                log.Append(batch);
            }
        }

        using MemMapArray<float> reader = MemMapArray.Open<float>(path, (-1, 3));
        log.Append(rows);
        long added = reader.Refresh();

        log[0, ..].Fill(7);
        log[0, ..].Flush();    // that row only

        log.Fill(7);
        log.Flush();    // survives a power cut

        Assert.Equal(((6, 3), (6, 3), 2L), (log.Shape, reader.Shape, added));
    }

    [Fact]
    public void Reloading()
    {
        string path = _folder.File("vectors.npy"), rawPath = _folder.Write(new float[100]);
        NDArray.Full((10, 50), 1f).SaveNpy(path);
        float[] buffer = new float[50];

        using var vectors = new ReloadingArray<float>(path);
        using (ReloadingArray<float>.Lease lease = vectors.Rent())
        {
            lease.Array[3, ..].CopyTo(buffer);
        }

        using var raw = new ReloadingArray<float>(rawPath, path => MemMapArray.Open<float>(path, (-1, 50)));

        using ReloadingArray<float>.Lease rows = raw.Rent();
        Assert.Equal((1f, (2, 50)), (buffer[49], rows.Array.Shape));
    }

    [Fact]
    public void Diagnostics()
    {
        string path = _folder.Write(new float[10]);
        using MemMapArray<float> array = MemMapArray.Open<float>(path);

        Console.WriteLine($"{MemMapDiagnostics.OpenMappings} mappings, {MemMapDiagnostics.MappedBytes} bytes");

        GC.Collect();
        int leaks = MemMapDiagnostics.CountAbandonedMappings();

        Assert.True(MemMapDiagnostics.OpenMappings >= 1);
        Assert.True(leaks >= 0);
    }
}
