using System;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using MemMap.Npy;
using Xunit;

namespace MemMap.Tests.Npy;

/// <summary>New files: CreateNpy and SaveNpy, of whole arrays and of any view.</summary>
[Collection(OpenMappingsAlone.Name)]
public sealed class NpySavingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SaveNpy_AnyView_HasItsElementsInNumPysOrder()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.Read, (4, 5, 6), 7);
        foreach ((MemMapView<int> view, MemMapOrder order) in new (MemMapView<int>, MemMapOrder)[]
        {
            (array, MemMapOrder.C),
            (array[1..3], MemMapOrder.C),
            (array[.., 1..4, ..], MemMapOrder.C),
            (array.Transpose(), MemMapOrder.F),
            (array.Permute(1, 0, 2), MemMapOrder.C),
            (array[2, .., ..].Transpose(), MemMapOrder.F),
            (array.Transpose()[.., .., ^1], MemMapOrder.F),
            (array[.., 0, 0], MemMapOrder.C),
            (array[.., .., 2..3].Transpose(), MemMapOrder.C),
            (array.Flip(1), MemMapOrder.C),
            (array[(null, null, -2)], MemMapOrder.C),
            (array[Slice.At(0), Slice.At(0), Slice.At(3)], MemMapOrder.C),
            (array[0, 0..1, ..].BroadcastTo((3, 6)), MemMapOrder.C),
            (array[0, .., 0].ExpandDims(1).BroadcastTo((5, 1000)), MemMapOrder.C),
            (array[.., 2..2, ..].Transpose(), MemMapOrder.C),
            (array[0..1, 0..1, ..].Transpose(), MemMapOrder.C),
        })
        {
            string path = _folder.File("saved.npy");
            view.SaveNpy(path);
            AssertIs(path, view.ToArray(), view.Shape, order);
        }

        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Fact]
    public void SaveNpy_OverItsOwnFile_ReplacesItWhole()
    {
        string path = _folder.File("own.npy");
        using MemMapArray<int> array = MemMapArray.CreateNpy<int>(path, (3, 4));
        array.CopyFrom(Enumerable.Range(0, 12).ToArray());
        array[1.., 1..].SaveNpy(path);
        AssertIs(path, [5, 6, 7, 9, 10, 11], (2, 3), MemMapOrder.C);

        // The array goes on with the file that had the name before.
        Assert.Equal(Enumerable.Range(0, 12), array.ToArray());
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void SaveNpy_Refused_LeavesTheOldFileAndNothingNew()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.Read, 10);
        File.WriteAllText(_folder.File("old.npy"), "old");
        Directory.CreateDirectory(_folder.File("folder"));
        FolderSnapshot.Refused<UnauthorizedAccessException>(_folder, () => array.SaveNpy(_folder.File("folder")), "folder");
        FolderSnapshot.Refused<DirectoryNotFoundException>(_folder, () => array.SaveNpy(Path.Combine(_folder.Path, "missing", "a.npy")));
        FolderSnapshot.Refused<ArgumentException>(_folder, () => array.SaveNpy(string.Empty));
        FolderSnapshot.Refused<ArgumentNullException>(_folder, () => array.SaveNpy(null!));
        FolderSnapshot.Refused<ArgumentNullException>(_folder, () => MemMapNpy.SaveNpy<int>(null!, _folder.File("old.npy")));
        FolderSnapshot.Refused<NotSupportedException>(_folder, () => array.Cast<char>().SaveNpy(_folder.File("old.npy")), "Char", "double");
        FolderSnapshot.Refused<IOException>(_folder, () => array[0..1].BroadcastTo(1L << 55).SaveNpy(_folder.File("old.npy")));
        FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => array[0..1].BroadcastTo(1L << 62).SaveNpy(_folder.File("old.npy")));
        using (FileStream file = new(array.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(8);
        }

        FolderSnapshot.Refused<IOException>(_folder, () => array.SaveNpy(_folder.File("old.npy")), "cut short");
        array.Dispose();
        FolderSnapshot.Refused<ObjectDisposedException>(_folder, () => array.SaveNpy(_folder.File("old.npy")));
        Assert.Equal("old", File.ReadAllText(_folder.File("old.npy")));
    }

    [Theory]
    [InlineData(MemMapOrder.C)]
    [InlineData(MemMapOrder.F)]
    public void CreateNpy_AnyRank_IsOpenedAgain(MemMapOrder order)
    {
        foreach (Shape shape in new Shape[] { default, 0, 1, 5, (0, 3), (3, 0), (1, 1), (2, 3), (3, 1, 2), (2, 2, 2, 2) })
        {
            string path = _folder.File();
            double[] elements = Enumerable.Range(1, (int)shape.Length).Select(i => i / 8.0).ToArray();
            MemMapOrder expected = shape.Rank > 1 ? order : MemMapOrder.C;
            using (MemMapArray<double> array = MemMapArray.CreateNpy<double>(path, shape, order))
            {
                Assert.Equal(expected, array.Order);
                Assert.Equal(0, array.Offset % 64);
                Assert.All(array.ToArray(), element => Assert.Equal(0, element));
                array.CopyFrom(elements);
                array.Flush();
            }

            using MemMapArray<double> reopened = MemMapArray.OpenNpy<double>(path);
            Assert.Equal(elements, reopened.ToArray());
            Assert.Equal(shape, reopened.Shape);
            Assert.Equal(expected, reopened.Order);
        }
    }

    [Fact]
    public void CreateNpy_FileThatIsThere_IsReplaced()
    {
        File.WriteAllBytes(_folder.File(), Enumerable.Repeat((byte)0xAB, 5000).ToArray());
        using MemMapArray<byte> array = MemMapArray.CreateNpy<byte>(_folder.File(), 3);
        AssertIs(_folder.File(), new byte[3], 3, MemMapOrder.C);
    }

    [Fact]
    public void CreateNpy_WrongArguments_CreateAndChangeNothing()
    {
        string path = _folder.File("old.npy");
        File.WriteAllText(path, "old");
        foreach (string target in new[] { path, _folder.File("new.npy") })
        {
            FolderSnapshot.Refused<NotSupportedException>(_folder, () => MemMapArray.CreateNpy<Guid>(target, 3), "Guid", "Complex");
            FolderSnapshot.Refused<NotSupportedException>(_folder, () => MemMapArray.CreateNpy<Vector2>(target, 3), "Vector2");
            FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.CreateNpy<int>(target, -1), "-1");
            FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.CreateNpy<int>(target, -2), "-2");
            FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.CreateNpy<int>(target, long.MaxValue));
            FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.CreateNpy<byte>(target, long.MaxValue));
            FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.CreateNpy<int>(target, 3, (MemMapOrder)7));
            FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.CreateNpy<int>(target, new long[65]));
        }

        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.CreateNpy<int>(string.Empty, 3));
        FolderSnapshot.Refused<ArgumentNullException>(_folder, () => MemMapArray.CreateNpy<int>(null!, 3));

        // Too long for any file system: nothing new stays.
        FolderSnapshot.Refused<IOException>(_folder, () => MemMapArray.CreateNpy<int>(_folder.File("new.npy"), 1L << 58));
    }

    private static void AssertIs<T>(string path, T[] elements, Shape shape, MemMapOrder order)
        where T : unmanaged
    {
        NpyHeader header = NpyHeader.Read(path);
        using MemMapArray<T> array = MemMapArray.OpenNpy<T>(path);
        Assert.Equal(elements, array.ToArray());
        Assert.Equal(shape, array.Shape);
        Assert.Equal(order, array.Order);
        T[] inFileOrder = (order == MemMapOrder.C ? array : array.Transpose()).ToArray();
        byte[] expected = [.. NpyHeaderText.Create(header.Descr, order, shape).For(shape), .. MemoryMarshal.AsBytes(inFileOrder.AsSpan())];
        Assert.Equal(expected, File.ReadAllBytes(path));
    }
}
