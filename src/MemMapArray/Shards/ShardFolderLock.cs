using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace MemMap.Shards;

/// <summary>
/// The right to add shards to a folder: a file that one writer has open, and nobody else may meanwhile. It stays when the writer has gone, because a file that somebody may be about to open cannot be
/// taken away safely. In it stand the names of the files that the writer is about to finish, so that the next one can clear away what a killed one left.
/// </summary>
internal sealed class ShardFolderLock : IDisposable
{
    private const string Suffix = ".lock";

    private readonly FileStream _stream;

    private ShardFolderLock(FileStream stream) => _stream = stream;

    /// <summary>The names that were noted and not cleared: of files that nobody finished.</summary>
    public IReadOnlyList<string> Unfinished
    {
        get
        {
            _stream.Position = 0;
            byte[] bytes = new byte[Math.Min(_stream.Length, 4096)];
            int read = _stream.Read(bytes, 0, bytes.Length);
            return [.. Encoding.UTF8.GetString(bytes, 0, read).Split('\n').Where(name => name.Length > 0)];
        }
    }

    /// <param name="manifest">The manifest's path.</param>
    /// <exception cref="IOException">Another writer has it.</exception>
    public static ShardFolderLock Take(string manifest)
    {
        string path = manifest + Suffix;
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.None));
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException) && File.Exists(path))
        {
            throw new IOException($"Another writer adds shards to '{manifest}': it has '{path}' open. ({exception.Message})", exception);
        }
    }

    /// <summary>Notes, durably, which files come to life now.</summary>
    public void Note(params string[] names)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(names.Select(name => name + "\n")));
        _stream.SetLength(0);
        _stream.Position = 0;
        _stream.Write(bytes, 0, bytes.Length);
        _stream.Flush(flushToDisk: true);
    }

    /// <summary>Those that were noted are finished.</summary>
    public void Clear() => _stream.SetLength(0);

    public void Dispose() => _stream.Dispose();
}
