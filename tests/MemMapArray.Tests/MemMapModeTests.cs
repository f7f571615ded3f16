using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MemMap.Tests;

/// <summary>What each mode does to the file, and what it lets through.</summary>
public sealed class MemMapModeTests : IDisposable
{
    private static readonly long[] s_offsets = [0, 1, 7, 1001];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<MemMapMode, long> ModesAndOffsets
    {
        get
        {
            var data = new TheoryData<MemMapMode, long>();
            foreach (MemMapMode mode in ModeArrays.All)
            {
                foreach (long offset in s_offsets)
                {
                    data.Add(mode, offset);
                }
            }

            return data;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(ModesAndOffsets))]
    public void Open_AnyOffset_ReadsAndWritesFromThere(MemMapMode mode, long offset)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, mode, (3, 4), offset);
        byte[] before = File.ReadAllBytes(array.Path);
        Assert.Equal(Enumerable.Range(0, 12), array.ToArray());
        Assert.Equal(7, array[1, 3]);
        Assert.Equal(offset, array.Offset);
        Assert.Equal(offset, array.ByteOffset);
        Assert.Equal(offset + 16, array[1, ..].ByteOffset);
        Assert.Equal(mode, array.Mode);
        Assert.Equal(mode == MemMapMode.Read, array.IsReadOnly);
        if (mode == MemMapMode.Read)
        {
            return;
        }

        array[2, 1] = -1;
        Assert.Equal(-1, array[2, ..][1]);
        byte[] after = File.ReadAllBytes(array.Path);
        Assert.Equal(before.AsSpan(0, (int)offset), after.AsSpan(0, (int)offset));
        Assert.Equal(ModeArrays.ChangesFile(mode) ? -1 : 9, BitConverter.ToInt32(after, (int)offset + 36));
    }

    [Fact]
    public void Create_OverLongerFile_TruncatesAndZeroesAlsoBeforeTheOffset()
    {
        string path = _folder.File();
        File.WriteAllBytes(path, Enumerable.Repeat((byte)0xAB, 1000).ToArray());
        using (MemMapArray<int> array = MemMapArray.Create<int>(path, (2, 3), offset: 100))
        {
            Assert.Equal(MemMapMode.Create, array.Mode);
            Assert.Equal(new int[6], array.ToArray());
        }

        Assert.Equal(new byte[124], File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData(MemMapMode.Read)]
    [InlineData(MemMapMode.ReadWrite)]
    [InlineData(MemMapMode.CopyOnWrite)]
    [InlineData(MemMapMode.Create)]
    public void Create_OptionsWithAnyModeButCreateNew_Replaces(MemMapMode mode)
    {
        string path = _folder.Write(new[] { 1, 2, 3 });
        using MemMapArray<int> array = MemMapArray.Create<int>(path, 2, new MemMapOptions { Mode = mode });
        Assert.Equal(MemMapMode.Create, array.Mode);
        Assert.Equal(new int[2], array.ToArray());
        Assert.Equal(8, new FileInfo(path).Length);
    }

    [Fact]
    public void CreateNew_NoFile_CreatesZeros()
    {
        using MemMapArray<double> array = MemMapArray.Open<double>(_folder.File(), (4, 5), MemMapMode.CreateNew, 16);
        Assert.Equal(MemMapMode.CreateNew, array.Mode);
        Assert.Equal(new double[20], array.ToArray());
        Assert.Equal(176, new FileInfo(array.Path).Length);
    }

    [Fact]
    public void ReadWrite_Write_IsInTheFileAtOnceForOtherReaders()
    {
        using MemMapArray<int> writer = ModeArrays.Open(_folder, MemMapMode.ReadWrite, 10);
        using MemMapArray<int> reader = MemMapArray.Open<int>(writer.Path);
        writer[3] = 42;
        Assert.Equal(42, reader[3]);
        Assert.Equal(42, ModeArrays.ReadFile(writer.Path)[3]);
    }

    [Fact]
    public void CopyOnWrite_EveryKindOfEdit_IsSeenByItsViewsAndNeverByTheFile()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.CopyOnWrite, (4, 5));
        FolderSnapshot before = FolderSnapshot.Of(_folder);
        MemMapView<int> column = array[.., 2], transposed = array.Transpose();
        array[0, 0] = 100;
        array[1, ..].Fill(200);
        array[2, ..].CopyFrom([1, 1, 2, 3, 5]);
        array.GetRowSpan(3)[0] = 300;
        array.GetReference(3, 1) = 301;
        array[3, ..].AsMemory().Span[2] = 302;
        array.Flush();

        Assert.Equal([100, 1, 2, 3, 4, 200, 200, 200, 200, 200, 1, 1, 2, 3, 5, 300, 301, 302, 18, 19], array.ToArray());
        Assert.Equal([2, 200, 2, 302], column.ToArray());
        Assert.Equal(100, transposed[0, 0]);
        before.AssertUnchanged();
        using MemMapArray<int> other = MemMapArray.Open<int>(array.Path, MemMapMode.CopyOnWrite);
        Assert.Equal(Enumerable.Range(0, 20), other.ToArray());
    }

    [Fact]
    public void CopyOnWrite_ReadOnlyFile_Opens()
    {
        string path = _folder.Write(new[] { 1, 2 });
        File.SetAttributes(path, FileAttributes.ReadOnly);
        using (MemMapArray<int> array = MemMapArray.Open<int>(path, MemMapMode.CopyOnWrite))
        {
            array[0] = 9;
            Assert.Equal([9, 2], array.ToArray());
        }

        File.SetAttributes(path, FileAttributes.Normal);
        Assert.Equal([1, 2], ModeArrays.ReadFile(path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void ReadWrite_AllowGrow_LengthensAndKeepsWhatWasThere(int offset)
    {
        string path = _folder.Write(new[] { 1, 2, 3 }, offset);
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (2, 3), new MemMapOptions { Mode = MemMapMode.ReadWrite, AllowGrow = true, Offset = offset });
        Assert.Equal([1, 2, 3, 0, 0, 0], array.ToArray());
        Assert.Equal(offset + 24, new FileInfo(path).Length);
    }

    [Fact]
    public void ReadWrite_AllowGrowOnALongEnoughFile_ChangesNothing()
    {
        string path = _folder.Write(Enumerable.Range(0, 10).ToArray());
        FolderSnapshot before = FolderSnapshot.Of(_folder);
        using MemMapArray<int> array = MemMapArray.Open<int>(path, 4, new MemMapOptions { Mode = MemMapMode.ReadWrite, AllowGrow = true });
        Assert.Equal([0, 1, 2, 3], array.ToArray());
        before.AssertUnchanged();
    }

    [Fact]
    public void ReadWrite_AllowGrowOnAnEmptyFile_Lengthens()
    {
        string path = _folder.Write(Array.Empty<int>());
        using MemMapArray<int> array = MemMapArray.Open<int>(path, 4, new MemMapOptions { Mode = MemMapMode.ReadWrite, AllowGrow = true });
        array.Fill(3);
        Assert.Equal([3, 3, 3, 3], ModeArrays.ReadFile(path));
    }

    [Theory]
    [MemberData(nameof(ModeArrays.ModesOfExistingFiles), MemberType = typeof(ModeArrays))]
    public void Open_FileLongerThanTheArray_TakesItsBeginning(MemMapMode mode)
    {
        string path = _folder.Write(Enumerable.Range(0, 5000).ToArray());
        FolderSnapshot before = FolderSnapshot.Of(_folder);
        using (MemMapArray<int> array = MemMapArray.Open<int>(path, (2, 3), mode, 4))
        {
            Assert.Equal([1, 2, 3, 4, 5, 6], array.ToArray());
            Assert.Throws<IndexOutOfRangeException>(() => array[2, 0]);
        }

        before.AssertUnchanged();
    }

    [Theory]
    [MemberData(nameof(ModeArrays.ModesOfExistingFiles), MemberType = typeof(ModeArrays))]
    public void Open_UnknownLength_IsInferredFromTheFile(MemMapMode mode)
    {
        string path = _folder.Write(Enumerable.Range(0, 24).ToArray());
        using MemMapArray<int> vector = MemMapArray.Open<int>(path, mode);
        using MemMapArray<int> matrix = MemMapArray.Open<int>(path, (-1, 6), mode);
        using MemMapArray<int> cube = MemMapArray.Open<int>(path, (2, -1, 4), mode, 32, MemMapOrder.F);
        using MemMapArray<short> tail = MemMapArray.Open<short>(path, new MemMapOptions { Mode = mode, Offset = 90 });
        Assert.Equal([24], vector.Shape.ToArray());
        Assert.Equal([4, 6], matrix.Shape.ToArray());
        Assert.Equal([2, 2, 4], cube.Shape.ToArray());
        Assert.Equal(8 + 1 + (2 * 1) + (4 * 3), cube[1, 1, 3]);
        Assert.Equal([0, 23, 0], tail.ToArray());
    }

    [Theory]
    [MemberData(nameof(ModeArrays.AllModes), MemberType = typeof(ModeArrays))]
    public void Open_ZeroElements_WorksInEveryMode(MemMapMode mode)
    {
        foreach (Shape shape in new Shape[] { 0, (0, 5), (3, 0), (2, 0, 4) })
        {
            string path = _folder.File($"{shape.Rank}-{shape[0]}.bin");
            if (!ModeArrays.IsCreating(mode))
            {
                File.WriteAllBytes(path, []);
            }

            using MemMapArray<int> array = MemMapArray.Open<int>(path, shape, mode);
            Assert.Equal(shape, array.Shape);
            Assert.Equal(0, array.Length);
            Assert.Equal(0, array.ByteLength);
            Assert.Empty(array.ToArray());
            Assert.True(array.AsReadOnlySpan().IsEmpty);
            Assert.True(array.TryGetReadOnlySpan(out ReadOnlySpan<int> span) && span.IsEmpty);
            array.CopyTo([]);
            array.Flush();
            array.Prefetch();
            Assert.NotEmpty(array.ToString());
            using var pin = array.AsReadOnlyMemory().Pin();
            foreach (int _ in array)
            {
                Assert.Fail("There is no element.");
            }

            if (mode != MemMapMode.Read)
            {
                array.Fill(1);
                array.CopyFrom([]);
                Assert.True(array.AsSpan().IsEmpty);
            }

            Assert.Equal(0, new FileInfo(path).Length);
        }
    }

    [Theory]
    [MemberData(nameof(ModeArrays.ModesOfExistingFiles), MemberType = typeof(ModeArrays))]
    public void Open_EmptyFileWithoutShape_IsAnArrayOfNoElements(MemMapMode mode)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write(Array.Empty<int>()), mode);
        Assert.Equal([0], array.Shape.ToArray());
    }

    [Fact]
    public void Create_ZeroElementsWithOffset_HasTheBytesBeforeIt()
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), (0, 3), offset: 10);
        Assert.Equal(10, new FileInfo(array.Path).Length);
    }

    [Theory]
    [MemberData(nameof(ModeArrays.AllModes), MemberType = typeof(ModeArrays))]
    public void Open_RankZero_HoldsOneElement(MemMapMode mode)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, mode, []);
        Assert.Equal(0, array.Rank);
        Assert.Equal(1, array.Length);
        Assert.Equal(0, array.Value);
        if (mode != MemMapMode.Read)
        {
            array.Value = 5;
            Assert.Equal(5, array.Value);
        }
    }

    [Theory]
    [MemberData(nameof(ModeArrays.AllModes), MemberType = typeof(ModeArrays))]
    public void Open_FOrder_HasTheFirstAxisContiguous(MemMapMode mode)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, mode, (2, 3), order: MemMapOrder.F);
        Assert.Equal(MemMapOrder.F, array.Order);
        Assert.Equal([4, 8], array.Strides.ToArray());
        Assert.Equal([0, 2, 4, 1, 3, 5], array.ToArray());
        Assert.Equal(Enumerable.Range(0, 6), ModeArrays.ReadFile(array.Path));
    }

    [Theory]
    [MemberData(nameof(ModeArrays.ModesOfExistingFiles), MemberType = typeof(ModeArrays))]
    public void Open_ShareNone_RefusesASecondOpener(MemMapMode mode)
    {
        string path = _folder.Write(new int[4]);
        using (MemMapArray.Open<int>(path, 4, new MemMapOptions { Mode = mode, Share = FileShare.None }))
        {
            Assert.Contains(path, Assert.Throws<IOException>(() => MemMapArray.Open<int>(path)).Message, StringComparison.Ordinal);
            Assert.Throws<IOException>(() => MemMapArray.Open<int>(path, MemMapMode.ReadWrite));
        }

        using MemMapArray<int> afterwards = MemMapArray.Open<int>(path, MemMapMode.ReadWrite);
        Assert.Equal(4, afterwards.Length);
    }

    [Fact]
    public void Create_ShareNoneHeldBySomebody_LeavesTheirFileAlone()
    {
        string path = _folder.Write(new[] { 1, 2, 3 });
        using (MemMapArray<int> owner = MemMapArray.Open<int>(path, 3, new MemMapOptions { Mode = MemMapMode.ReadWrite, Share = FileShare.None }))
        {
            Assert.Throws<IOException>(() => MemMapArray.Create<int>(path, 1));
            Assert.Equal([1, 2, 3], owner.ToArray());
        }

        Assert.Equal([1, 2, 3], ModeArrays.ReadFile(path));
    }
}
