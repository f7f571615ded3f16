using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Shards;

/// <summary>Shards that are replaced while they are open.</summary>
public sealed class ReopenReplacedTests : IDisposable
{
    private const int Rows = 30;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reductions_ShardReplaced_AreOfTheNewOneWhereItIsLookedAt(bool reopens)
    {
        string folder = Create();
        using MemMapShards<float> shards = MemMapShards.Open<float>(folder, new ShardOptions { ReopenReplaced = reopens });
        Assert.Equal((Rows, 1f), (shards.Sum(), shards[12]));
        Replace(shards, bytes => bytes.AsSpan((int)shards.Manifest.Shards[1].ByteOffset).Clear());
        Assert.Equal((reopens ? Rows - 10 : Rows, reopens ? 0f : 1f), (shards.Sum(), shards[12]));
        Assert.Equal(reopens ? Rows - 10 : Rows, shards.ToArray().Sum());
        Assert.Equal(reopens ? 0 : 1, shards.Take([12])[0]);
    }

    [Fact]
    public void Reductions_ShardReplacedByAnother_Throw()
    {
        string folder = Create();
        using MemMapShards<float> shards = MemMapShards.Open<float>(folder, new ShardOptions { ReopenReplaced = true });
        Assert.Equal(Rows, shards.Sum());

        // Another space in the padding: as long, and as valid.
        Replace(shards, bytes => bytes[shards.Manifest.Shards[1].ByteOffset - 2] = (byte)'\t');
        Assert.Throws<InvalidDataException>(() => shards.Sum());
        File.Delete(Path.Combine(folder, shards.Manifest.Shards[1].Path));
        Assert.Throws<FileNotFoundException>(() => shards.Sum());
        Assert.Equal(10, shards[..10].Sum());
    }

    private string Create()
    {
        string folder = _folder.File("shards");
        using ShardWriter<float> writer = MemMapShards.Create<float>(folder, []);
        for (int i = 0; i < 3; i++)
        {
            writer.Append([.. Enumerable.Repeat(1f, 10)]);
            writer.Commit();
        }

        return folder;
    }

    // The new file has the old one's length and time.
    private void Replace(MemMapShards<float> shards, Action<byte[]> change)
    {
        string file = Path.Combine(_folder.File("shards"), shards.Manifest.Shards[1].Path);
        byte[] bytes = File.ReadAllBytes(file);
        change(bytes);
        File.WriteAllBytes(file + ".new", bytes);
        File.SetLastWriteTimeUtc(file + ".new", File.GetLastWriteTimeUtc(file));
        File.Delete(file);
        File.Move(file + ".new", file);
    }
}
