using System;
using System.Buffers.Binary;
using System.IO;
using MemMap.Mapping;

namespace MemMap.Npy;

/// <summary>What a file says that it is by its first bytes, and the call that opens it.</summary>
internal static class FileSignature
{
    /// <summary>How many of the first bytes are looked at.</summary>
    public const int Length = 16;

    // Longer headers of safetensors are not read either.
    private const ulong MostJsonBytes = 100_000_000;

    /// <summary>The first bytes of a <c>.npy</c> file.</summary>
    public static ReadOnlySpan<byte> Npy => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>What begins with these bytes and how it is opened, to complete "it begins as"; <see langword="null"/> when they are no
    /// signature of NumPy's formats, of safetensors or of gzip.</summary>
    /// <param name="first">The first bytes: all of them, or as many as there are.</param>
    /// <param name="typeArgument">The element type as a caller would write it, with its brackets.</param>
    public static string? Find(ReadOnlySpan<byte> first, string typeArgument = "")
    {
        if (first.StartsWith(Npy))
        {
            return $"a .npy file: open it with MemMapArray.OpenNpy{typeArgument}";
        }

        if (IsZip(first))
        {
            return $"a zip archive: open a .npz archive with NpzFile.Open, or one member of it with MemMapArray.OpenNpz{typeArgument}";
        }

        if (IsSafetensors(first))
        {
            return "a safetensors file: open it with SafetensorsFile.Open";
        }

        // Magic, the only method there is, and flags, of which three bits are reserved.
        return first.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]) && first.Length > 3 && first[3] < 0x20
            ? "a gzip file: decompress it first, because compressed elements cannot be mapped"
            : null;
    }

    /// <summary>Whether a zip archive begins so: with the header of its first member, or with its end when it has none.</summary>
    public static bool IsZip(ReadOnlySpan<byte> first) => first.StartsWith("PK\x03\x04"u8) || first.StartsWith("PK\x05\x06"u8);

    // A length and a JSON object, whose first key is text: no numbers look like this.
    private static bool IsSafetensors(ReadOnlySpan<byte> first)
    {
        if (first.Length < Length || BinaryPrimitives.ReadUInt64LittleEndian(first) > MostJsonBytes || first[8] != '{' || first[9] != '"')
        {
            return false;
        }

        foreach (byte letter in first.Slice(10))
        {
            if (letter < ' ')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Throws where elements would be read from the first bytes of a file that has a header or is compressed.</summary>
    /// <exception cref="InvalidDataException">The file begins with a signature.</exception>
    public static void RefuseHeader<T>(MappedFile file)
        where T : unmanaged
    {
        ReadOnlySpan<byte> first;
        try
        {
            first = FirstBytes(file);
        }
        catch (IOException)
        {
            // A disk that cannot read them does not tell. Opening reads no elements, and whoever does has the exception.
            return;
        }

        // The name of the type is made where it is needed only: the table of types takes a fresh process some milliseconds.
        if (Find(first) is not null && Find(first, $"<{NpyTypes.NameOf(typeof(T))}>") is { } way)
        {
            throw new InvalidDataException(
                $"The file '{file.FullPath}' begins as {way}. MemMapOptions.IgnoreSignature takes its first bytes for elements.");
        }
    }

    /// <summary>The first bytes of a file; fewer of one that is shorter.</summary>
    public static ReadOnlySpan<byte> FirstBytes(MappedFile file)
    {
        byte[] first = new byte[Length];

        // Devices have no length: to read from one may wait, or take from others what they wait for.
        int count = (int)Math.Min(file.Length, Length);
        return count == 0 ? [] : first.AsSpan(0, file.ReadAt(0, first, 0, count));
    }
}
