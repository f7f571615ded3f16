using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>The examples of docs/guides/interop.md, as they stand there; <see cref="DocumentTests"/> sees to it.</summary>
public sealed class InteropExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Memory()
    {
        byte[] content = [.. Enumerable.Range(0, 10_000).Select(i => (byte)i)];
        string backupPath = _folder.File("backup.bin");
        using MemMapArray<byte> bytes = MemMapArray.Open<byte>(_folder.Write(content));
        {
            using FileStream backup = new(backupPath, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            await backup.WriteAsync(bytes.AsReadOnlyMemory());        // from the mapping to the file, no copy in between
        }

        Assert.Equal(content, File.ReadAllBytes(backupPath));
    }

    [Fact]
    public void Streams()
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write(Enumerable.Range(0, 3000).ToArray()), (1000, 3));
        using MemMapArray<int> target = MemMapArray.Create<int>(_folder.File("target.bin"), (100, 3));
        MemMapView<int> rows = array[200..300];

        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            rows.AsStream().CopyTo(gzip);
        }

        packed.Position = 0;
        using GZipStream unpacked = new(packed, CompressionMode.Decompress);
        unpacked.CopyTo(target.AsStream());                       // into the mapping; more than fits would throw, and write nothing
        target.Flush();                                           // the stream's own Flush makes nothing durable; this does

        Assert.Equal(rows.ToArray(), target.ToArray());
        using MemMapArray<int> shorter = MemMapArray.Create<int>(_folder.File("shorter.bin"), (99, 3));
        Assert.Throws<NotSupportedException>(() => rows.AsStream().CopyTo(shorter.AsStream()));
        Assert.Equal(0, shorter.Sum());
    }

    [Fact]
    public void Spans()
    {
        using MemMapArray<float> data = MemMapArray.Create<float>(_folder.File(), (3000, 2));
        data.Fill(4);

        foreach (MemMapView<float> chunk in data.Chunks(rows: 1024))
        {
            Span<float> values = chunk.AsSpan();
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = MathF.Sqrt(values[i]);                // or TensorPrimitives.Sqrt(values, values)
            }
        }

        Assert.Equal((2, 2), data.MinMax());
    }
}
