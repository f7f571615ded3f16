using System;
using System.IO;

namespace MemMap.Tool.Containers;

/// <summary>A file or folder that gets its name when all of it is written. Until then it has another in the same folder; whatever fails,
/// that is removed.</summary>
internal sealed class NewPath : IDisposable
{
    private readonly string _path;
    private readonly bool _force;

    /// <param name="path">The name.</param>
    /// <param name="force">Whether what has the name already is replaced.</param>
    /// <exception cref="IOException">It is there and is not to be replaced, or is a folder with files of others.</exception>
    public NewPath(string path, bool force)
    {
        _path = Path.GetFullPath(path);
        _force = force;
        Temporary = Path.Combine(Path.GetDirectoryName(_path)!, $".{Path.GetFileName(_path)}.{Guid.NewGuid():N}.tmp");
        if (!force && Path.Exists(_path))
        {
            throw new IOException($"'{path}' is there already; --force replaces it.");
        }

        if (Directory.Exists(_path))
        {
            ShardFolders.RequireNothingElse(_path);
        }
    }

    /// <summary>The path to write to.</summary>
    public string Temporary { get; }

    /// <summary>Gives it its name.</summary>
    public void Publish()
    {
        if (Directory.Exists(Temporary))
        {
            PublishFolder();
            return;
        }

        if (!OperatingSystem.IsWindows() && File.Exists(_path))
        {
            // What takes the place of a private file is private.
            File.SetUnixFileMode(Temporary, File.GetUnixFileMode(_path));
        }

        File.Move(Temporary, _path, _force);
    }

    public void Dispose()
    {
        if (Directory.Exists(Temporary))
        {
            Directory.Delete(Temporary, recursive: true);
        }
        else
        {
            File.Delete(Temporary);
        }
    }

    // A folder does not take the place of another in one step: the old one is moved away first, and removed last.
    private void PublishFolder()
    {
        if (!Path.Exists(_path))
        {
            Directory.Move(Temporary, _path);
            return;
        }

        ShardFolders.RequireNothingElse(_path);
        string old = Temporary + ".old";
        Directory.Move(_path, old);
        try
        {
            Directory.Move(Temporary, _path);
        }
        catch (IOException)
        {
            Directory.Move(old, _path);
            throw;
        }

        Directory.Delete(old, recursive: true);
    }
}
