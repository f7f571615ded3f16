using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using MemMap.Tool.Containers;
using MemMap.Tool.Elements;
using MemMap.Tool.Output;

namespace MemMap.Tool.Commands;

/// <summary>Count, mean, deviation, extremes and shape of the distribution, in one pass.</summary>
internal sealed class DescribeCommand : ElementsCommand<AxisSettings>
{
    private static readonly string[] s_heads = ["count", "NaN", "mean", "std", "min", "max", "skewness", "kurtosis"];

    protected override int Run<T>(
        ElementType<T> type, OpenedArray<T> array, ToolOutput output, AxisSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Axes() is { } axes)
        {
            NDArray<Moments> each = output.Work(
                settings.File, progress => array.Elements.Describe(axes, options: settings.Options(progress, cancellationToken)));
            Moments[] moments = each.ToArray();
            output.Write(
                settings.Json,
                () => new JsonObject
                {
                    ["path"] = settings.File,
                    ["axis"] = Json.Array(axes, static axis => axis),
                    ["shape"] = Json.Shape(each.Shape),
                    ["statistics"] = Json.Nested(each.Shape, moments, ToJson),
                },
                () => ResultTable.Write(output, each.Shape, s_heads, i => Cells(moments[i], ResultTable.Short)));
            Hint(output, moments, settings);
        }
        else
        {
            Moments moments = output.Work(
                settings.File, progress => array.Elements.Describe(settings.Options(progress, cancellationToken)));
            output.Write(
                settings.Json,
                () => new JsonObject { ["path"] = settings.File, ["statistics"] = ToJson(moments) },
                () => output.WritePairs(s_heads.Zip(Cells(moments, ResultTable.Exact))));
            Hint(output, [moments], settings);
        }

        return ExitCode.Fine;
    }

    private static string[] Cells(Moments moments, System.Func<double, string> text) =>
    [
        $"{moments.Count}", $"{moments.NaNCount}", text(moments.Mean), text(moments.Std()), text(moments.Min), text(moments.Max),
        text(moments.Skewness), text(moments.Kurtosis),
    ];

    private static JsonObject ToJson(Moments moments) => new()
    {
        ["count"] = moments.Count,
        ["nan"] = moments.NaNCount,
        ["mean"] = Json.Number(moments.Mean),
        ["std"] = Json.Number(moments.Std()),
        ["min"] = Json.Number(moments.Min),
        ["max"] = Json.Number(moments.Max),
        ["skewness"] = Json.Number(moments.Skewness),
        ["kurtosis"] = Json.Number(moments.Kurtosis),
    };

    private static void Hint(ToolOutput output, IEnumerable<Moments> moments, AxisSettings settings)
    {
        long missing = moments.Sum(some => some.NaNCount);
        if (missing > 0 && !settings.SkipNaN)
        {
            output.WriteHint($"NaN: {missing}, and so is all that they are part of; --skip-nan leaves them out.");
        }
    }
}
