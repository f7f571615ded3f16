using System.Collections.Generic;
using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Threading;
using MemMap.Tool.Comparing;
using MemMap.Tool.Containers;
using MemMap.Tool.Output;
using Spectre.Console.Cli;

namespace MemMap.Tool.Commands;

internal sealed class DiffSettings : ArraySettings
{
    [CommandArgument(0, "<FIRST>")]
    [Description("An array.")]
    public string First { get; set; } = string.Empty;

    [CommandArgument(1, "<SECOND>")]
    [Description("Another one of the same shape; the types and formats may be others. --dtype and its kin are of those that are raw.")]
    public string Second { get; set; } = string.Empty;

    [CommandOption("--atol <DIFFERENCE>")]
    [Description("Differences up to atol + rtol * |second| do not count.")]
    public double AbsoluteTolerance { get; set; }

    [CommandOption("--rtol <PART>")]
    [Description("See --atol.")]
    public double RelativeTolerance { get; set; }
}

/// <summary>Compares two arrays, element by element. NaN equals NaN, and -0 equals 0.</summary>
internal sealed class DiffCommand : ToolCommand<DiffSettings>
{
    protected override int Run(ToolOutput output, DiffSettings settings, CancellationToken cancellationToken)
    {
        (ArrayFile first, ArrayFile second) = (Find(settings.First, settings), Find(settings.Second, settings));
        if (first.Shape != second.Shape)
        {
            output.Write(
                settings.Json,
                () => new JsonObject { ["equal"] = false, ["shapes"] = new JsonArray(Json.Shape(first.Shape), Json.Shape(second.Shape)) },
                () => output.WriteLines($"The shapes differ: {first.Shape} and {second.Shape}."));
            return ExitCode.No;
        }

        if (first.Descr != second.Descr)
        {
            output.WriteHint($"The types differ, {first.Descr} and {second.Descr}; the numbers are compared.");
        }

        Difference difference = output.Work(
            settings.Second,
            progress => first.RequiredElement.Run(new CompareFirst(
                first, second, new(settings.AbsoluteTolerance, settings.RelativeTolerance), progress, cancellationToken)));
        output.Write(settings.Json, () => ToJson(difference, first.Shape), () => Write(output, difference, first.Shape));
        return difference.Count == 0 ? ExitCode.Fine : ExitCode.No;
    }

    // Where one of two files is raw, what is said is of that one.
    private static ArrayFile Find(string name, DiffSettings settings)
    {
        RawLayout raw = settings.Raw();
        return KnownContainers.FindOne(name, raw.IsGiven && KnownContainers.SaysItself(name) ? RawLayout.None : raw);
    }

    private static JsonObject ToJson(Difference difference, Shape shape)
    {
        if (difference.First is not { } first)
        {
            return new() { ["equal"] = true, ["differences"] = 0 };
        }

        return new()
        {
            ["equal"] = false,
            ["differences"] = difference.Count,
            ["elements"] = shape.Length,
            ["nanInOne"] = difference.OneIsNaN,
            ["largestAbsolute"] = Json.Number(difference.LargestAbsolute),
            ["largestRelative"] = Json.Number(difference.LargestRelative),
            ["first"] = new JsonObject
            {
                ["index"] = Json.Array(ResultTable.Indexes(shape, first.Place), static i => JsonValue.Create(i)),
                ["values"] = new JsonArray(first.Left, first.Right),
            },
        };
    }

    private static void Write(ToolOutput output, Difference difference, Shape shape)
    {
        if (difference.First is not { } first)
        {
            output.WriteLines($"The same: {shape.Length} elements.");
            return;
        }

        List<(string Name, string Value)> pairs = [];
        Add("different", $"{difference.Count} of {shape.Length} elements");
        Add("first", $"[{string.Join(", ", ResultTable.Indexes(shape, first.Place))}]: {first.Left} and {first.Right}");
        if (difference.OneIsNaN > 0)
        {
            Add("NaN in one", $"{difference.OneIsNaN}");
        }

        Add("largest absolute", ResultTable.Exact(difference.LargestAbsolute));
        Add("largest relative", ResultTable.Exact(difference.LargestRelative));
        output.WritePairs(pairs);

        void Add(string name, string value) => pairs.Add((name, value));
    }
}
