using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemMap.Benchmarks.Peers;

/// <summary>The results as a JSON array, a row for each contender in each case.</summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions s_oneRowALine = new() { WriteIndented = false };

    /// <summary>Writes the file.</summary>
    public static void Write(string path, IEnumerable<Result> results)
    {
        IEnumerable<string> rows = results.Select(result => Row(result).ToJsonString(s_oneRowALine));
        File.WriteAllText(path, $"[\n{string.Join(",\n", rows)}\n]\n");
    }

    private static JsonObject Row(Result result) => new()
    {
        ["op"] = result.Case.Operation,
        ["type"] = result.Case.Type,
        ["layout"] = result.Case.Layout.ToLowerInvariant(),
        ["axis"] = result.Case.Axis,
        ["contender"] = result.Contender,
        ["gbps"] = result.GigabytesPerSecond,
        ["value"] = result.Value is double value && double.IsFinite(value) ? value : null,
        ["sample"] = result.Sample,
        ["agrees"] = result.Agrees,
    };
}
