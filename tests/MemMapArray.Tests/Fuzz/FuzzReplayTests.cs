using System;
using System.IO;
using System.Linq;
using MemMap.Fuzz;
using Xunit;

namespace MemMap.Tests.Fuzz;

/// <summary>Files that coverage-guided fuzzing found (<c>tests/MemMapArray.Fuzz</c>): those that once broke a promise, by name, and those that took paths of the readers that no other file takes.</summary>
public sealed class FuzzReplayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> NpyFiles => Found("npy");

    public static TheoryData<string> NpzFiles => Found("npz");

    public static TheoryData<string> SafetensorsFiles => Found("safetensors");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(NpyFiles))]
    public void OpenNpy_FoundByFuzzing_KeepsItsPromises(string name) => NpyTarget.Run(File.ReadAllBytes(Corpus.PathOf(name)), _folder.Path);

    [Theory]
    [MemberData(nameof(NpzFiles))]
    public void NpzFile_FoundByFuzzing_KeepsItsPromises(string name) => NpzTarget.Run(File.ReadAllBytes(Corpus.PathOf(name)), _folder.Path);

    [Theory]
    [MemberData(nameof(SafetensorsFiles))]
    public void SafetensorsFile_FoundByFuzzing_KeepsItsPromises(string name) => SafetensorsTarget.Run(File.ReadAllBytes(Corpus.PathOf(name)), _folder.Path);

    // The targets begin to mean something where files are read: these are.
    [Fact]
    public void Targets_FilesOfTheCorpora_KeepTheirPromises()
    {
        foreach (string path in Directory.GetFiles(Corpus.PathOf("npy"), "*.npy"))
        {
            NpyTarget.Run(File.ReadAllBytes(path), _folder.Path);
        }

        foreach (string path in Directory.GetFiles(Corpus.PathOf("npz"), "*.npz"))
        {
            NpzTarget.Run(File.ReadAllBytes(path), _folder.Path);
        }

        foreach (string path in Directory.GetFiles(Corpus.PathOf("safetensors"), "*.safetensors"))
        {
            SafetensorsTarget.Run(File.ReadAllBytes(path), _folder.Path);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("plain.npz")]
    [InlineData("zip64.npz")]
    [InlineData("zip64_deflated.npz")]
    public void Repair_ArchiveWithAByteMore_IsAnArchive(string name)
    {
        byte[] whole = File.ReadAllBytes(Corpus.PathOf("npz/" + name));
        int directory = whole.AsSpan().IndexOf("PK\u0001\u0002"u8);
        byte[] longer = [.. whole[..directory], 0, .. whole[directory..]];
        string path = _folder.File();
        File.WriteAllBytes(path, longer);
        Assert.Throws<InvalidDataException>(() => NpzFile.Open(path));
        File.WriteAllBytes(path, ZipRepair.Repair(longer)!);
        NpzFile.Open(path).GetMember("b").ReadHeader();
        Assert.Equal(2, NpzFile.Open(path).Members.Count);
        Assert.Null(ZipRepair.Repair(whole[..directory]));
    }

    // A promise that is broken is said to be.
    [Fact]
    public void Promises_Broken_Throw()
    {
        Assert.Contains("bytes of memory", Assert.Throws<InvalidOperationException>(() => Promises.Keep(() => GC.KeepAlive(new byte[2 << 20]))).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => Promises.Keep(() => throw new FileNotFoundException(), typeof(IOException)));
        Assert.IsType<IOException>(Promises.Keep(() => throw new IOException(), typeof(IOException)));
        string path = _folder.File();
        File.WriteAllBytes(path, [1, 2]);
        Promises.RequireUnchanged(path, [1, 2]);
        Assert.Throws<InvalidOperationException>(() => Promises.RequireUnchanged(path, [1, 3]));
        File.WriteAllBytes(_folder.File("other"), []);
        Assert.Throws<InvalidOperationException>(() => Promises.RequireUnchanged(path, [1, 2]));
    }

    private static TheoryData<string> Found(string kind) => [.. Directory.GetFiles(Corpus.PathOf("fuzz/" + kind)).Select(path => $"fuzz/{kind}/{Path.GetFileName(path)}").Order(StringComparer.Ordinal)];
}
