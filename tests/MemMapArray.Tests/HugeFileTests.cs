using System;
using System.IO;
using Xunit;

namespace MemMap.Tests;

/// <summary>Files of more bytes than the framework maps. They are sparse: nearly nothing of them is on the disk.</summary>
public sealed class HugeFileTests : IDisposable
{
    private const long Length = 9L << 40;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [HugeFileTheory]
    [InlineData(MemMapMode.Read)]
    [InlineData(MemMapMode.ReadWrite)]
    [InlineData(MemMapMode.CopyOnWrite)]
    public void Open_NineTebibytes_IsReadAndWrittenAtBothEnds(MemMapMode mode)
    {
        string path = _folder.File();
        using (FileStream stream = File.Create(path))
        {
            stream.Write([1, 2, 3, 4]);
            stream.SetLength(Length);
            stream.Seek(-4, SeekOrigin.End);
            stream.Write([5, 6, 7, 8]);
        }

        using (MemMapArray<byte> array = MemMapArray.Open<byte>(path, mode))
        {
            Assert.Equal(Length, array.Length);
            Assert.Equal((1, 8), (array[0], array[^1]));
            Assert.Equal([0, 5, 6, 7, 8], array[^5..].ToArray());
            Assert.Equal(26, array[^1000..].Sum());
            if (mode != MemMapMode.Read)
            {
                array[^2..].Fill(9);
                Assert.Equal([5, 6, 9, 9], array[^4..].ToArray());
                array.Reshape((-1, 4))[0, ..].Fill(3);
                array[^2..].Flush();
            }
        }

        using FileStream after = File.OpenRead(path);
        Assert.Equal(mode == MemMapMode.ReadWrite ? 3 : 1, after.ReadByte());
        after.Seek(-1, SeekOrigin.End);
        Assert.Equal(mode == MemMapMode.ReadWrite ? 9 : 8, after.ReadByte());
    }
}

/// <summary>A theory over files of 9 TiB, which not every file system has. Says so where it has not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HugeFileTheoryAttribute : TheoryAttribute
{
    public HugeFileTheoryAttribute() => Skip = WhyNot();

    private static string? WhyNot()
    {
        using var folder = new TemporaryFolder();
        try
        {
            using FileStream stream = File.Create(folder.File());
            stream.SetLength(9L << 40);
            return OperatingSystem.IsLinux()
                ? null
                : "NOT TESTED: files of more than 8 TiB. They are mapped on Linux only. To run it: dotnet test on Linux.";
        }
        catch (Exception exception) when (exception is IOException or ArgumentOutOfRangeException)
        {
            return "NOT TESTED: files of more than 8 TiB. The temporary folder's file system has no files of 9 TiB. "
                + "To run it: TMPDIR=/a/folder/on/xfs dotnet test";
        }
    }
}
