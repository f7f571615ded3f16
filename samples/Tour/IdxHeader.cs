using System;
using System.Buffers.Binary;
using System.IO;

namespace MemMap.Tour;

/// <summary>
/// The header of an IDX file, the format of MNIST:
/// <code>
///   | 0 | 0 | element type | rank | length of axis 0 | ... | length of axis rank - 1 | elements in C order ...
///     1   1   1              1      4, big-endian            4                         bytes each
/// </code>
/// </summary>
internal sealed record IdxHeader(Shape Shape, long Offset)
{
    private const int MagicLength = 4, UnsignedByte = 0x08, SignedByte = 0x09;

    /// <exception cref="InvalidDataException">Not an IDX file, or not one of unsigned bytes.</exception>
    public static IdxHeader Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[MagicLength];
        int there = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        Require(there == magic.Length && magic[0] == 0 && magic[1] == 0, path, "it does not begin with two zero bytes");
        RequireUnsignedBytes(magic[2], path);

        Require(magic[3] > 0, path, "its rank is 0");

        Span<byte> length = stackalloc byte[sizeof(int)];
        long[] lengths = new long[magic[3]];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            there = file.ReadAtLeast(length, length.Length, throwOnEndOfStream: false);
            Require(there == length.Length, path, $"it ends before the length of axis {axis}");
            lengths[axis] = BinaryPrimitives.ReadInt32BigEndian(length);
            Require(lengths[axis] > 0, path, $"the length of axis {axis} is {lengths[axis]}");
        }

        return new(lengths, file.Position);
    }

    private static void RequireUnsignedBytes(byte type, string path)
    {
        string? name = type switch
        {
            UnsignedByte => null,
            SignedByte => "signed bytes; MemMapArray.Open<sbyte> maps them",
            0x0B => "16-bit integers; MemMapArray.Open<BigEndian<short>> maps them",
            0x0C => "32-bit integers; MemMapArray.Open<BigEndian<int>> maps them",
            0x0D => "32-bit floats; MemMapArray.Open<BigEndian<float>> maps them",
            0x0E => "64-bit floats; MemMapArray.Open<BigEndian<double>> maps them",
            _ => $"of the unknown type 0x{type:x2}",
        };
        if (name is not null)
        {
            throw new InvalidDataException($"The elements of '{path}' are {name}. This tour shows unsigned bytes (type 0x08) only.");
        }
    }

    private static void Require(bool holds, string path, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException($"'{path}' is not an IDX file: {otherwise}.");
        }
    }
}
