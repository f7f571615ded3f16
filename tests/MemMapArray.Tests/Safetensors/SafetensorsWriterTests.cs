using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Text;
using CsCheck;
using Xunit;
using static MemMap.Tests.Safetensors.SafetensorsBytes;

namespace MemMap.Tests.Safetensors;

/// <summary>New files: their bytes depend on what was added only, tensors are aligned, and failures leave nothing.</summary>
public sealed class SafetensorsWriterTests : IDisposable
{
    private const string Name = "model.safetensors";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Elements of 8 bytes first, of those of one size the types in the format's order, of one type the names by their code points; the header filled up with spaces.
    [Fact]
    public void Commit_TensorsOfAnyOrder_AreSortedAndAligned()
    {
        string path = _folder.File(Name);
        using (SafetensorsWriter writer = SafetensorsFile.Create(path, new Dictionary<string, string> { ["z"] = "<\"é>", ["format"] = "pt" }))
        {
            Assert.Equal(path, writer.Path);
            writer.Add("b/byte", NDArray.From<byte>([1, 2, 3]));
            writer.Add("truth", NDArray.From([true]));
            writer.Add("é", NDArray.From<BFloat16>([(BFloat16)1f]));
            writer.Add("Z", NDArray.From<int>([1, 2], (1, 2)));
            writer.Add("a", NDArray.From<float>([1.5f]).Reshape([]));
            writer.Add("eight", NDArray.From<byte>([7]), "F8_E5M2");
            writer.Add<long>("last", 2, target => target.CopyFrom([5, 6]));
            writer.Add("none", NDArray.Create<double>((0, 4)));
            writer.Commit();
        }

        const string Json =
            """{"__metadata__":{"format":"pt","z":"<\"é>"},"last":{"dtype":"I64","shape":[2],"data_offsets":[0,16]},"none":{"dtype":"F64","shape":[0,4],"data_offsets":[16,16]},"""
            + """ "a":{"dtype":"F32","shape":[],"data_offsets":[16,20]},"Z":{"dtype":"I32","shape":[1,2],"data_offsets":[20,28]},"é":{"dtype":"BF16","shape":[1],"data_offsets":[28,30]},"""
            + """ "eight":{"dtype":"F8_E5M2","shape":[1],"data_offsets":[30,31]},"b/byte":{"dtype":"U8","shape":[3],"data_offsets":[31,34]},"truth":{"dtype":"BOOL","shape":[1],"data_offsets":[34,35]}}""";
        byte[] header = Encoding.UTF8.GetBytes(Json.Replace(", \"", ",\"", StringComparison.Ordinal));
        byte[] padded = [.. header, .. Enumerable.Repeat((byte)' ', (8 - (header.Length % 8)) % 8)];
        byte[] data = [5, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xC0, 0x3F, 1, 0, 0, 0, 2, 0, 0, 0, 0x80, 0x3F, 7, 1, 2, 3, 1];
        Assert.Equal(Of(padded, data), File.ReadAllBytes(path));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
        Assert.All(SafetensorsFile.Open(path).Tensors, tensor => Assert.Equal(0, tensor.Offset % (tensor.ByteLength / Math.Max(1, tensor.Shape.Length) is > 0 and var size ? size : 8)));
    }

    [Fact]
    public void Commit_EveryTypeAndLayout_ComesBack()
    {
        string path = _folder.File(Name);
        var random = new Random(3);
        NDArray<float> matrix = NDArray.From([.. Enumerable.Range(0, 60).Select(_ => (float)random.NextDouble())], (3, 4, 5));
        using (SafetensorsWriter writer = SafetensorsFile.Create(path))
        {
            writer.Add("transposed", matrix.Transpose());
            writer.Add("sliced", matrix[(null, null, -2), 1.., (null, null, 3)]);
            writer.Add("broadcast", matrix[0, .., 0].BroadcastTo((6, 4)));
            writer.Add("days", NDArray.From([DayOfWeek.Monday]));
            writer.Add("ordered", NDArray.From<LittleEndian<short>>([(short)-3]));
#if !NETSTANDARD_BUILD
            writer.Add("half", NDArray.From([(Half)2.5]));
#endif
            writer.Commit();
        }

        SafetensorsFile file = SafetensorsFile.Open(path);
        Same(matrix.Transpose(), "transposed");
        Same(matrix[(null, null, -2), 1.., (null, null, 3)], "sliced");
        Same(matrix[0, .., 0].BroadcastTo((6, 4)), "broadcast");
        Same(NDArray.From([1]), "days");
        Same(NDArray.From<short>([-3]), "ordered");
#if !NETSTANDARD_BUILD
        Same(NDArray.From([(Half)2.5]), "half");
#endif

        void Same<T>(MemMapView<T> expected, string name)
            where T : unmanaged
        {
            using MemMapArray<T> array = file.OpenTensor<T>(name);
            Assert.Equal(expected.Shape, array.Shape);
            Assert.Equal(expected.ToArray(), array.ToArray());
        }
    }

