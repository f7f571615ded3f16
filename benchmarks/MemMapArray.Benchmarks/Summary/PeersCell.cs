using System.Globalization;

namespace MemMap.Benchmarks.Summary;

/// <summary>A cell of the table of <c>peers</c>, such as <c>17.3 (0.43) ~2 !</c>.</summary>
/// <param name="GigabytesPerSecond">The speed.</param>
/// <param name="OfReadLimit">The speed over that of the read limit.</param>
/// <param name="IsRight">The answer is right to nine digits.</param>
internal sealed record PeersCell(double GigabytesPerSecond, double OfReadLimit, bool IsRight)
{
    /// <summary>Reads one; null where the contender has nothing of the kind.</summary>
    public static PeersCell? Parse(string cell)
    {
        int open = cell.IndexOf('('), close = cell.IndexOf(')');
        return open < 0 ? null : new(Number(cell[..open]), Number(cell[(open + 1)..close]), !cell.EndsWith('!'));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
