using System.Collections.Generic;
using System.Linq;

namespace MemMap.Benchmarks.Peers;

/// <summary>What all contenders did in one case.</summary>
internal sealed class Row
{
    private readonly Dictionary<string, Result> _byContender;

    private Row(IGrouping<CaseName, Result> results) =>
        (Case, _byContender) = (results.Key, results.ToDictionary(result => result.Contender));

    /// <summary>The case.</summary>
    public CaseName Case { get; }

    /// <summary>What one of them did; null when it has nothing of the kind.</summary>
    public Result? this[string contender] => _byContender.GetValueOrDefault(contender);

    /// <summary>The rows of some results, in order.</summary>
    public static IEnumerable<Row> Of(IEnumerable<Result> results) =>
        results.GroupBy(result => result.Case).Select(group => new Row(group));

    /// <summary>The speed of one over that of another; null when one of them has nothing of the kind.</summary>
    public double? Ratio(string contender, string to) => this[contender]?.GigabytesPerSecond / this[to]?.GigabytesPerSecond;
}
