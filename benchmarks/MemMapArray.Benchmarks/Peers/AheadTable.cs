using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.Peers;

/// <summary>The cells where a peer is ahead of this library, as a Markdown table: the most first.</summary>
internal static class AheadTable
{
    private const string Legend =
        """
        Cells where a peer, right or wrong in its answer, is ahead of this library on as many threads (one), or of its default.
        The last columns: the peer over each.
        """;

    /// <summary>Writes the table, or that there is nothing to write.</summary>
    public static void Write(TextWriter writer, IEnumerable<Result> results)
    {
        (Row Row, string Peer, double OverOne, double OverDefault)[] ahead =
        [
            .. from row in Row.Of(results)
               from peer in ContenderNames.Peers
               let overOne = row.Ratio(peer, ContenderNames.MemMapArraySingleThread)
               let overDefault = row.Ratio(peer, ContenderNames.MemMapArrayDefault)
               where overOne > 1 || overDefault > 1
               orderby double.Max(overOne.Value, overDefault!.Value) descending
               select (row, peer, overOne.Value, overDefault.Value),
        ];
        writer.WriteLine(ahead.Length == 0 ? "No peer is ahead in any cell." : Legend);
        if (ahead.Length == 0)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine("| case | type | layout | peer | its | memmaparray-1t | memmaparray | / 1t | / default |");
        writer.WriteLine("|---|---|---|---|---:|---:|---:|---:|---:|");
        foreach ((Row row, string peer, double overOne, double overDefault) in ahead)
        {
            string[] contenders = [peer, ContenderNames.MemMapArraySingleThread, ContenderNames.MemMapArrayDefault];
            string[] cells =
            [
                row.Case.Call, row.Case.Type, row.Case.Layout, peer, .. contenders.Select(name => ResultTable.Cell(row, name)),
                Text(overOne), Text(overDefault),
            ];
            writer.WriteLine($"| {string.Join(" | ", cells)} |");
        }
    }

    private static string Text(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);
}
