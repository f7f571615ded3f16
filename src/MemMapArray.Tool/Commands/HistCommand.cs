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

internal sealed class HistSettings : ReductionSettings
{
    [CommandOption("--bins <BINS>")]
    [Description("How many bins of equal width.")]
    [DefaultValue(10)]
    public int Bins { get; set; }

    [CommandOption("--range <RANGE>")]
    [Description("From where to where they go: 0,1. Without it, from the smallest to the largest element, which is one pass more.")]
    public string? Range { get; set; }
}

/// <summary>How many elements lie in each bin, as bars.</summary>
internal sealed class HistCommand : ElementsCommand<HistSettings>
{
    protected override int Run<T>(
        ElementType<T> type, OpenedArray<T> array, ToolOutput output, HistSettings settings, CancellationToken cancellationToken)
    {
        double[]? range = settings.Range is null ? null : Values.Doubles("--range", settings.Range);
        if (range is not (null or [_, _]))
        {
            throw new UsageException($"--range {settings.Range}: a range has two numbers: --range 0,1.");
        }

        Histogram histogram = output.Work(
            settings.File, progress => Count(array.Elements, range, settings, settings.Options(progress, cancellationToken)));
        output.Write(
            settings.Json,
            () => new JsonObject
            {
                ["path"] = settings.File,
                ["edges"] = Json.Array(histogram.Edges.ToArray(), Json.Number),
                ["counts"] = Json.Array(histogram.Counts.ToArray(), static count => JsonValue.Create(count)),
                ["outside"] = array.Shape.Length - histogram.Total,
            },
            () => WriteBars(output, $"{histogram}"));
        if (histogram.Total < array.Shape.Length)
        {
            output.WriteHint(
                $"{array.Shape.Length - histogram.Total} of {array.Shape.Length} elements are NaN or outside the range, and in no bin.");
        }

        return ExitCode.Fine;
    }

    private static Histogram Count<T>(ReductionSource<T> elements, double[]? range, HistSettings settings, ReductionOptions options)
        where T : unmanaged
    {
        try
        {
            return elements.Histogram(settings.Bins, range is null ? null : (range[0], range[1]), options);
        }
        catch (InvalidOperationException exception) when (range is null)
        {
            throw new UsageException(
                $"The elements have no range of their own, as some are NaN or infinite, or there are none. Give one: --range 0,1. " +
                $"({exception.Message})");
        }
    }

    // The bars of the library's text are drawn where there is something to draw on.
    private static void WriteBars(ToolOutput output, string text)
    {
        if (!output.IsTerminal)
        {
            output.WriteLines(text);
            return;
        }

        foreach (string line in text.Split('\n'))
        {
            string bar = new('█', line.Count(c => c == '#'));
            output.Results.MarkupLine($"{Markup.Escape(line.TrimEnd('#'))}[blue]{bar}[/]");
        }
    }
}
