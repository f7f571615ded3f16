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
        GB/s of the elements read (10^9 bytes a second), median; in brackets the ratio to the read limit, a loop of vector loads of one thread
        over the whole mapping. `~n`: timed on one part in n of the rows. `!`: the answer (the mean over the result) is off by more than 1e-9.
        `-`: not offered, or failed. Last column: `memmaparray` over `numpy`.
        """;

    /// <summary>Writes the table and its legend.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<Result> results)
    {
        writer.WriteLine(Legend);
        writer.WriteLine();
        writer.WriteLine($"| case | type | layout | {string.Join(" | ", ContenderNames.All)} | / numpy |");
        writer.WriteLine($"|---|---|---|{string.Concat(Enumerable.Repeat("---:|", ContenderNames.All.Count + 1))}");
        foreach (IGrouping<Case, Result> group in results.GroupBy(result => result.Case))
        {
            var byContender = group.ToDictionary(result => result.Contender);
            IEnumerable<string> cells = ContenderNames.All.Select(name => Cell(byContender, name));
            writer.WriteLine($"| {Title(group.Key)} | {group.Key.Type.Name} | {group.Key.Layout} | {string.Join(" | ", cells)} | {Ratio(byContender, ContenderNames.MemMapArrayDefault, ContenderNames.NumPy)} |");
        }
    }

    private static string Title(Case what) => $"{what.Operation.ToString().ToLowerInvariant()}({what.Axis})";

    private static string Cell(Dictionary<string, Result> byContender, string name)
    {
        if (!byContender.TryGetValue(name, out Result? result))
        {
            return "-";
        }

        string speed = result.GigabytesPerSecond.ToString("0.0", CultureInfo.InvariantCulture);
        string ratio = name == ContenderNames.ReadLimit ? "" : $" ({Ratio(byContender, name, ContenderNames.ReadLimit)})";
        string sample = result.Sample > 1 ? $" ~{result.Sample}" : "";
        return $"{speed}{ratio}{sample}{(result.Agrees ? "" : " !")}";
    }

    private static string Ratio(Dictionary<string, Result> byContender, string name, string to) =>
        byContender.TryGetValue(name, out Result? result) && byContender.TryGetValue(to, out Result? reference)
            ? (result.GigabytesPerSecond / reference.GigabytesPerSecond).ToString("0.00", CultureInfo.InvariantCulture)
            : "-";
}
