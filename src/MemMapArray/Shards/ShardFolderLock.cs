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
/// The first line says whose file it is. A line after it is a name before the file is there, a random one that nobody else gives; and,
/// before the file gets the name of a shard, that name and what tells the
/// file from every other, in place of it or with other bytes. What has a shard's name and differs in that is somebody else's.
/// <code>
///   MemMapArray is writing
///   .0123456789abcdef0123456789abcdef.tmp
///   7.npy device:inode:birth length:written header
/// </code>
/// </remarks>
internal sealed class ShardFolderLock : IDisposable
{
    private const string Suffix = ".lock", Heading = "MemMapArray is writing\n";
    private const int MostBytes = 4096;

    private readonly FileStream _stream;

    private ShardFolderLock(FileStream stream) => _stream = stream;

    /// <param name="manifest">The manifest's path.</param>
    /// <exception cref="IOException">Another writer has it, or something else lies there. That is left as it is.</exception>
    public static ShardFolderLock Take(string manifest)
    {
        string path = manifest + Suffix;
        FileStream stream;
        try
        {
            stream = LockFile.Open(path);
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException) && File.Exists(path))
        {
            throw new IOException($"Another writer adds shards to '{manifest}', or nobody can: {exception.Message}", exception);
        }

        var taken = new ShardFolderLock(stream);
        string note = taken.Read();

        // A note that was being written when the power failed ends anywhere.
        if (stream.Length > MostBytes
            || !note.StartsWith(Heading.Substring(0, Math.Min(note.Length, Heading.Length)), StringComparison.Ordinal))
        {
            taken.Dispose();
            throw new IOException(
                $"Nobody can add shards to '{manifest}': the file '{path}' is where a writer has its lock, and was not written by one. " +
                "It was not changed; move it away.");
        }

        return taken;
    }

    /// <summary>The files that were noted and not cleared, and are there: those that nobody finished. Each is proved to be a
    /// writer's.</summary>
    /// <param name="folder">The folder of the manifest.</param>
    public IEnumerable<string> FindUnfinished(string folder)
    {
        foreach (string line in Read().Split('\n'))
        {
            int end = line.IndexOf(' ');
            string name = end < 0 ? line : line.Substring(0, end), path = Path.Combine(folder, name);
            if (end < 0 ? NewFile.IsTemporary(name) && FileStatus.OfName(path) is null or { IsRegular: true } && File.Exists(path)
                : NpyStack.IsName(name, out _) && IsProved(path, line.Substring(end + 1)))
            {
                yield return name;
            }
        }
    }

    /// <summary>Notes, durably, a file that comes to life now.</summary>
    /// <param name="temporaryName">Its name until it is whole.</param>
    public void Note(string temporaryName) => Write(temporaryName + "\n");

    /// <summary>Notes, durably, the name that a file gets now.</summary>
    /// <param name="temporaryPath">The file, whole.</param>
    /// <param name="name">The name.</param>
    public void NoteName(string temporaryPath, string name) =>
        Write($"{Path.GetFileName(temporaryPath)}\n{(ProofOf(temporaryPath) is { } proof ? $"{name} {proof}\n" : string.Empty)}");

    /// <summary>What tells a file from every other, and from itself with other bytes. It stays the same when the file gets another
    /// name.</summary>
    /// <returns><see langword="null"/> where there is no such file, or none of it is known.</returns>
    internal static string? ProofOf(string path)
    {
        if (MarkOf(path) is not { } mark)
        {
            return null;
        }

        MappedFile file = MappedFile.Open(path, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            return $"{mark} {ShardFingerprint.HashOf(file, Math.Min(file.Length, MostBytes))}";
        }
        finally
        {
            file.Close();
        }
    }

    /// <summary>Those that were noted are finished.</summary>
    public void Clear() => _stream.SetLength(0);

    public void Dispose() => _stream.Dispose();

    private static string? MarkOf(string path) =>
        FileStatus.OfName(path) is { IsRegular: true, Identity: { } identity } status ? $"{identity} {status.Version}" : null;

    // A file with another mark is not opened.
    private static bool IsProved(string path, string proof) =>
        MarkOf(path) is { } mark && proof.StartsWith(mark + " ", StringComparison.Ordinal) && ProofOf(path) == proof;

    private string Read()
    {
        _stream.Position = 0;
        byte[] bytes = new byte[Math.Min(_stream.Length, MostBytes)];
        int read = _stream.Read(bytes, 0, bytes.Length);
        return Encoding.UTF8.GetString(bytes, 0, read);
    }

    private void Write(string note)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Heading + note);
        _stream.SetLength(0);
        _stream.Position = 0;
        _stream.Write(bytes, 0, bytes.Length);
        _stream.Flush(flushToDisk: true);
    }
}
