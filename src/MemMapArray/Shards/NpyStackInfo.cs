using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MemMap.Mapping;

namespace MemMap.Shards;

/// <summary>
/// The file <c>info</c> that Dask has beside its numbered files: a pickle of lengths, type and axis. It is written as fixed bytes with
/// numbers between them, and never evaluated: of one that is there only its end is compared.
/// </summary>
internal static class NpyStackInfo
{
    private const string Name = "info";
    private const byte Memoize = 0x94, PutByte = (byte)'q', OneByteNumber = (byte)'K', DecimalNumber = (byte)'I', LineEnd = (byte)'\n';

    // A word that unpickling puts on its stack and takes away again: what has it was written here.
    private static readonly byte[] s_beginning = [0x80, 2, .. Text("MemMapArray"), (byte)'0'];

    /// <summary>Writes the file for shards that are a stack; for others there is none, and one that is there would lie. A file that
    /// somebody else wrote is left as it is.</summary>
    public static void Write(string folder, ShardManifest manifest)
    {
        string path = Path.Combine(folder, Name);
        bool isStack = manifest.Shards.Count > 0 && manifest.Descr[0] != '['
            && manifest.Shards.Select((shard, index) => shard.Path == NpyStack.NameOf(index)).All(isSame => isSame);
        if (IsAnothers(path))
        {
            return;
        }

        if (isStack)
        {
            ShardManifest.Write(path, Bytes(manifest));
        }
        else
        {
            File.Delete(path);
        }
    }

    /// <summary>Looks at the end of the file, if there is one: the axis is the last thing that Dask puts into it.</summary>
    /// <exception cref="InvalidDataException">The axis is another than 0, or is not to be found where Dask writes it.</exception>
    public static void RequireAxis0(string folder)
    {
        string path = Path.Combine(folder, Name);
        if (File.Exists(path) && AxisOf(ShardManifest.ReadBytes(path)) is var axis and not 0)
        {
            throw new InvalidDataException(axis is null
                ? $"The file '{path}' does not say where Dask does along which axis the files follow each other. (Pickles are never " +
                    "evaluated.) Without that file it is axis 0."
                : $"The files of '{folder}' follow each other along axis {axis}; shards do along axis 0. Write them so: " +
                    "dask.array.to_npy_stack(folder, x, axis=0).");
        }
    }

    private static bool IsAnothers(string path)
    {
        if (!File.Exists(path))
        {
            return Directory.Exists(path);
        }

        byte[] beginning = new byte[s_beginning.Length];
        if (FileStatus.OfName(path) is { IsRegular: false })
        {
            return true;
        }

        using var stream = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.None);
        return stream.Read(beginning, 0, beginning.Length) < beginning.Length || !beginning.AsSpan().SequenceEqual(s_beginning);
    }

    //   {'chunks': ((3, 3, 1), (5,)), 'dtype': '<f4', 'axis': 0} in the words of pickle's protocol 2
    private static byte[] Bytes(ShardManifest manifest) =>
    [
        .. s_beginning, (byte)'}', (byte)'(', .. Text("chunks"), (byte)'(', .. Tuple(manifest.Shards.Select(shard => shard.Rows.Count)),
        .. manifest.Shape.ToArray().Skip(1).SelectMany(length => Tuple([length])), (byte)'t',
        .. Text("dtype"), .. Text(manifest.Descr), .. Text("axis"), .. Number(0), (byte)'u', (byte)'.',
    ];

    private static byte[] Text(string text) => [(byte)'X', (byte)text.Length, 0, 0, 0, .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Number(long number) =>
        [DecimalNumber, .. Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)), LineEnd];

    private static byte[] Tuple(IEnumerable<long> numbers) => [(byte)'(', .. numbers.SelectMany(Number), (byte)'t'];

    // ... axis, perhaps a mark to come back to it, a number, and the ends of dictionary and pickle.
    private static int? AxisOf(byte[] pickle)
    {
        int key = pickle.AsSpan().LastIndexOf("axis"u8);
        ReadOnlySpan<byte> rest = pickle.AsSpan(key < 0 ? pickle.Length : key + 4);
        rest = rest.Slice(rest.IsEmpty ? 0 : rest[0] == Memoize ? 1 : rest[0] == PutByte ? 2 : 0);
        if (rest.Length < 4 || rest[rest.Length - 2] != 'u' || rest[rest.Length - 1] != '.')
        {
            return null;
        }

        ReadOnlySpan<byte> number = rest.Slice(0, rest.Length - 2);
        return number[0] == OneByteNumber && number.Length == 2 ? number[1]
            : number[0] == DecimalNumber && number[number.Length - 1] == LineEnd
                && int.TryParse(
                    Encoding.ASCII.GetString(number.Slice(1, number.Length - 2).ToArray()),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out int axis) ? axis
            : null;
    }
}
