using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.Peers;

/// <summary>The results as a Markdown table: a row for each case, a column for each contender.</summary>
internal static class ResultTable
{
    private const string Legend =
        """
        GB/s of the elements read (10^9 bytes a second), median; in brackets the ratio to `read-limit`, a loop of vector loads of one thread
        over the whole mapping. `read-limit-all`: the same on all cores. `~n`: timed on one part in n of the rows. `!`: the answer (the mean
        over the result) is off by more than 1e-9. `-`: not offered, or failed. The last columns: `memmaparray-1t` over `read-limit`,
        `memmaparray` over `read-limit-all`, and `memmaparray-1t` and `memmaparray` over `numpy`.
        """;

    private static readonly (string Title, string Contender, string To)[] s_ratios =
    [
        ("1t / limit", ContenderNames.MemMapArraySingleThread, ContenderNames.ReadLimit),
        ("/ limit-all", ContenderNames.MemMapArrayDefault, ContenderNames.ReadLimitAllCores),
        ("1t / numpy", ContenderNames.MemMapArraySingleThread, ContenderNames.NumPy),
        ("/ numpy", ContenderNames.MemMapArrayDefault, ContenderNames.NumPy),
    ];

    /// <summary>Writes the table and its legend.</summary>
    public static void Write(TextWriter writer, IEnumerable<Result> results)
    {
        IEnumerable<string> titles = ContenderNames.All.Concat(s_ratios.Select(ratio => ratio.Title));
        writer.WriteLine(Legend);
        writer.WriteLine();
        writer.WriteLine($"| case | type | layout | {string.Join(" | ", titles)} |");
        writer.WriteLine($"|---|---|---|{string.Concat(Enumerable.Repeat("---:|", titles.Count()))}");
        foreach (Row row in Row.Of(results))
        {
            IEnumerable<string> ratios = s_ratios.Select(ratio => Ratio(row, ratio.Contender, ratio.To));
            IEnumerable<string> cells = ContenderNames.All.Select(name => Cell(row, name)).Concat(ratios);
            writer.WriteLine($"| {row.Case.Call} | {row.Case.Type} | {row.Case.Layout} | {string.Join(" | ", cells)} |");
        }
    }

    /// <summary>The cell of a contender.</summary>
    public static string Cell(Row row, string name)
    {
        if (row[name] is not Result result)
        {
            return "-";
        }

        string speed = result.GigabytesPerSecond.ToString(result.GigabytesPerSecond < 1 ? "0.00" : "0.0", CultureInfo.InvariantCulture);
        string ratio = name == ContenderNames.ReadLimit ? "" : $" ({Ratio(row, name, ContenderNames.ReadLimit)})";
        string sample = result.Sample > 1 ? $" ~{result.Sample}" : "";
        return $"{speed}{ratio}{sample}{(result.Agrees ? "" : " !")}";
    }

    private static string Ratio(Row row, string name, string to) =>
        row.Ratio(name, to)?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";
}
