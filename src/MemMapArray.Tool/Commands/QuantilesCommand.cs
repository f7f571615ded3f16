using System;
using System.ComponentModel;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using MemMap.Tool.Containers;
using MemMap.Tool.Elements;
using MemMap.Tool.Output;
using Spectre.Console;
using Spectre.Console.Cli;

namespace MemMap.Tool.Commands;

internal sealed class QuantilesSettings : AxisSettings
{
    [CommandOption("-q|--quantiles <QUANTILES>")]
    [Description("Which, from 0 to 1: 0.01,0.5.")]
    [DefaultValue("0,0.25,0.5,0.75,1")]
    public string Quantiles { get; set; } = string.Empty;
}

/// <summary>Exact quantiles, as <c>np.quantile</c> has them.</summary>
internal sealed class QuantilesCommand : ElementsCommand<QuantilesSettings>
{
    protected override int Run<T>(
        ElementType<T> type, OpenedArray<T> array, ToolOutput output, QuantilesSettings settings, CancellationToken cancellationToken)
    {
        double[] q = Values.Doubles("-q", settings.Quantiles);
        int[]? axes = settings.Axes();
        NDArray<double> found = output.Work(settings.File, progress =>
        {
            ReductionOptions options = settings.Options(progress, cancellationToken);
            return axes is null ? array.Elements.Quantile(q, options: options) : array.Elements.Quantile(q, axes, options: options);
        });
        output.Write(
            settings.Json,
            () => new JsonObject
            {
                ["path"] = settings.File,
                ["q"] = Json.Array(q, Json.Number),
                ["values"] = Json.Nested(found.Shape, found.AsEnumerable(), Json.Number),
            },
            () => WriteTable(output, q, found, isAlongAxes: axes is not null));
        if (!settings.SkipNaN && array.Elements.Shape.Length > 0 && found.AsEnumerable().Any(double.IsNaN))
        {
            output.WriteHint("Quantiles of elements with NaN among them are NaN; --skip-nan leaves them out.");
        }

        return ExitCode.Fine;
    }

    // A line for each quantile or, along axes, for each result.
    private static void WriteTable(ToolOutput output, double[] q, NDArray<double> found, bool isAlongAxes)
    {
        double[] values = found.ToArray();
        if (isAlongAxes)
        {
            var shape = Shape.Create(found.Shape.ToArray().AsSpan(1));
            string[] heads = [.. q.Select(ResultTable.Exact)];
            ResultTable.Write(output, shape, heads, i => [.. q.Select((_, line) => ResultTable.Short(values[(line * shape.Length) + i]))]);
            return;
        }

        Table table = output.NewTable().AddColumn("q").AddColumn(new TableColumn("value").NoWrap());
        foreach ((double part, double value) in q.Zip(values))
        {
            table.AddRow(ResultTable.Exact(part), ResultTable.Exact(value));
        }

        output.Write(table);
    }
}
