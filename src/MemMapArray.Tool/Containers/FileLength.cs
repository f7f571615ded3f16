using System.IO;

namespace MemMap.Tool.Containers;

/// <summary>How long a file is beside what its array needs.</summary>
internal static class FileLength
{
    /// <summary>What there is to say of the length.</summary>
    /// <exception cref="InvalidDataException">The file is too short.</exception>
    public static string Compare(string path, long needed)
    {
        long length = new FileInfo(path).Length;
        return length < needed ? throw new InvalidDataException($"The file '{path}' has {length} bytes, and its array needs {needed}.")
            : length == needed ? $"length: {length} bytes, all of them the array's"
            : $"length: {length} bytes, {length - needed} of them behind the array";
    }
}
