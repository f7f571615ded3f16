using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using MemMap.Mapping;

namespace MemMap.Shards;

/// <summary>
/// The right to add shards to a folder: a file that one writer has open, and nobody else may meanwhile. It stays when the writer has gone,
/// because a file that somebody may be about to open cannot be taken away safely. In it stands what the writer is about to finish, so that
/// the next one can clear away what a killed one left.
/// </summary>
/// <remarks>
/// A line is a name before the file is there, a random one that nobody else gives; and, before the file gets the name of a shard, that name
/// and the identity of the file. What has a shard's name and another identity is somebody else's.
/// </remarks>
internal sealed class ShardFolderLock : IDisposable
{
    private const string Suffix = ".lock";

    private readonly FileStream _stream;

    private ShardFolderLock(FileStream stream) => _stream = stream;

    /// <summary>The files that were noted and not cleared, and are there: those that nobody finished. Each is proved to be a
    /// writer's.</summary>
    /// <param name="folder">The folder of the manifest.</param>
    public IEnumerable<string> FindUnfinished(string folder)
    {
        _stream.Position = 0;
        byte[] bytes = new byte[Math.Min(_stream.Length, 4096)];
        int read = _stream.Read(bytes, 0, bytes.Length);
        foreach (string line in Encoding.UTF8.GetString(bytes, 0, read).Split('\n'))
        {
            string[] words = line.Split(' ');
            string path = Path.Combine(folder, words[0]);
            bool isNumbered = words.Length == 2 && NpyStack.IsName(words[0], out _) && FileStatus.OfName(path) is { IsRegular: true, Identity: { } identity } && identity == words[1];
            if (isNumbered || (words.Length == 1 && NewFile.IsTemporary(words[0]) && FileStatus.OfName(path) is null or { IsRegular: true } && File.Exists(path)))
            {
                yield return words[0];
            }
        }
    }

    /// <param name="manifest">The manifest's path.</param>
    /// <exception cref="IOException">Another writer has it.</exception>
    public static ShardFolderLock Take(string manifest)
    {
        string path = manifest + Suffix;
        try
        {
            return new(LockFile.Open(path));
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException) && File.Exists(path))
        {
            throw new IOException($"Another writer adds shards to '{manifest}', or nobody can: {exception.Message}", exception);
        }
    }

    /// <summary>Notes, durably, a file that comes to life now.</summary>
    /// <param name="temporaryName">Its name until it is whole.</param>
    public void Note(string temporaryName) => Write(temporaryName + "\n");

    /// <summary>Notes, durably, the name that a file gets now.</summary>
    /// <param name="temporaryPath">The file.</param>
    /// <param name="name">The name.</param>
    public void NoteName(string temporaryPath, string name) =>
        Write($"{Path.GetFileName(temporaryPath)}\n{(FileStatus.OfName(temporaryPath)?.Identity is { } identity ? $"{name} {identity}\n" : string.Empty)}");

    /// <summary>Those that were noted are finished.</summary>
    public void Clear() => _stream.SetLength(0);

    public void Dispose() => _stream.Dispose();

    private void Write(string note)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(note);
        _stream.SetLength(0);
        _stream.Position = 0;
        _stream.Write(bytes, 0, bytes.Length);
        _stream.Flush(flushToDisk: true);
    }
}
