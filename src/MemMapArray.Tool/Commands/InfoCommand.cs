using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using MemMap.Tool.Containers;
using MemMap.Tool.Output;
using Spectre.Console;

namespace MemMap.Tool.Commands;

/// <summary>Says what a file is, from its header alone.</summary>
internal sealed class InfoCommand : ToolCommand<FileSettings>
{
    protected override int Run(ToolOutput output, FileSettings settings, CancellationToken cancellationToken)
    {
        IReadOnlyList<ArrayFile> arrays = KnownContainers.FindAll(settings.File, settings.Raw());
        output.Write(
            settings.Json,
            () => arrays.Count == 1 ? ToJson(arrays[0])
                : new JsonObject { ["path"] = settings.File, ["arrays"] = Json.Array(arrays, ToJson) },
            () =>
            {
                if (arrays.Count == 1)
                {
                    WriteOne(output, arrays[0]);
                }
                else
                {
                    WriteList(output, arrays);
                }
            });
        return ExitCode.Fine;
    }

    private static JsonObject ToJson(ArrayFile array)
    {
        JsonObject json = new()
        {
            ["path"] = array.Name,
            ["format"] = array.Format,
            ["dtype"] = array.Descr,
            ["numpyType"] = array.Element?.NumPyName,
            ["netType"] = array.Element?.NetName,
            ["shape"] = Json.Shape(array.Shape),
            ["order"] = array.Order.ToString(),
            ["byteOrder"] = ByteOrder(array),
            ["itemSize"] = array.ItemSize,
            ["bytes"] = array.ByteLength,
            ["offset"] = array.Offset,
        };
        foreach ((string name, string value) in array.Details)
        {
            json[name] = value;
        }

        return json;
    }

    private static string? ByteOrder(ArrayFile array) => array.Element?.IsBigEndian is { } isBig ? (isBig ? "big" : "little") : null;

    private static void WriteOne(ToolOutput output, ArrayFile array)
    {
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Add("file", $"{array.Name} ({array.Format})");
        Add("type", array.Element is { } element ? $"{array.Descr}, {element.NumPyName}, in C# {element.NetName}"
            : $"{array.Descr}, which .NET has no type for");
        Add("shape", $"{array.Shape}");
        Add("order", $"{array.Order}{(ByteOrder(array) is { } order ? $", {order}-endian" : string.Empty)}");
        Add("bytes", $"{array.ByteLength}{(array.Offset is { } offset ? $", from byte {offset} on" : string.Empty)}");
        foreach ((string name, string value) in array.Details)
        {
            Add(name, value);
        }

        output.Write(grid);

        void Add(string name, string value) => grid.AddRow($"[bold]{Markup.Escape(name)}[/]", Markup.Escape(value));
    }

    private static void WriteList(ToolOutput output, IReadOnlyList<ArrayFile> arrays)
    {
        Table table = output.NewTable().AddColumns("array", "type", "shape", "order", "bytes");
        foreach (ArrayFile array in arrays)
        {
            string[] cells = [array.Name, array.Descr, $"{array.Shape}", $"{array.Order}", $"{array.ByteLength}"];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        output.Write(table);
    }
}
