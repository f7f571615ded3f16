using System;
using System.IO;

namespace MemMap.Tool.Containers;

/// <summary>A file or a folder, and the member of it that is meant: <c>a.npz:weights</c>.</summary>
internal sealed record Location(string Text, string Path, string? Member)
{
    private const int SignatureLength = 8;

    private byte[]? _firstBytes;

    /// <summary>The first bytes: none of a folder, or of what is shorter.</summary>
    public ReadOnlySpan<byte> FirstBytes => _firstBytes ??= ReadFirst();

    public bool IsFolder => Directory.Exists(Path);

    /// <summary>What somebody wrote. A name with a colon that is there is that file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Location Parse(string text)
    {
        if (System.IO.Path.Exists(text))
        {
            return new(text, text, null);
        }

        (string path, string? member) = Split(text);
        return System.IO.Path.Exists(path) ? new(text, path, member) : throw new FileNotFoundException($"There is no file '{path}'.", path);
    }

    /// <summary>A path and, behind the colon after the ending of a format with names in it, a member.</summary>
    public static (string Path, string? Member) Split(string text)
    {
        foreach (string ending in KnownContainers.EndingsBeforeMembers)
        {
            int end = text.IndexOf(ending + ':', StringComparison.OrdinalIgnoreCase);
            if (end >= 0)
            {
                return (text[..(end + ending.Length)], text[(end + ending.Length + 1)..]);
            }
        }

        return (text, null);
    }

    private byte[] ReadFirst()
    {
        if (IsFolder)
        {
            return [];
        }

        // Of pipes and devices, reading takes what others wait for: they have no length.
        var file = new FileInfo(Path);
        if ((file.Attributes & FileAttributes.Device) != 0 || file.Length < SignatureLength)
        {
            return [];
        }

        using FileStream stream = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        byte[] bytes = new byte[SignatureLength];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
