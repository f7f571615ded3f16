using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace MemMap.Reductions.Partials;

/// <summary>The frame of a partial's bytes: magic, version and byte order before, a checksum behind.</summary>
internal static class PartialBytes
{
    /// <summary>What those of a partial begin with: "MMRP".</summary>
    public const int Magic = 0x50524D4D;

    /// <summary>How long the checksum is.</summary>
    public const int ChecksumBytes = 32;

    private static void WriteHeader(BinaryWriter writer, int magic)
    {
        writer.Write(magic);
        writer.Write(Rules.Version);
        writer.Write(BitConverter.IsLittleEndian);
    }

    /// <summary>Checks the frame.</summary>
    /// <returns>A reader at the key.</returns>
    /// <exception cref="InvalidDataException">The bytes are not of a partial, of another version, or damaged.</exception>
    public static PartialReader Open(ReadOnlySpan<byte> bytes, int magic = Magic)
    {
        byte[] copy = bytes.ToArray();
        int length = copy.Length - ChecksumBytes;
        var reader = new PartialReader(copy, Math.Max(0, length));
        reader.Require(reader.ReadInt32() == magic, "the first four bytes");
        int version = reader.ReadInt32();
        if (version != Rules.Version)
        {
            throw new InvalidDataException(
                $"The partial follows version {version} of the rules of reductions, this library version {Rules.Version}: "
                + "their bits may differ. Reduce those rows again.");
        }

        reader.Require(reader.ReadBoolean() == BitConverter.IsLittleEndian, "the byte order");
        if (!Checksum(copy, length).SequenceEqual(copy.Skip(length)))
        {
            throw new InvalidDataException("The partial's bytes are damaged: their checksum is another.");
        }

        return reader;
    }

    /// <summary>Frames what is written.</summary>
    public static byte[] Frame(int magic, Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        WriteHeader(writer, magic);
        write(writer);
        writer.Flush();
        writer.Write(Checksum(stream.GetBuffer(), (int)stream.Length));
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>The SHA-256 of the first <paramref name="length"/> bytes.</summary>
    public static byte[] Checksum(byte[] bytes, int length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes, 0, length);
        return hash.GetHashAndReset();
    }
}
