using System;
using System.IO;

namespace MemMap.Mapping;

/// <summary>
/// A file that is written under a temporary name in its folder and gets its own name when it is whole: whoever looks sees the old file or
/// the whole new one.
/// Disposed before that, it leaves nothing behind.
/// </summary>
internal sealed class NewFile : IDisposable
{
    private const string Extension = ".tmp";

    private readonly string _target;
    private readonly bool _overwrite;
    private readonly MemMapPermissions? _permissions;

    /// <param name="path">The path, looked at before anything is written.</param>
    /// <param name="parameterName">What the caller calls the path.</param>
    /// <param name="overwrite">Whether it may take the place of a file that is there.</param>
    /// <param name="permissions">Who may read and write it, where it takes no file's place.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such permissions.</exception>
    /// <exception cref="PlatformNotSupportedException">This system has none.</exception>
    /// <exception cref="IOException">A file is there and may not be replaced.</exception>
    public NewFile(string path, string parameterName, bool overwrite, MemMapPermissions? permissions)
    {
        if (path is null)
        {
            throw new ArgumentNullException(parameterName);
        }

        if (path.Length == 0)
        {
            throw new ArgumentException("The path is empty.", parameterName);
        }

        FilePermissions.Require(permissions, "unixCreateMode");
        _permissions = permissions;
        _target = System.IO.Path.GetFullPath(path);
        _overwrite = overwrite;
        if (Directory.Exists(_target))
        {
            throw new UnauthorizedAccessException($"The path '{path}' is a folder.");
        }

        if (!overwrite && File.Exists(_target))
        {
            throw new IOException($"The file '{path}' is there already.");
        }

        TemporaryPath = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(_target)!, $".{Guid.NewGuid():N}{Extension}");
    }

    /// <summary>The path that the file will have.</summary>
    public string Path => _target;

    /// <summary>Where the file is written.</summary>
    public string TemporaryPath { get; }

    /// <summary>Creates the file, to be written. Where it takes the place of a file it has that file's permissions: what replaces a
    /// private file is private too. So it has its owner and group, where this user may give files away.</summary>
    /// <param name="share">What others may do with it.</param>
    /// <param name="name">The path for messages, if it is another than where the file is.</param>
    /// <exception cref="IOException">The system could not.</exception>
    public MappedFile Open(FileShare share, string? name = null)
    {
        FileStatus? replaced = FileStatus.Of(_target);
        MappedFile file = MappedFile.Create(TemporaryPath, replace: false, share, replaced?.Permissions ?? _permissions, name);
        file.IsFlushedSoon = true;
        if (replaced is { } old && FileStatus.Of(TemporaryPath) is { } created && (created.User, created.Group) != (old.User, old.Group))
        {
            Libc.GiveTo(file.Handle, old.User, old.Group);
        }

        return file;
    }

    /// <summary>
    /// Prepares a file that takes the place of one that is there. It is written beside that one, so that whoever looks at the path, or has
    /// the old file open, sees the old file or the whole new one.
    /// </summary>
    /// <returns><see langword="null"/> where nothing is there, and where it cannot be done: Windows renames no file that is open, and in
    /// some folders nobody may create a file.</returns>
    /// <exception cref="IOException">Another process has the file open for itself alone, among others.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write to it.</exception>
    public static NewFile? BesideExisting(string path, FileShare share)
    {
        if (FileStatus.Of(path) is not { IsRegular: true } || Libc.RealPath(System.IO.Path.GetFullPath(path)) is not { } target)
        {
            return null;
        }

        // Whoever may write to the file may replace it.
        MappedFile.Open(path, FileAccess.ReadWrite, share).Close();
        return Libc.CanWriteIn(System.IO.Path.GetDirectoryName(target)!)
            ? new NewFile(target, nameof(path), overwrite: true, permissions: null)
            : null;
    }

    /// <summary>Whether a name is one that such files have before they get their own.</summary>
    public static bool IsTemporary(string name) =>
        name.Length > Extension.Length && name[0] == '.' && name.EndsWith(Extension, StringComparison.Ordinal)
        && Guid.TryParseExact(name.Substring(1, name.Length - 1 - Extension.Length), "N", out _);

    /// <summary>Writes the whole file, and flushes and closes it.</summary>
    /// <exception cref="IOException">The system could not.</exception>
    public void Write(byte[] content) => Write(file => file.WriteAt(0, content));

    /// <summary>Lets the caller write the whole file, then flushes and closes it.</summary>
    /// <exception cref="IOException">The system could not.</exception>
    public void Write(Action<MappedFile> write)
    {
        MappedFile file = Open(FileShare.None);
        try
        {
            write(file);
            file.Flush(default);
        }
        finally
        {
            file.Close();
        }
    }

    /// <summary>Gives the file its name, durably. The file must have been flushed and closed.</summary>
    /// <exception cref="IOException">The system could not.</exception>
    public void Publish()
    {
        FileReplacement.Rename(TemporaryPath, _target, _overwrite);
        DirectoryEntry.Flush(_target);
    }

    /// <summary>Deletes a file that was not published.</summary>
    public void Dispose()
    {
        if (File.Exists(TemporaryPath))
        {
            File.Delete(TemporaryPath);
        }
    }
}
