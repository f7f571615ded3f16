using System;
using System.IO;
using System.Threading;

namespace MemMap.Tests;

/// <summary>A folder of its own for a test, gone when the test ends.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private int _files;

    public string Path { get; } = Directory.CreateTempSubdirectory("memmaparray-tests-").FullName;

    /// <summary>The path of a file of that name in the folder. The file need not exist.</summary>
    public string File(string name = "array.bin") => System.IO.Path.Combine(Path, name);

    /// <summary>The path of a file that no other call has got: for properties, which come with the same numbers twice when they shrink or are given a seed.</summary>
    public string NewFile(string ending = "") => File($"{Interlocked.Increment(ref _files)}{ending}");

    /// <summary>Writes elements as raw bytes, and returns the file's path.</summary>
    public unsafe string Write<T>(T[] elements, int offset = 0, string name = "array.bin")
        where T : unmanaged
    {
        byte[] bytes = new byte[offset + (elements.Length * sizeof(T))];
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(elements.AsSpan()).CopyTo(bytes.AsSpan(offset));
        string path = File(name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