    [Fact]
    public void Commit_AnyNamesTypesAndShapes_AreReadAsWritten() =>
        Gen.Select(Gen.String[1, 8].Where(IsName), Gen.Int[0, 3], Gen.Int[0, 5].Array[0, 3]).Array[0, 12].Sample(
            tensors =>
            {
                using var folder = new TemporaryFolder();
                string path = folder.File(Name);
                (string Name, string Dtype, Shape Shape)[] added = [.. tensors.GroupBy(tensor => tensor.Item1).Select(group => (group.Key, group.First().Item2 switch { 0 => "U8", 1 => "BF16", 2 => "I32", _ => "F64" }, Shape.Create([.. group.First().Item3.Select(length => (long)length)])))];
                using (SafetensorsWriter writer = SafetensorsFile.Create(path))
                {
                    foreach ((string name, string dtype, Shape shape) in added)
                    {
                        switch (dtype)
                        {
                            case "U8":
                                writer.Add(name, NDArray.Full(shape, (byte)8));
                                break;
                            case "BF16":
                                writer.Add<BFloat16>(name, shape, target => target.Fill((BFloat16)16f));
                                break;
                            case "I32":
                                writer.Add(name, NDArray.Full(shape, 32));
                                break;
                            default:
                                writer.Add(name, NDArray.Full(shape, 64.0));
                                break;
                        }
                    }

                    writer.Commit();
                }

                SafetensorsFile file = SafetensorsFile.Open(path);
                Assert.Equal(added.OrderBy(x => x.Name, StringComparer.Ordinal), file.Tensors.Select(x => (x.Name, x.Dtype, x.Shape)).OrderBy(x => x.Name, StringComparer.Ordinal));
                foreach (SafetensorsTensor tensor in file.Tensors)
                {
                    using MemMapArray<byte>? bytes = tensor.Dtype == "U8" ? file.OpenTensor<byte>(tensor.Name) : null;
                    using MemMapArray<BFloat16>? floats = tensor.Dtype == "BF16" ? file.OpenTensor<BFloat16>(tensor.Name) : null;
                    using MemMapArray<int>? integers = tensor.Dtype == "I32" ? file.OpenTensor<int>(tensor.Name) : null;
                    using MemMapArray<double>? doubles = tensor.Dtype == "F64" ? file.OpenTensor<double>(tensor.Name) : null;
                    Assert.True(bytes?.ToArray().All(x => x == 8) ?? floats?.ToArray().All(x => (float)x == 16) ?? integers?.ToArray().All(x => x == 32) ?? doubles!.ToArray().All(x => x == 64));
                }
            },
            iter: Iterations.Of(200));

    [Fact]
    public void Commit_NothingAdded_IsAFileOfNothing()
    {
        string path = _folder.File(Name);
        using (SafetensorsWriter writer = SafetensorsFile.Create(path))
        {
            writer.Commit();
        }

        Assert.Equal(Of("{}      "), File.ReadAllBytes(path));
        Assert.Empty(SafetensorsFile.Open(path).Tensors);
    }

