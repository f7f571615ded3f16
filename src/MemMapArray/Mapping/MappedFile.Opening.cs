using System;
using System.IO;

namespace MemMap.Mapping;

/// <content>Opening: files that are there, new files, and what is neither.</content>
internal sealed partial class MappedFile
{
    /// <summary>Opens a file that is there.</summary>
    public static MappedFile Open(string path, FileAccess access, FileShare share) =>
        Open(path, FileMode.Open, access, share, isNew: false, permissions: null);

    /// <summary>Creates a file of length 0, or empties the one that is there.</summary>
    /// <param name="path">The path.</param>
    /// <param name="replace">Whether there may be a file.</param>
    /// <param name="share">What others may do with it.</param>
    /// <param name="permissions">Who may read and write it.</param>
    /// <param name="name">The path of the file whose place it takes later, by <see cref="Replace"/>.</param>
    public static MappedFile Create(string path, bool replace, FileShare share, MemMapPermissions? permissions, string? name = null)
    {
        bool isNew = !FileStatus.Exists(path);
        return Open(path, replace ? FileMode.Create : FileMode.CreateNew, FileAccess.ReadWrite, share, isNew, permissions, name);
    }

    /// <summary>Throws where the path is that of a pipe: opening it would wait for somebody at its other end.</summary>
    /// <exception cref="IOException">It is.</exception>
    public static void RefusePipe(string path)
    {
        if (FileStatus.Of(path) is { IsPipe: true })
        {
            throw new IOException($"'{path}' is a pipe, not a file that can be mapped.");
        }
    }

    private static MappedFile Open(
        string path, FileMode mode, FileAccess access, FileShare share, bool isNew, MemMapPermissions? permissions, string? name = null)
    {
        RefusePipe(path);
        FileStream stream;
        try
        {
            stream = FilePermissions.Open(path, mode, access, share, permissions);
        }
        catch (IOException exception)
            when (exception.GetType() == typeof(IOException) && exception.Message.IndexOf(path, StringComparison.Ordinal) < 0)
        {
            // For rare errors, such as links in a circle, the framework has only the system's words.
            throw new IOException($"The file '{path}' could not be opened: {exception.Message}", exception);
        }
        catch (UnauthorizedAccessException exception) when (Directory.Exists(path))
        {
            throw new UnauthorizedAccessException($"'{path}' is a folder, not a file. MemMapShards opens folders of files as one array.", exception);
        }

        if (!stream.CanSeek)
        {
            stream.Dispose();
            throw new IOException($"'{path}' is a pipe or a device, not a file that can be mapped.");
        }

        return new(Path.GetFullPath(path), stream, isCreated: mode != FileMode.Open, isNew, name);
    }
}
