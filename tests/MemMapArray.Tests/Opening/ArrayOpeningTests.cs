using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Opening;

/// <summary>What can be wrong with a path, a shape and options. A refused call changes no byte and leaves no file.</summary>
public sealed class ArrayOpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(ModeArrays.ModesOfExistingFiles), MemberType = typeof(ModeArrays))]
    public void Open_NoSuchFile_ThrowsFileNotFound(MemMapMode mode)
    {
        string path = _folder.File("missing.bin");
        foreach (Action call in new Action[]
        {
            () => MemMapArray.Open<int>(path, mode),
            () => MemMapArray.Open<int>(path, 10, mode),
            () => MemMapArray.Open<int>(path, [-1, 2], mode),
            () => MemMapArray.Open<int>(path, new MemMapOptions { Mode = mode, AllowGrow = true }),
            () => MemMapArray.Open<int>(path, 10, new MemMapOptions { Mode = mode, AllowGrow = true }),
        })
        {
            FileNotFoundException exception = FolderSnapshot.Refused<FileNotFoundException>(_folder, call, path);
            Assert.Equal(path, exception.FileName);
        }
    }

    [Theory]
    [MemberData(nameof(ModeArrays.AllModes), MemberType = typeof(ModeArrays))]
    public void Open_NoSuchFolder_ThrowsDirectoryNotFound(MemMapMode mode)
    {
        string path = Path.Combine(_folder.Path, "missing", "array.bin");
        FolderSnapshot.Refused<DirectoryNotFoundException>(_folder, () => MemMapArray.Open<int>(path, 10, mode), path);
    }

    [Theory]
    [MemberData(nameof(ModeArrays.AllModes), MemberType = typeof(ModeArrays))]
    public void Open_PathIsAFolder_Throws(MemMapMode mode)
    {
        string path = _folder.File("folder");
        Directory.CreateDirectory(path);

        // To create a new file there is refused because something has that name already, as File.Open does.
        Exception exception = mode == MemMapMode.CreateNew
            ? FolderSnapshot.Refused<IOException>(_folder, () => MemMapArray.Open<int>(path, 10, mode), path)
            : FolderSnapshot.Refused<UnauthorizedAccessException>(_folder, () => MemMapArray.Open<int>(path, 10, mode), path);
        Assert.NotNull(exception);
        Assert.True(Directory.Exists(path));
    }

    [Theory]
    [InlineData(MemMapMode.Read, false)]
    [InlineData(MemMapMode.Read, true)]
    [InlineData(MemMapMode.ReadWrite, false)]
    [InlineData(MemMapMode.CopyOnWrite, false)]
    [InlineData(MemMapMode.CopyOnWrite, true)]
    public void Open_FileTooShort_ThrowsInvalidData(MemMapMode mode, bool allowGrow)
    {
        string path = _folder.Write(new int[11]);
        var options = new MemMapOptions { Mode = mode, Offset = 8, AllowGrow = allowGrow };

        // 3 x 4 elements of 4 bytes behind 8 bytes are 56 bytes; there are 44.
        FolderSnapshot.Refused<InvalidDataException>(_folder, () => MemMapArray.Open<int>(path, (3, 4), options), path, "(3, 4)", "offset 8", "56 bytes", "there are 44");
    }

    [Fact]
    public void Open_FileTooShortInReadWrite_NamesAllowGrow()
    {
        string path = _folder.Write(new int[1]);
        FolderSnapshot.Refused<InvalidDataException>(_folder, () => MemMapArray.Open<int>(path, 2, MemMapMode.ReadWrite), "AllowGrow");
        InvalidDataException exception = FolderSnapshot.Refused<InvalidDataException>(_folder, () => MemMapArray.Open<int>(path, 2));
        Assert.DoesNotContain("AllowGrow", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ModeArrays.ModesOfExistingFiles), MemberType = typeof(ModeArrays))]
    public void Open_WithoutShapeNotAWholeNumberOfElements_ThrowsInvalidData(MemMapMode mode)
    {
        string path = _folder.Write(new byte[22]);
        FolderSnapshot.Refused<InvalidDataException>(_folder, () => MemMapArray.Open<int>(path, mode), path, "22 bytes", "4-byte");
        var options = new MemMapOptions { Mode = mode, Offset = 3, AllowGrow = true };
        FolderSnapshot.Refused<InvalidDataException>(_folder, () => MemMapArray.Open<int>(path, options), path, "19 bytes", "offset 3");
        options.Offset = 23;
        FolderSnapshot.Refused<InvalidDataException>(_folder, () => MemMapArray.Open<int>(path, options), path, "22 bytes", "offset 23");
    }

    [Theory]
    [MemberData(nameof(ModeArrays.ModesOfExistingFiles), MemberType = typeof(ModeArrays))]
    public void Open_LengthThatCannotBeInferred_ThrowsInvalidData(MemMapMode mode)
    {
        string path = _folder.Write(new int[10]);
        FolderSnapshot.Refused<InvalidDataException>(_folder, () => MemMapArray.Open<int>(path, (-1, 3), mode), path, "(-1, 3)", "40 bytes");
        FolderSnapshot.Refused<InvalidDataException>(_folder, () => MemMapArray.Open<int>(path, (0, -1), mode), path, "(0, -1)");
    }

    [Theory]
    [MemberData(nameof(ModeArrays.AllModes), MemberType = typeof(ModeArrays))]
    public void Open_NegativeLength_ThrowsArgumentOutOfRange(MemMapMode mode)
    {
        string path = FileFor(mode);
        foreach (Shape shape in new Shape[] { -2, (3, -5), (-7, 0), [-2, -3, 1, 1, 1] })
        {
            var exception = FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.Open<int>(path, shape, mode), shape.ToString(), "negative");
            Assert.Equal("shape", exception.ParamName);
        }
    }

    [Theory]
    [MemberData(nameof(ModeArrays.ModesOfExistingFiles), MemberType = typeof(ModeArrays))]
    public void Open_TwoLengthsToInfer_ThrowsArgument(MemMapMode mode)
    {
        string path = FileFor(mode);
        var exception = FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.Open<int>(path, (-1, -1), mode), "(-1, -1)", "Only one");
        Assert.Equal("shape", exception.ParamName);
        FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.Open<int>(path, (-1, -2), mode), "(-1, -2)");
    }

    [Theory]
    [MemberData(nameof(ModeArrays.CreatingModes), MemberType = typeof(ModeArrays))]
    public void Create_LengthToInfer_ThrowsArgument(MemMapMode mode)
    {
        string path = FileFor(mode);
        foreach (Shape shape in new Shape[] { -1, (-1, 4), (-1, -1) })
        {
            var exception = FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.Open<int>(path, shape, mode), shape.ToString());
            Assert.Equal("shape", exception.ParamName);
        }
    }

    [Theory]
    [MemberData(nameof(ModeArrays.AllModes), MemberType = typeof(ModeArrays))]
    public void Open_ShapeThatOverflows_ThrowsArgumentOutOfRange(MemMapMode mode)
    {
        string path = FileFor(mode);
        foreach (Shape shape in new Shape[] { long.MaxValue, (long.MaxValue / 4) + 1, (1L << 31, 1L << 31), (0, 1L << 61, 4), (long.MaxValue, long.MaxValue) })
        {
            var exception = FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.Open<int>(path, shape, mode), shape.ToString());
            Assert.Equal("shape", exception.ParamName);
        }
    }

    [Theory]
    [MemberData(nameof(ModeArrays.AllModes), MemberType = typeof(ModeArrays))]
    public void Open_MoreThan64Axes_ThrowsArgumentOutOfRange(MemMapMode mode)
    {
        string path = FileFor(mode);
        Shape shape = Enumerable.Repeat(1L, 65).ToArray();
        var exception = FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.Open<int>(path, shape, mode), "64");
        Assert.Equal("shape", exception.ParamName);
        Assert.Equal(65, exception.ActualValue);
    }

    [Theory]
    [MemberData(nameof(ModeArrays.AllModes), MemberType = typeof(ModeArrays))]
    public void Open_BadOffset_ThrowsArgumentOutOfRange(MemMapMode mode)
    {
        string path = FileFor(mode);
        foreach (long offset in new[] { -1, long.MinValue, long.MaxValue, long.MaxValue - 39 })
        {
            var exception = FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.Open<int>(path, 10, mode, offset));
            Assert.Equal("offset", exception.ParamName);
            Assert.Equal(offset, exception.ActualValue);
        }
    }

    [Theory]
    [MemberData(nameof(ModeArrays.CreatingModes), MemberType = typeof(ModeArrays))]
    public void Open_CreatingModeWithoutShape_ThrowsArgument(MemMapMode mode)
    {
        string path = FileFor(mode);
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.Open<int>(path, mode), mode.ToString(), "needs a shape");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.Open<int>(path, new MemMapOptions { Mode = mode }), "Create");
    }

    [Fact]
    public void Open_UndefinedEnumValue_ThrowsArgumentOutOfRange()
    {
        string path = _folder.Write(new int[10]), missing = _folder.File("missing.bin");
        foreach (MemMapMode mode in new[] { (MemMapMode)(-1), (MemMapMode)5, (MemMapMode)99 })
        {
            FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.Open<int>(path, mode), mode.ToString());
            FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.Open<int>(path, 10, mode), "MemMapMode");
            FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.Create<int>(missing, 10, new MemMapOptions { Mode = mode }), "MemMapMode");
        }

        foreach (MemMapMode mode in ModeArrays.All)
        {
            string file = mode == MemMapMode.CreateNew ? missing : path;
            FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.Open<int>(file, 10, mode, 0, (MemMapOrder)7), "MemMapOrder", "7");
            var options = new MemMapOptions { Mode = mode, Share = (FileShare)1234 };
            Assert.Equal("share", FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.Open<int>(file, 10, options)).ParamName);
        }
    }

    [Fact]
    public void Open_NullOrEmptyArgument_ThrowsNamingIt()
    {
        Assert.Equal("path", Assert.Throws<ArgumentNullException>(() => MemMapArray.Open<int>(null!)).ParamName);
        Assert.Equal("path", Assert.Throws<ArgumentException>(() => MemMapArray.Create<int>(string.Empty, 1)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => MemMapArray.Open<int>("x", (MemMapOptions)null!)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => MemMapArray.Create<int>("x", 1, null!)).ParamName);
    }

    [Fact]
    public void CreateNew_FileIsThere_ThrowsAndLeavesIt()
    {
        string path = _folder.Write(new[] { 1, 2, 3 });
        FolderSnapshot.Refused<IOException>(_folder, () => MemMapArray.Open<int>(path, 10, MemMapMode.CreateNew), path);
        FolderSnapshot.Refused<IOException>(_folder, () => MemMapArray.Create<int>(path, 3, new MemMapOptions { Mode = MemMapMode.CreateNew }), path);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Create_MoreBytesThanAFileCanHave_ThrowsIOAndLeavesNothing(bool preallocate)
    {
        // 4 exbibytes: a number, but no file system of Linux has such files.
        var options = new MemMapOptions { Mode = MemMapMode.CreateNew, Preallocate = preallocate };
        FolderSnapshot.Refused<IOException>(_folder, () => MemMapArray.Create<byte>(_folder.File("big.bin"), 1L << 62, options), "big.bin");
    }

    [Fact]
    public void Open_OptionsChangedAfterwards_KeepsWhatWasOpened()
    {
        string path = _folder.Write(new int[10]);
        var options = new MemMapOptions { Mode = MemMapMode.Read };
        using MemMapArray<int> array = MemMapArray.Open<int>(path, options);
        options.Mode = MemMapMode.ReadWrite;
        Assert.Equal(MemMapMode.Read, array.Mode);
        Assert.True(array.IsReadOnly);
    }

    // A file that a refused call could harm; for CreateNew the one it could leave.
    private string FileFor(MemMapMode mode) =>
        mode == MemMapMode.CreateNew ? _folder.File("new.bin") : _folder.Write(Enumerable.Range(0, 10).ToArray());
}
