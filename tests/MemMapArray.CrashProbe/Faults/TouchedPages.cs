using System;
using System.Collections.Generic;
using System.IO;

namespace MemMap.CrashProbe.Faults;

/// <summary>Bulk operations on a file whose pages cannot all be touched: a disk that fails, or has no room.</summary>
internal static class TouchedPages
{
    private const int Columns = 1024;

    /// <summary>Reads all of a file of ints in many ways, and says what each ended in.</summary>
    public static int Read(string path, string folder)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (-1, Columns));
        using MemMapArray<int> copy = MemMapArray.Create<int>(Path.Combine(folder, "copy"), array.Shape);
        using MemMapArray<double> results = MemMapArray.Create<double>(Path.Combine(folder, "results"), Columns);
        var mapped = new ReductionOptions { ReadStrategy = ReadStrategy.Mapped };
        var calls = new Dictionary<string, Action>
        {
            ["Mean"] = () => array.Mean(mapped),
            ["Std0"] = () => array.Std(0, options: mapped),
            ["Max1"] = () => array.Max(1, options: mapped),
            ["Half"] = () => array[.., ..(Columns / 2)].Sum(mapped),
            ["Transposed"] = () => array.Transpose().Describe(mapped),
            ["Partial"] = () => array.ReducePartial(Reduction.Sum<int>(), new RowRange(0, array.Shape[0] - 1), mapped),
            ["ReduceTo"] = () => array.ReduceTo(Reduction.Mean<int>(), [0], results, mapped),
            ["Buffered"] = () => array.Mean(new ReductionOptions { ReadStrategy = ReadStrategy.Buffered }),
            ["ToArray"] = () => array.ToArray(),
            ["CopyTo"] = () => array.CopyTo(copy),
            ["CopyTransposed"] = () => copy.Reshape((Columns, -1)).CopyFrom(array.Transpose()),
            ["CopyEverySecond"] = () => array[(null, null, 2)].CopyTo(new int[array.Length / 2]),
            ["SaveNpy"] = () => array.SaveNpy(Path.Combine(folder, "saved.npy")),
            ["Append"] = () => Append(folder, array),
        };
        foreach (KeyValuePair<string, Action> call in calls)
        {
            Console.WriteLine($"{call.Key} {Thrown.By(call.Value)}");
        }

        return 0;
    }

    /// <summary>Writes a sparse file in many ways, and says what each ended in.</summary>
    public static int Write(string path)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (-1, Columns), MemMapMode.ReadWrite);
        Console.WriteLine("ready");
        Console.ReadLine();
        int[] elements = new int[array.Length];
        Array.Fill(elements, 7);
        var calls = new Dictionary<string, Action>
        {
            ["Fill"] = () => array.Fill(7),
            ["FillHalf"] = () => array[.., ..(Columns / 2)].Fill(7),
            ["CopyFrom"] = () => array.CopyFrom(elements),
            ["CopyFromTransposed"] = () => array.Transpose().CopyFrom(elements),
            ["FillEverySecondRow"] = () => array[(null, null, 2)].Fill(7),
            ["FillHalfOfTwoPages"] = () => array.Reshape((-1, 2 * Columns))[.., ..Columns].Fill(7),
            ["CopyFromEverySecondRow"] = () => array[(null, null, 2)].CopyFrom(elements.AsSpan(0, elements.Length / 2)),
            ["CopyEverySecondRow"] = () => array[(null, null, 2)].CopyFrom(array[(1, null, 2)]),
            ["CopyFromTransposedBoxes"] = () => array.Reshape((16, -1, 2 * Columns))[.., .., ..Columns].Permute(1, 0, 2).CopyFrom(elements.AsSpan(0, elements.Length / 2)),
            ["Stream"] = () => array.AsStream().Write(new byte[array.ByteLength]),
            ["ReduceTo"] = () => array[..8, ..].ReduceTo(Reduction.SumInt64<int>(), [0], array[^2.., ..].Cast<long>().Reshape(-1)),
        };
        foreach (KeyValuePair<string, Action> call in calls)
        {
            Console.WriteLine($"{call.Key} {Thrown.By(call.Value)}");
        }

        return 0;
    }

    private static void Append(string folder, MemMapArray<int> array)
    {
        using ShardWriter<int> writer = MemMapShards.Create<int>(Path.Combine(folder, "shards"), Columns);
        writer.Append(array);
        writer.Commit();
    }
}
