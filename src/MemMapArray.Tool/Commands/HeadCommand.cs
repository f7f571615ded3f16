using System;
using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Threading;
using MemMap.Tool.Containers;
using MemMap.Tool.Elements;
using MemMap.Tool.Output;
using Spectre.Console.Cli;

namespace MemMap.Tool.Commands;

internal sealed class HeadSettings : SliceSettings
{
    [CommandOption("-n|--rows <ROWS>")]
    [Description("How many rows.")]
    [DefaultValue(10L)]
    public long Rows { get; set; }
}

/// <summary>Shows the first rows, as the library and NumPy print arrays.</summary>
internal sealed class HeadCommand : ElementsCommand<HeadSettings>
{
    private const long MostElements = 1 << 24;

    protected override int Run<T>(
        ElementType<T> type, OpenedArray<T> array, ToolOutput output, HeadSettings settings, CancellationToken cancellationToken)
    {
        NDArray<T> rows = FirstRows(array, settings.Rows);
        output.Write(
            settings.Json,
            () => new JsonObject
            {
                ["path"] = settings.File,
                ["dtype"] = type.Descr,
                ["shape"] = Json.Shape(array.Shape),
                ["rows"] = Json.Nested(rows.Shape, rows.AsEnumerable(), type.ToJson),
            },
            () => output.WriteLines($"{rows}"));
        return ExitCode.Fine;
    }

    private static NDArray<T> FirstRows<T>(OpenedArray<T> array, long rows)
        where T : unmanaged
    {
        if (rows < 0)
        {
            throw new UsageException($"-n {rows}: there are no fewer than 0 rows.");
        }

        long[] shape = array.Shape.ToArray();
        if (shape.Length > 0)
        {
            shape[0] = Math.Min(shape[0], rows);
        }

        var taken = Shape.Create(shape);
        if (taken.Length > MostElements)
        {
            throw new UsageException(
                $"The rows have {taken.Length} elements, more than {MostElements}: take fewer by -n, or a part of them, as --slice " +
                "\"[:, :10]\".");
        }

        NDArray<T> copy = NDArray.Create<T>(taken);
        foreach (ArrayPart<T> part in array.Parts())
        {
            if (shape.Length == 0)
            {
                copy.CopyFrom(part.View);
                break;
            }

            long count = Math.Min(part.Rows, shape[0] - part.FirstRow);
            if (count <= 0)
            {
                break;
            }

            MemMapView<T> destination = copy[Slice.Range(part.FirstRow, part.FirstRow + count), Slice.Ellipsis];
            destination.CopyFrom(part.View[Slice.Range(0, count), Slice.Ellipsis]);
        }

        return copy;
    }
}
