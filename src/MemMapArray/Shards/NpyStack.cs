using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MemMap.Npy;

namespace MemMap.Shards;

/// <summary>Dask's layout of an array in a folder: <c>0.npy</c>, <c>1.npy</c> and so on, along axis 0. <see cref="NpyStackInfo"/> is what
/// it has beside them.</summary>
internal static class NpyStack
{
    public static string NameOf(int index) => index.ToString(CultureInfo.InvariantCulture) + ".npy";

    /// <summary>Whether a name is one of a file of the layout, and which.</summary>
    public static bool IsName(string name, out int index) =>
        int.TryParse(Path.GetFileNameWithoutExtension(name), NumberStyles.None, CultureInfo.InvariantCulture, out index)
        && name == NameOf(index);

    /// <summary>Names the right call for a folder of this layout that has no manifest.</summary>
    /// <exception cref="FileNotFoundException">There is no such manifest, but a first file of a stack beside it.</exception>
    public static void RefuseWithout(string manifest)
    {
        if (!File.Exists(manifest) && Path.GetDirectoryName(manifest) is { } folder && File.Exists(Path.Combine(folder, NameOf(0))))
        {
            throw new FileNotFoundException(
                $"There is no file '{manifest}'. Its folder has a file {NameOf(0)}: {nameof(MemMapShards)}.{nameof(MemMapShards.OpenNpyStack)} " +
                "opens numbered .npy files as one array.", manifest);
        }
    }

    public static ShardManifest Read(string folder)
    {
        folder = Path.GetFullPath(folder ?? throw new ArgumentNullException(nameof(folder)));
        NpyStackInfo.RequireAxis0(folder);
        List<int> numbers =
        [
            .. Directory.EnumerateFiles(folder, "*.npy")
                .Select(file => IsName(Path.GetFileName(file), out int index) ? index : -1)
                .Where(index => index >= 0)
                .OrderBy(index => index),
        ];
        if (numbers.Count == 0)
        {
            throw new FileNotFoundException($"The folder '{folder}' has no file 0.npy: it is no stack of .npy files.");
        }

        int missing = numbers.TakeWhile((number, index) => number == index).Count();
        if (missing < numbers.Count)
        {
            throw new InvalidDataException($"The folder '{folder}' has a file {NameOf(numbers[missing])}, but no {NameOf(missing)}.");
        }

        var shards = new List<Shard>();
        string descr = string.Empty;
        long[] shape = [];
        long rows = 0;
        foreach (int index in numbers)
        {
            (Shard shard, NpyHeader header) = ShardFile.OfNpy(folder, NameOf(index), rows, labels: null, allowOutside: false);
            if (index == 0)
            {
                (descr, shape) = (NpyDescr.Read(header.Descr).Descr, header.Shape.ToArray());
            }

            ShardFile.Require(header, Path.Combine(folder, shard.Path), descr, shape);
            shards.Add(shard);
            rows = shard.Rows.End;
        }

        shape[0] = rows;
        return new(descr, shape, shards);
    }
}
