using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Npy;

/// <summary>A first call that was wrong names the right one; what is no signature is left alone.</summary>
public sealed class FileSignatureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Formats => new()
    {
        { "a.npy", "MemMapArray.OpenNpy<float>" },
        { "a.npz", "MemMapArray.OpenNpz<float>" },
        { "empty.npz", "NpzFile.Open" },
        { "a.gz", "decompress it first" },
        { "a.safetensors", "SafetensorsFile.Open" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Open_AnotherFormat_NamesTheRightCall(string name, string named)
    {
        string path = Write(name);
        foreach (MemMapMode mode in ModeArrays.OpensExisting)
        {
            FolderSnapshot.Refused<InvalidDataException>(_folder, () => MemMapArray.Open<float>(path, 1, mode), path, named, "IgnoreSignature");
            FolderSnapshot.Refused<InvalidDataException>(_folder, () => MemMapArray.Open<float>(path, new MemMapOptions { Mode = mode }), named);
            FolderSnapshot.Refused<InvalidDataException>(_folder, () => MemMapArray.Open<float>(path, 1000, new MemMapOptions { Mode = mode, AllowGrow = true }), named);
        }

        FolderSnapshot.Refused<InvalidDataException>(_folder, () => MemMapArray.Open<byte>(path), path);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Open_AnotherFormatWithIgnoreSignatureOrAnOffset_HasItsBytes(string name, string named)
    {
        string path = Write(name);
        byte[] bytes = File.ReadAllBytes(path);
        foreach (MemMapMode mode in ModeArrays.OpensExisting)
        {
            using MemMapArray<byte> all = MemMapArray.Open<byte>(path, new MemMapOptions { Mode = mode, IgnoreSignature = true });
            using MemMapArray<byte> tail = MemMapArray.Open<byte>(path, -1, mode, offset: 1);
            Assert.Equal(bytes, all.ToArray());
            Assert.Equal(bytes[1..], tail.ToArray());
        }

        Assert.NotEmpty(named);
        using MemMapArray<int> replaced = MemMapArray.Open<int>(path, 3, MemMapMode.Create);
        Assert.Equal([0, 0, 0], replaced.ToArray());
    }

    [Fact]
    public void Open_BytesThatAreAlmostASignature_AreElements()
    {
        byte[][] signatures = [[0x93, .. "NUMPY"u8], [.. "PK\x03\x04"u8], [.. "PK\x05\x06"u8], [0x1F, 0x8B, 8, 0]];
        foreach (byte[] signature in signatures)
        {
            byte[] bytes = [.. signature, .. new byte[16]];
            Assert.Contains(_folder.Path, Assert.Throws<InvalidDataException>(() => MemMapArray.Open<byte>(_folder.Write(bytes))).Message, StringComparison.Ordinal);
            for (int i = 0; i < signature.Length; i++)
            {
                byte[] almost = [.. bytes];
                almost[i] ^= 0x40;
                using MemMapArray<byte> array = MemMapArray.Open<byte>(_folder.Write(almost, name: "almost"));
                Assert.Equal(almost, array.ToArray());
            }

            // A file that is shorter than any signature is elements, too.
            using MemMapArray<byte> brief = MemMapArray.Open<byte>(_folder.Write(signature[..^1], name: "short"));
            Assert.Equal(signature[..^1], brief.ToArray());
        }
    }

    [Fact]
    public void Open_BytesThatAreAlmostSafetensors_AreElements()
    {
        byte[] tensors = [9, 0, 0, 0, 0, 0, 0, 0, .. "{\"weight"u8];
        Assert.Throws<InvalidDataException>(() => MemMapArray.Open<byte>(_folder.Write(tensors)));
        for (int i = 0; i < tensors.Length; i++)
        {
            // A length beyond reason, another start, or what is no text.
            byte[] almost = [.. tensors];
            almost[i] = i < 4 ? (byte)9 : (byte)1;
            almost[3] = i < 4 ? (byte)9 : (byte)0;
            using MemMapArray<byte> array = MemMapArray.Open<byte>(_folder.Write(almost, name: "almost"));
            using MemMapArray<byte> brief = MemMapArray.Open<byte>(_folder.Write(tensors[..i], name: "brief"));
            Assert.Equal(almost, array.ToArray());
            Assert.Equal(tensors[..i], brief.ToArray());
        }
    }

    [Fact]
    public void OpenNpy_AnArchiveOrCompressed_NamesTheWay()
    {
        string archive = Write("a.npz"), compressed = Write("a.gz"), raw = _folder.Write(new float[10]);
        FolderSnapshot.Refused<NpyFormatException>(_folder, () => MemMapArray.OpenNpy<float>(archive), archive, "zip archive", "NpzFile.Open", "MemMapArray.OpenNpz");
        FolderSnapshot.Refused<NpyFormatException>(_folder, () => NpyHeader.Read(archive), "NpzFile.Open");
        FolderSnapshot.Refused<NpyFormatException>(_folder, () => MemMapArray.OpenNpy<float>(compressed), compressed, "gzip", "decompress it first");
        FolderSnapshot.Refused<NpyFormatException>(_folder, () => MemMapArray.OpenNpy<float>(raw), raw, "\\x93NUMPY");
        string tensors = Write("a.safetensors"), brief = _folder.Write([1, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'"'], name: "brief");
        FolderSnapshot.Refused<NpyFormatException>(_folder, () => MemMapArray.OpenNpy<float>(tensors), tensors, "SafetensorsFile.Open");
        FolderSnapshot.Refused<NpyFormatException>(_folder, () => MemMapArray.OpenNpy<float>(brief), brief, "\\x93NUMPY");
    }

    [Fact]
    public void NpzFileOpen_AnotherFormat_NamesTheRightCall()
    {
        string npy = Write("a.npy"), compressed = Write("a.gz");
        FolderSnapshot.Refused<InvalidDataException>(_folder, () => NpzFile.Open(npy), npy, "MemMapArray.OpenNpy");
        FolderSnapshot.Refused<InvalidDataException>(_folder, () => MemMapArray.OpenNpz<float>(npy, "a"), npy, "MemMapArray.OpenNpy");
        FolderSnapshot.Refused<InvalidDataException>(_folder, () => NpzFile.Open(compressed), compressed, "decompress it first");
    }

    [Fact]
    public void CreateNpy_DatesOfDotNet_NamesLongAndTheDescr()
    {
        string path = _folder.File("dates.npy");
        FolderSnapshot.Refused<NotSupportedException>(_folder, () => MemMapArray.CreateNpy<DateTime>(path, 3), "DateTime", "use long", "descr: \"<M8[ns]\"");
        FolderSnapshot.Refused<NotSupportedException>(_folder, () => MemMapArray.CreateNpy<DateTimeOffset>(path, 3), "<M8[ns]");
        FolderSnapshot.Refused<NotSupportedException>(_folder, () => MemMapArray.CreateNpy<DateOnly>(path, 3), "<M8[ns]");
        FolderSnapshot.Refused<NotSupportedException>(_folder, () => MemMapArray.CreateNpy<TimeSpan>(path, 3), "use long", "<m8[ns]");
        FolderSnapshot.Refused<NotSupportedException>(_folder, () => MemMapArray.CreateNpy<Guid>(path, 3), "A struct needs a descr");

        // What is named works.
        MemMapArray.CreateNpy<long>(path, 3, descr: "<M8[ns]").Dispose();
        Assert.Contains("OpenNpy<long>", Assert.Throws<ArgumentException>(() => MemMapArray.OpenNpy<DateTime>(path)).Message, StringComparison.Ordinal);
    }

    private string Write(string name)
    {
        string path = _folder.File(name);
        switch (name)
        {
            case "a.npy":
                MemMapArray.CreateNpy<float>(path, 10).Dispose();
                break;
            case "a.gz":
                using (var compressed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
                {
                    compressed.Write([.. Enumerable.Range(0, 100).Select(i => (byte)i)]);
                }

                break;
            case "a.safetensors":
                using (var writer = SafetensorsFile.Create(path))
                {
                    writer.Add("weight", NDArray.From([1f, 2, 3]));
                    writer.Commit();
                }

                break;
            default:
                using (NpzWriter writer = NpzFile.Create(path))
                {
                    if (name == "a.npz")
                    {
                        using MemMapArray<float> ten = MemMapArray.Open<float>(_folder.Write(new float[10], name: "ten.bin"));
                        writer.Add("a", ten);
                    }

                    writer.Commit();
                }

                break;
        }

        return path;
    }
}
