using System;
using System.IO;
using MemMap.Mapping;
using Xunit;

namespace MemMap.Tests.Mapping;

/// <summary>A file that is written under another name until it is whole.</summary>
public sealed class NewFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Paths_ThatCannotBe_AreRefused()
    {
        string there = _folder.Write(new byte[3]);
        Assert.Throws<ArgumentNullException>("target", () => new NewFile(null!, "target", overwrite: true, null));
        Assert.StartsWith("The path is empty.", Assert.Throws<ArgumentException>("target", () => new NewFile(string.Empty, "target", overwrite: true, null)).Message, StringComparison.Ordinal);
        Assert.Throws<UnauthorizedAccessException>(() => new NewFile(_folder.Path, "target", overwrite: true, null));
        Assert.Contains("is there already", Assert.Throws<IOException>(() => new NewFile(there, "target", overwrite: false, null)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dispose_PublishedOrNot_LeavesTheNewFileOrNothing(bool isPublished)
    {
        string path = _folder.File();
        using (var file = new NewFile(path, "target", overwrite: false, null))
        {
            File.WriteAllBytes(file.TemporaryPath, [1, 2, 3]);
            Assert.False(File.Exists(path));
            if (isPublished)
            {
                file.Publish();
            }
        }

        Assert.Equal(isPublished ? [path] : [], Directory.EnumerateFileSystemEntries(_folder.Path));
    }
}
