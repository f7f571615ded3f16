using System;
using System.Globalization;

namespace MemMap.Benchmarks.Summary;

/// <summary>A cell of the table of <c>peers</c>, such as <c>17.3 (0.43) ~2 !</c>.</summary>
/// <param name="OfReadLimit">The speed over that of the read limit.</param>
/// <param name="IsRight">The answer is right to nine digits.</param>
internal sealed record PeersCell(double OfReadLimit, bool IsRight)
{
    /// <summary>Reads one; null where the contender has nothing of the kind.</summary>
    public static PeersCell? Parse(string cell)
    {
        int open = cell.IndexOf('('), close = cell.IndexOf(')');
        return open < 0 ? null : new(double.Parse(cell.AsSpan(open + 1, close - open - 1), CultureInfo.InvariantCulture), !cell.EndsWith('!'));
    }
}
