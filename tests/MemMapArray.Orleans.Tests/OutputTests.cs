using System;
using System.IO;
using System.Linq;
using System.Text;
using MemMap.Tests;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>New folders on one silo: what is written once, what is left of others, what is taken back.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SiloOutput _output;
    private int _written;

    public OutputTests() => _output = OutputIn(_folder.Path);

    [Fact]
    public void Write_AgainAfterALostAnswer_WritesNothing()
    {
        OutputRequest request = New("made");
        byte[] first = _output.Write(request, Save);
        Assert.Equal(first, _output.Write(request, Save));
        Assert.Equal(1, _written);
        var manifest = ShardManifest.Parse(Encoding.UTF8.GetString(first));
        Assert.Equal(("0.npy", new RowRange(0, 5)), (manifest.Shards[0].Path, manifest.Shards[0].Rows));
        Assert.Empty(Visible());
    }

    [Fact]
    public void Publish_WholeFolder_GetsItsNameAtOnce()
    {
        OutputRequest request = New("made");
        OutputRequest whole = request with { Manifest = ManifestOf(_output.Write(request, Save)) };
        _output.Publish(whole);
        Assert.Equal(["made"], Visible());
        using MemMapShards<int> opened = MemMapShards.Open<int>(_folder.File("made"));
        Assert.Equal(10, opened.Sum());

        // The answer was lost; and by another silo on the same disk.
        _output.Publish(whole);
        OutputIn(_folder.Path).Publish(whole);
        Assert.Throws<InvalidOperationException>(() => _output.Publish(New("made") with { Manifest = ManifestOf(Encoding.UTF8.GetBytes(whole.Manifest), 6) }));
        Assert.Throws<InvalidOperationException>(() => _output.Write(New("made"), Save));
        Assert.Empty(Unfinished());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Publish_FileGoneOrCutShort_IsRefused(bool isGone)
    {
        OutputRequest request = New("made");
        string manifest = ManifestOf(_output.Write(request, Save)), file = Path.Combine(Unfinished()[0], "0.npy");
        if (isGone)
        {
            File.Delete(file);
        }
        else
        {
            File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]);
        }

        Assert.Throws<FileNotFoundException>(() => _output.Publish(request with { Manifest = manifest }));
        Assert.Empty(Visible());

        // Those of another label need not be here.
        Shard elsewhere = ShardManifest.Parse(manifest).Shards[0].WithLabels(["elsewhere"]);
        string labelled = new ShardManifest("<i4", 5, [elsewhere]).ToJson();
        Assert.Throws<FileNotFoundException>(() => _output.Publish(request with { Manifest = labelled, Label = "elsewhere" }));
        _output.Publish(request with { Manifest = labelled, Label = "here" });
        Assert.Equal(["made"], Visible());
    }

    [Fact]
    public void Drop_BeforeOrAfterItHasItsName_LeavesNothing()
    {
        OutputRequest first = New("made"), second = New("made");
        _output.Write(first, Save);
        _output.Drop(first);
        Assert.Empty(Unfinished());
        OutputRequest whole = second with { Manifest = ManifestOf(_output.Write(second, Save)) };
        _output.Publish(whole);
        _output.Drop(second);
        Assert.Empty(Visible());

        // What comes too late.
        Assert.Throws<InvalidOperationException>(() => _output.Write(first, Save));
        Assert.Throws<InvalidOperationException>(() => _output.Publish(whole));
        Assert.Empty(Unfinished());
    }

    [Fact]
    public void Drop_FolderOfAnother_StaysAsItIs()
    {
        OutputRequest request = New("made"), other = New("made");
        _output.Publish(request with { Manifest = ManifestOf(_output.Write(request, Save)) });
        _output.Drop(other);
        Assert.Equal(["made"], Visible());
    }

    [Fact]
    public void Drop_WhileAFileIsWritten_LeavesNothing()
    {
        OutputRequest request = New("made");
        Assert.ThrowsAny<IOException>(() => _output.Write(request, path =>
        {
            _output.Drop(request);
            Save(path);
        }));
        Assert.ThrowsAny<IOException>(() => _output.Write(New("made"), path =>
        {
            Save(path);
            _output.Drop(request with { Id = Path.GetExtension(Path.GetFileNameWithoutExtension(Path.GetDirectoryName(path)!))[1..] });
        }));
        Assert.Empty(Unfinished());
    }

    [Fact]
    public void Write_WhatAKilledSiloLeft_IsRemoved()
    {
        _output.Write(New("made"), Save);
        _output.Write(New("made.2"), Save);
        string strange = Directory.CreateDirectory(_folder.File(".made.0123.tmp")).FullName;

        // After its restart it knows nothing of it.
        OutputIn(_folder.Path).Write(New("made"), Save);
        Assert.Equal(2, Unfinished().Count(path => path != strange));
        Assert.Contains(strange, Unfinished());
    }

    [Fact]
    public void Write_AnotherToTheSameFolder_TheFirstHasLost()
    {
        OutputRequest first = New("made"), second = New("made");
        string manifest = ManifestOf(_output.Write(first, Save));
        _output.Write(second, Save);
        Assert.Throws<InvalidOperationException>(() => _output.Write(first with { Index = 1 }, Save));
        Assert.Throws<InvalidOperationException>(() => _output.Publish(first with { Manifest = manifest }));
        _output.Publish(second with { Manifest = manifest });
        Assert.Equal(["made"], Visible());
    }

    [Fact]
    public void EveryRequest_NoOutputFolderOrNoIdentity_IsRefused()
    {
        var reading = new SiloOutput(null, new RootFolders([_folder.Path]));
        foreach (Action<OutputRequest> act in (Action<OutputRequest>[])[
            request => reading.Write(request, Save), reading.Check, reading.Publish])
        {
            Assert.Contains("OutputFolder", Assert.Throws<UnauthorizedAccessException>(() => act(New("made"))).Message, StringComparison.Ordinal);
        }

        reading.Drop(New("made"));
        foreach (string id in (string[])["", "../../x", "00000000-0000-0000-0000-000000000000"])
        {
            Assert.Throws<FormatException>(() => _output.Drop(New("made") with { Id = id }));
        }
    }

    [Fact]
    public void Write_FolderInAnotherRoot_IsThereAlready()
    {
        string other = Directory.CreateDirectory(_folder.File("other")).FullName, own = Directory.CreateDirectory(_folder.File("own")).FullName;
        Directory.CreateDirectory(Path.Combine(other, "made"));
        var output = new SiloOutput(own, new RootFolders([other, own]));
        Assert.Throws<InvalidOperationException>(() => output.Write(New("made"), Save));
        Assert.Equal(own, new RootFolders([other, own]).Require(own + Path.DirectorySeparatorChar));
        Assert.Throws<ArgumentException>(() => new RootFolders([other, own]).Require(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    private static SiloOutput OutputIn(string root)
    {
        var roots = new RootFolders([root]);
        return new(roots.Require(root), roots);
    }

    private static OutputRequest New(string folder) => new() { Folder = folder, Id = Guid.NewGuid().ToString("N") };

    // As if it were of so many rows.
    private static string ManifestOf(byte[] written, int? rows = null)
    {
        var manifest = ShardManifest.Parse(Encoding.UTF8.GetString(written));
        Shard shard = manifest.Shards[0];
        return rows is null
            ? manifest.ToJson()
            : new ShardManifest(manifest.Descr, rows.Value, [new Shard(shard.Path, new RowRange(0, rows.Value), shard.ByteOffset, shard.FileLength + 4)]).ToJson();
    }

    private void Save(string path)
    {
        _written++;
        NDArray.From([0, 1, 2, 3, 4]).SaveNpy(path);
    }

    private string[] Visible() => [.. Directory.GetFileSystemEntries(_folder.Path).Select(path => Path.GetFileName(path)).Where(name => name[0] != '.')];

    private string[] Unfinished() => Directory.GetFileSystemEntries(_folder.Path, ".*");
}