    [Fact]
    public void Dispose_WithoutCommit_LeavesWhatWasThere()
    {
        File.WriteAllText(_folder.File(Name), "old");
        FolderSnapshot before = FolderSnapshot.Of(_folder);
        SafetensorsWriter writer = SafetensorsFile.Create(_folder.File(Name));
        writer.Add("x", NDArray.From([1]));
        writer.Dispose();
        before.AssertUnchanged();
        writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => writer.Add("y", NDArray.From([1])));
        Assert.Throws<ObjectDisposedException>(writer.Commit);
        before.AssertUnchanged();
    }

    [Fact]
    public void Add_Refused_LeavesTheRestToBeCommitted()
    {
        string path = _folder.File(Name);
        NDArray<int> array = NDArray.From([1, 2]);
        using (SafetensorsWriter writer = SafetensorsFile.Create(path))
        {
            writer.Add("x", array);
            Refused<ArgumentException>(() => writer.Add("x", array), "'x' already");
            Refused<ArgumentException>(() => writer.Add(string.Empty, array), "not empty");
            Refused<ArgumentException>(() => writer.Add("__metadata__", array), "'__metadata__'");
            Refused<ArgumentException>(() => writer.Add("a\ud800", array), "index 1");
            Refused<ArgumentException>(() => writer.Add("y", array, "F32"), "'F32' is not one of Int32: use Single");
            Refused<ArgumentException>(() => writer.Add("y", array, "X"), "no dtype 'X'", "BF16");
            Refused<ArgumentNullException>(() => writer.Add(null!, array));
            Refused<ArgumentNullException>(() => writer.Add<int>("y", null!));
            Refused<ArgumentNullException>(() => writer.Add<int>("y", 2, null!));
            Refused<NotSupportedException>(() => writer.Add("y", array.Cast<char>()), "Char", "F32");
            Refused<NotSupportedException>(() => writer.Add("y", NDArray.From<BigEndian<int>>([1])));
            Refused<ArgumentOutOfRangeException>(() => writer.Add<int>("y", -1, _ => { }));
            Refused<ArgumentOutOfRangeException>(() => writer.Add("y", array[0..1].BroadcastTo(1L << 62)));
            MemMapArray<int> closed = ModeArrays.Open(_folder, MemMapMode.Read, 10, name: "closed.bin");
            closed.Dispose();
            Refused<ObjectDisposedException>(() => writer.Add("y", closed));
            writer.Add("y", array[..1]);
            writer.Commit();
            Assert.Throws<ObjectDisposedException>(writer.Commit);
        }

        Assert.Equal(["x", "y"], SafetensorsFile.Open(path).Tensors.Select(tensor => tensor.Name));

        void Refused<TException>(Action call, params string[] said)
            where TException : Exception => FolderSnapshot.Refused<TException>(_folder, call, said);
    }

    [Fact]
    public void Create_Refused_LeavesNothing()
    {
        FolderSnapshot before = FolderSnapshot.Of(_folder);
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Create(_folder.File(Name), new Dictionary<string, string> { ["a"] = null! }));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Create(_folder.File(Name), new Dictionary<string, string> { ["a"] = "\ud800" }));
        Assert.Throws<ArgumentNullException>(() => SafetensorsFile.Create(null!));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Create(string.Empty));
        Assert.Throws<UnauthorizedAccessException>(() => SafetensorsFile.Create(_folder.Path));
        before.AssertUnchanged();
    }

    // Whatever fails in a commit, the old file is there, and nothing else.
    [Fact]
    public void Commit_Fails_LeavesWhatWasThere()
    {
        File.WriteAllText(_folder.File(Name), "old");
        MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.Read, 10, name: "source.bin");
        FolderSnapshot before = FolderSnapshot.Of(_folder);
        Fails<FormatException>(writer => writer.Add<float>("y", 3, _ => throw new FormatException()));
        Fails<IOException>(writer => writer.Add("y", NDArray.From([1]).BroadcastTo(1L << 55)));
        Fails<InvalidOperationException>(writer =>
        {
            writer.Add("y", NDArray.From([1]).BroadcastTo(1L << 60));
            writer.Add("z", NDArray.From([1]).BroadcastTo(1L << 60));
        });
        MemMapView<float>? kept = null;
        Fails<InvalidOperationException>(writer => writer.Add<float>("y", 3, target => ((MemMapArray<float>)(kept = target)).Resize(4)));
        Assert.Throws<ObjectDisposedException>(() => kept!.Sum());
        Fails<ObjectDisposedException>(writer =>
        {
            writer.Add("y", array);
            array.Dispose();
        });

        void Fails<TException>(Action<SafetensorsWriter> add)
            where TException : Exception
        {
            using (SafetensorsWriter writer = SafetensorsFile.Create(_folder.File(Name)))
            {
                writer.Add("x", NDArray.From([1, 2, 3]));
                add(writer);
                Assert.Throws<TException>(writer.Commit);
                before.AssertUnchanged();
                Assert.Throws<ObjectDisposedException>(writer.Commit);
            }

            before.AssertUnchanged();
        }
    }

    // A view of the file that is replaced: the old one stays what it was.
    [Fact]
    public void Commit_OverTheFileOfASource_IsWhole()
    {
        string path = _folder.File(Name);
        File.WriteAllBytes(path, Of(Header(Tensor("x", "I32", "2", 0, 8)), 1, 0, 0, 0, 2, 0, 0, 0));
        using MemMapArray<int> old = SafetensorsFile.Open(path).OpenTensor<int>("x");
        using (SafetensorsWriter writer = SafetensorsFile.Create(path))
        {
            writer.Add("y", old.Flip(0));
            writer.Commit();
        }

        using MemMapArray<int> reversed = SafetensorsFile.Open(path).OpenTensor<int>("y");
        Assert.Equal([2, 1], reversed.ToArray());
        Assert.Equal([1, 2], old.ToArray());
    }

    [UnixTheory]
    [UnsupportedOSPlatform("windows")]
    [InlineData(MemMapPermissions.UserRead | MemMapPermissions.UserWrite)]
    public void Create_WithPermissions_FileHasThem(MemMapPermissions permissions)
    {
        string path = _folder.File(Name);
        using (SafetensorsWriter writer = SafetensorsFile.Create(path, unixCreateMode: permissions))
        {
            writer.Commit();
        }

        Assert.Equal((UnixFileMode)permissions, File.GetUnixFileMode(path));
    }

    private static bool IsName(string text) => text != "__metadata__" && !text.Any(char.IsSurrogate);
}
