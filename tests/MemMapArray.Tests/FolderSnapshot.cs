using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MemMap.Tests;

/// <summary>The files of a folder and their bytes at one moment: what a refused call must leave as it was. Other test projects compile this file, too, so it says whose assertions.</summary>
public sealed class FolderSnapshot
{
    private readonly string _folder;
    private readonly SortedDictionary<string, byte[]> _files;

    private FolderSnapshot(string folder)
    {
        _folder = folder;
        _files = Read(folder);
    }

    public static FolderSnapshot Of(TemporaryFolder folder) => new(folder.Path);

    /// <summary>Runs a call that must throw exactly <typeparamref name="TException"/> with all of <paramref name="said"/> in its message, and change no file.</summary>
    public static TException Refused<TException>(TemporaryFolder folder, Action call, params string[] said)
        where TException : Exception
    {
        FolderSnapshot before = Of(folder);
        TException exception = Xunit.Assert.Throws<TException>(call);
        Xunit.Assert.All(said, part => Xunit.Assert.Contains(part, exception.Message, StringComparison.Ordinal));
        before.AssertUnchanged();
        return exception;
    }

    public void AssertUnchanged()
    {
        SortedDictionary<string, byte[]> now = Read(_folder);
        Xunit.Assert.Equal(_files.Keys, now.Keys);
        Xunit.Assert.All(_files, file => Xunit.Assert.True(file.Value.AsSpan().SequenceEqual(now[file.Key]), $"The bytes of {file.Key} changed."));
    }

    private static SortedDictionary<string, byte[]> Read(string folder) =>
        new(Directory.EnumerateFileSystemEntries(folder).ToDictionary(path => path, path => File.Exists(path) ? File.ReadAllBytes(path) : []), StringComparer.Ordinal);
}
