using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace MemMap.Tests.Reductions;

/// <summary>The fields of a partial's bytes, each of which may be wrong. Unless said otherwise: sums of 900 rows of 10 doubles, none of them reduced yet.</summary>
internal sealed record PartialFields
{
    public int Magic { get; init; } = 0x50524D4D;

    public int Version { get; init; } = 4;

    public byte IsLittleEndian { get; init; } = 1;

    public byte[] Reduction { get; init; } = Name("sum");

    public byte[] ElementType { get; init; } = Name("System.Double");

    public byte SkipsNaN { get; init; }

    public long[] Lengths { get; init; } = [900, 10];

    public byte[] Reduces { get; init; } = [1, 0];

    public byte? OrderLength { get; init; }

    public sbyte[] Order { get; init; } = [0, 1];

    public int? RowsCount { get; init; }

    public (long Start, long Count)[] Rows { get; init; } = [];

    /// <summary>What follows: where axis 0 is reduced, no pieces.</summary>
    public byte[] States { get; init; } = [0, 0, 0, 0];

    /// <summary>With a checksum that is right.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(IsLittleEndian);
        writer.Write(Reduction);
        writer.Write(ElementType);
        writer.Write(SkipsNaN);
        writer.Write((byte)Lengths.Length);
        foreach (long length in Lengths)
        {
            writer.Write(length);
        }

        writer.Write(Reduces);
        writer.Write(OrderLength ?? (byte)Order.Length);
        foreach (sbyte axis in Order)
        {
            writer.Write(axis);
        }

        writer.Write(RowsCount ?? Rows.Length);
        foreach ((long start, long count) in Rows)
        {
            writer.Write(start);
            writer.Write(count);
        }

        writer.Write(States);
        byte[] bytes = stream.ToArray();
        return [.. bytes, .. SHA256.HashData(bytes)];
    }

    /// <summary>A name as BinaryWriter writes it.</summary>
    public static byte[] Name(string text)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(text);
        return stream.ToArray();
    }

    /// <summary>What follows the rows where axis 0 is reduced: pieces, with so many bytes of zeros as what is known of each.</summary>
    public static byte[] Pieces(params (sbyte Level, long Start, long End, int Bytes)[] pieces)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(pieces.Length);
        foreach ((sbyte level, long start, long end, int bytes) in pieces)
        {
            writer.Write(level);
            writer.Write(start);
            writer.Write(end);
            writer.Write(new byte[bytes]);
        }

        return stream.ToArray();
    }
}
