using System.Collections.Generic;

namespace MemMap.Benchmarks.Rows;

/// <summary>Some rows of a file of float32.</summary>
/// <param name="Op">What is done: <c>take</c>, <c>take to memory</c> or <c>batches</c>.</param>
/// <param name="Count">How many rows the file has.</param>
/// <param name="Columns">How long they are.</param>
/// <param name="Rows">How many are asked for.</param>
/// <param name="IsCold">The file is dropped from memory first.</param>
/// <param name="Size">The size of a batch.</param>
internal sealed record RowsCase(string Op, long Count, int Columns, int Rows, bool IsCold = false, int Size = 256)
{
    /// <summary>Its name in the table.</summary>
    public string Title => Op == "batches"
        ? $"{Rows / Size} batches of {Size} rows of {Columns}"
        : $"{Op}: {Rows:N0} of {Count:N0} rows of {Columns}{(IsCold ? ", not in memory" : string.Empty)}";

    /// <summary>All cases.</summary>
    /// <param name="bytes">The size of the files that are not in memory.</param>
    public static IEnumerable<RowsCase> All(long bytes)
    {
        foreach (string op in new[] { "take", "take to memory" })
        {
            yield return new(op, 60_000, 784, 12_000);
            yield return new(op, 300_000, 128, 65_536);
            yield return new(op, 30_000_000, 1, 1_000_000);
        }

        yield return new("batches", 60_000, 784, 47_872);
        yield return new("take", bytes / (784 * sizeof(float)), 784, 65_536, IsCold: true);
        yield return new("take", bytes / (128 * sizeof(float)), 128, 65_536, IsCold: true);
        yield return new("take", bytes / (784 * sizeof(float)), 784, 4096, IsCold: true);
    }
}
