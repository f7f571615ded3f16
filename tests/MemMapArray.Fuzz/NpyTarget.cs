using System;
using System.IO;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MemMap.Fuzz;

/// <summary>A <c>.npy</c> file of unknown bytes: its header from a stream and from a file, the array in every mode and of several types, and rows added where there is room.</summary>
internal static class NpyTarget
{
    private const int MaxRowLength = 4096;

    private static readonly MemMapMode[] s_modes = [MemMapMode.Read, MemMapMode.CopyOnWrite, MemMapMode.ReadWrite];

    /// <summary>Does all that with the bytes, in a folder that is empty.</summary>
    /// <exception cref="InvalidOperationException">A promise is broken. Any other exception is one that is not documented.</exception>
    public static void Run(byte[] bytes, string folder)
    {
        string path = Path.Combine(folder, "unknown.npy");
        File.WriteAllBytes(path, bytes);
        NpyHeader? header = null;
        Exception? fromStream = Promises.Keep(() => NpyHeader.Read(new MemoryStream(bytes)), typeof(NpyFormatException));
        Exception? fromFile = Promises.Keep(() => header = NpyHeader.Read(path), typeof(NpyFormatException));
        Promises.Require((fromStream as NpyFormatException)?.Position == (fromFile as NpyFormatException)?.Position, "Stream and file are not read the same.");
        foreach (MemMapMode mode in s_modes)
        {
            Open<float>(path, mode, header);
        }

        Open<byte>(path, MemMapMode.Read, header);
        Open<long>(path, MemMapMode.Read, header);
        Open<BigEndian<int>>(path, MemMapMode.Read, header);
        Open<Vector2>(path, MemMapMode.Read, header);
        Open<Complex>(path, MemMapMode.Read, header);
        Open<Point>(path, MemMapMode.Read, header);
        Promises.RequireUnchanged(path, bytes);
        if (header is { ElementType: { } type, Shape.Rank: > 0 } && type == typeof(float))
        {
            AddRow(path, header, bytes);
        }

        File.Delete(path);
    }

    private static void Open<T>(string path, MemMapMode mode, NpyHeader? header)
        where T : unmanaged
    {
        MemMapArray<T>? array = null;
        Exception? refused = Promises.Keep(
            () => array = MemMapArray.OpenNpy<T>(path, mode), typeof(NpyFormatException), typeof(InvalidDataException), typeof(ArgumentException), typeof(NotSupportedException));
        using (array)
        {
            Promises.Require((header is null) == (refused is NpyFormatException), "A header is read, and refused when it is opened, or the other way round.");
            if (array is not null)
            {
                Promises.Require(array.Shape == header!.Shape && array.Order == header.Order && array.Offset == header.DataOffset, "The array is not what its header says.");
                Promises.Require(array.ToArray().LongLength == array.Length, "The array has not all its elements.");
            }
        }
    }

    // The header is written anew in its place: it is read again as what was meant, and the elements are as they were.
    private static void AddRow(string path, NpyHeader header, byte[] bytes)
    {
        int growing = header.Order == MemMapOrder.F ? header.Shape.Rank - 1 : 0;
        long[] lengths = header.Shape.ToArray();
        lengths[growing]++;
        using (MemMapArray<float>? array = OpenIfWhole(path))
        {
            if (array is null || ((Shape)lengths).Length - header.Shape.Length > MaxRowLength)
            {
                return;
            }

            if (Promises.Keep(() => array.Resize(lengths[growing]), typeof(InvalidOperationException)) is not null)
            {
                Promises.RequireUnchanged(path, bytes);
                return;
            }
        }

        Promises.Require(NpyHeader.Read(path).Shape == (Shape)lengths, "The header does not say the new shape.");
        byte[] longer = File.ReadAllBytes(path);
        int start = (int)header.DataOffset;
        Promises.Require(longer.AsSpan(start, bytes.Length - start).SequenceEqual(bytes.AsSpan(start)), "An element has changed.");
    }

    private static MemMapArray<float>? OpenIfWhole(string path)
    {
        MemMapArray<float>? array = null;
        Promises.Keep(() => array = MemMapArray.OpenNpy<float>(path, MemMapMode.ReadWrite), typeof(InvalidDataException));
        return array;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Point(float X, float Y, short Id);
}
