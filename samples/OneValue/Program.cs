using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace MemMap.OneValue;

/// <summary>Prints the sum of the same numbers in many orders: what a loop over doubles gives, and what <c>Sum</c> gives.</summary>
internal static class Program
{
    private const int Rows = 2_000, Columns = 500, Seed = 1;

    private static async Task<int> Main()
    {
        string folder = Directory.CreateTempSubdirectory("memmap-one-value-").FullName;
        try
        {
            return await ShowAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> ShowAsync(string folder)
    {
        using MemMapArray<double> array = MemMapArray.Create<double>(Path.Combine(folder, "numbers.f64"), (Rows, Columns));
        Draw(array);

        var sums = new List<double>();
        Console.WriteLine($"{array.Length:N0} float64, gains and losses from cents to millions.\n");
        Console.WriteLine($"{"",-34}{"a loop",-24}Sum");
        Print("in the file's order", Loop(array.ToArray()), array.Sum());
        MemMapView<double> reversed = array[Slice.Range(null, null, -1), Slice.Range(null, null, -1)], transposed = array.Transpose();
        Print("reversed", Loop(reversed.ToArray()), reversed.Sum());
        Print("transposed", Loop(transposed.ToArray()), transposed.Sum());

        using MemMapArray<double> shuffled = MemMapArray.Create<double>(Path.Combine(folder, "shuffled.f64"), (Rows, Columns));
        array.CopyTo(shuffled);
        new Random(Seed).Shuffle(shuffled.AsSpan());
        Print("shuffled", Loop(shuffled.ToArray()), shuffled.Sum());
        shuffled.AsSpan().Sort();
        Print("sorted", Loop(shuffled.ToArray()), shuffled.Sum());

        foreach (int threads in new[] { 1, 3, 8 })
        {
            double[] parts = [.. array.ToArray().Chunk((Rows * Columns / threads) + 1).Select(Loop)];
            Print($"threads: {threads}", Loop(parts), array.Sum(new ReductionOptions { MaxDegreeOfParallelism = threads }));
        }

        using MemMapShards<double> shards = Divide(array, Path.Combine(folder, "shards"), rowsPerShard: 300);
        Print($"in {shards.Manifest.Shards.Count} files", Loop(shards.Manifest.Shards.Select((_, i) => LoopOver(shards, i))), shards.Sum());
        RowRange[] ranges = [new(0, 7), new(7, 1_234), new(1_241, Rows - 1_241)];
        Print("parts merged from the last", Loop(ranges.Reverse().Select(rows => Loop(array[Slice.Range(rows.Start, rows.End)].ToArray()))), Merge(array, ranges));
        Print("axis by axis", Loop(Enumerable.Range(0, Rows).Select(row => Loop(array[row, ..].ToArray()))), array.Sum([0, 1]).AsSpan()[0]);

        Print("on a cluster of two silos", Loop(shards.Manifest.Shards.Select((_, i) => LoopOver(shards, i)).Reverse()), await TwoSilos.SumAsync(Path.Combine(folder, "shards"), folder));

        bool isOne = sums.Distinct().Count() == 1;
        Console.WriteLine(isOne ? "\nSum is one value: the exact sum, rounded once." : "\nSum is NOT one value.");
        return isOne ? 0 : 1;

        void Print(string order, double loop, double sum)
        {
            sums.Add(sum);
            Console.WriteLine($"{order,-34}{loop,-24:R}{sum:R}");
        }
    }

    // Their sizes are as far apart as those of real amounts, and they nearly cancel.
    private static void Draw(MemMapArray<double> numbers)
    {
        var random = new Random(Seed);
        foreach (ref double number in numbers.AsSpan())
        {
            number = Math.Round(Math.Exp(18 * random.NextDouble()) * (random.Next(2) - 0.5)) / 50;
        }
    }

    private static double Loop(IEnumerable<double> numbers)
    {
        double sum = 0;
        foreach (double number in numbers)
        {
            sum += number;
        }

        return sum;
    }

    private static double LoopOver(MemMapShards<double> shards, int index)
    {
        using MemMapArray<double> shard = shards.OpenShard(index);
        return Loop(shard.ToArray());
    }

    private static MemMapShards<double> Divide(MemMapArray<double> array, string folder, long rowsPerShard)
    {
        using (ShardWriter<double> writer = MemMapShards.Create<double>(folder, Columns, new() { RowsPerShard = rowsPerShard }))
        {
            writer.Append(array);
            writer.Commit();
        }

        return MemMapShards.Open<double>(folder);
    }

    // As other machines would send them.
    private static double Merge(MemMapArray<double> array, RowRange[] ranges)
    {
        Reduction<double, double> sum = Reduction.Sum<double>();
        byte[][] parts = [.. ranges.Reverse().Select(rows => array.ReducePartial(sum, rows).ToBytes())];
        ReductionPartial<double, double> whole = sum.ReadPartial(parts[0]);
        foreach (byte[] part in parts.Skip(1))
        {
            whole.Merge(sum.ReadPartial(part));
        }

        return whole.Value;
    }
}
