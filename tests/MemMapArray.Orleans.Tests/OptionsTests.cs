using System;
using System.IO;
using MemMap.Tests;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>What a silo or an array is told that cannot be.</summary>
[Collection(ThreeSilos.Name)]
public sealed class OptionsTests(ThreeSilos three) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void AddMemMapArray_NoRootFolder_Throws() => Assert.Throws<ArgumentException>(() => Add(new ClusterSiloOptions()));

    [Fact]
    public void AddMemMapArray_RootFolderNotThere_Throws() =>
        Assert.Contains("nowhere", Assert.Throws<ArgumentException>(() => Add(new ClusterSiloOptions { RootFolders = [_folder.File("nowhere")] })).Message, StringComparison.Ordinal);

    [Fact]
    public void AddMemMapArray_EmptyLabelOrNoScans_Throws()
    {
        Assert.Throws<ArgumentException>(() => Add(new ClusterSiloOptions { RootFolders = [_folder.Path], Labels = [string.Empty] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Add(new ClusterSiloOptions { RootFolders = [_folder.Path], MaxConcurrentScans = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Add(new ClusterSiloOptions { RootFolders = [_folder.Path], ThreadsPerScan = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Add(new ClusterSiloOptions { RootFolders = [_folder.Path], MaxIdleShards = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Add(new ClusterSiloOptions { RootFolders = [_folder.Path], ShardIdleTime = TimeSpan.FromTicks(-1) }));
    }

    [Fact]
    public void OpenMemMapArray_TimesOrNumbersThatAreNone_Throw()
    {
        var manifest = new ShardManifest("<f4", 0, []);
        foreach (ClusterArrayOptions options in (ClusterArrayOptions[])[
            new() { SilenceTimeout = TimeSpan.Zero }, new() { ScanTimeout = TimeSpan.Zero }, new() { MinBytesPerSecond = 0 }, new() { Attempts = 0 }, new() { ShardsInFlightPerLabel = 0 },
            new() { ShardsPerRequest = 0 }, new() { MaxFanIn = 1 }, new() { SpeculationMultiplier = 0.9 }, new() { SpeculationMultiplier = double.NaN }])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => three.Silos.Cluster.Client.OpenMemMapArray<float>(manifest, options));
        }
    }

    [Fact]
    public void Find_RootBehindALink_IsTheFolderItLeadsTo()
    {
        string real = Directory.CreateDirectory(_folder.File("real")).FullName;
        File.WriteAllBytes(Path.Combine(real, "a.npy"), []);
        Directory.CreateSymbolicLink(_folder.File("link"), real);

        Assert.Equal(Path.Combine(real, "a.npy"), new RootFolders([_folder.File("link")]).Find(string.Empty, "a.npy"));
    }

    [Fact]
    public void Find_FolderWhoseNameBeginsAsTheRoot_IsOutside()
    {
        string root = Directory.CreateDirectory(_folder.File("data")).FullName, other = Directory.CreateDirectory(_folder.File("database")).FullName;
        File.WriteAllBytes(Path.Combine(other, "a.npy"), []);
        File.CreateSymbolicLink(Path.Combine(root, "a.npy"), Path.Combine(other, "a.npy"));

        Assert.Throws<UnauthorizedAccessException>(() => new RootFolders([root]).Find(string.Empty, "a.npy"));
    }

    [Fact]
    public void Find_LinksInACircle_AreRefusedOrMissing()
    {
        File.CreateSymbolicLink(_folder.File("a"), "b");
        File.CreateSymbolicLink(_folder.File("b"), "a");

        Assert.ThrowsAny<Exception>(() => new RootFolders([_folder.Path]).Find(string.Empty, "a"));
    }

    public void Dispose() => _folder.Dispose();

    private static void Add(ClusterSiloOptions options)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.UseOrleans(silo => silo.AddMemMapArray(options));
    }
}
