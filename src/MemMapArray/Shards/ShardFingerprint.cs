using System.IO;
using System.Linq;
using System.Security.Cryptography;
using MemMap.Mapping;

namespace MemMap.Shards;

/// <summary>By what a shard's file is known again: its length, and the SHA-256 of what stands before its rows.</summary>
internal static class ShardFingerprint
{
    /// <summary>More than any header of a <c>.npy</c> file has.</summary>
    public const int MaxHeaderBytes = 1 << 16;

    private const int HashDigits = 64;

    public static bool IsHash(string text) =>
        text.Length == HashDigits && text.All(digit => digit is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    public static string HashOf(byte[] bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes);
        return TextOf(hash.GetHashAndReset());
    }

    /// <summary>A hash in hexadecimal digits.</summary>
    public static string TextOf(byte[] hash)
    {
        char[] digits = [.. hash.SelectMany(value => new[] { Digit(value >> 4), Digit(value & 15) })];
        return new string(digits);

        static char Digit(int value) => "0123456789abcdef"[value];
    }

    /// <summary>The hash of the first bytes of a file.</summary>
    /// <exception cref="IOException">The file has not so many.</exception>
    public static unsafe string HashOf(MappedFile file, long length)
    {
        byte[] header = new byte[length];
        fixed (byte* bytes = header)
        {
            file.ReadExactly(0, bytes, length);
        }

        return HashOf(header);
    }

    /// <exception cref="InvalidDataException">The file is not what the manifest says.</exception>
    public static void Require(MappedFile file, Shard shard)
    {
        long length = file.Length;
        if (length != shard.FileLength)
        {
            throw new InvalidDataException(
                $"The shard '{file.FullPath}' has changed: it has {length} bytes; the manifest says {shard.FileLength}.");
        }

        if (shard.HeaderHash is { } expected && HashOf(file, shard.ByteOffset) != expected)
        {
            throw new InvalidDataException(
                $"The shard '{file.FullPath}' has changed: the {shard.ByteOffset} bytes before its rows are not those that the manifest " +
                "knows.");
        }
    }
}
