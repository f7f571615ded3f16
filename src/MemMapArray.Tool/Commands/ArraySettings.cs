using System.ComponentModel;
using MemMap.Tool.Containers;
using MemMap.Tool.Elements;
using Spectre.Console.Cli;

namespace MemMap.Tool.Commands;

/// <summary>What every command takes: what a raw file holds, and the form of the answer.</summary>
internal class ArraySettings : CommandSettings
{
    [CommandOption("--dtype <TYPE>")]
    [Description("What a raw file holds, as NumPy says it: f4, >i2, float64. Files with a header say it themselves.")]
    public string? Dtype { get; set; }

    [CommandOption("--shape <LENGTHS>")]
    [Description("The shape of a raw file: -1,1000. One length may be -1. Without it there is one axis.")]
    public string? Shape { get; set; }

    [CommandOption("--offset <BYTES>")]
    [Description("Where the elements of a raw file begin.")]
    public long? Offset { get; set; }

    [CommandOption("--order <ORDER>")]
    [Description("The order of a raw file: C or F.")]
    public string? Order { get; set; }

    [CommandOption("--json")]
    [Description("Writes one line of JSON.")]
    public bool Json { get; set; }

    /// <summary>What is said of a raw file.</summary>
    public RawLayout Raw()
    {
        if (Dtype is null && (Shape is not null || Offset is not null || Order is not null))
        {
            throw new UsageException("--shape, --offset and --order are of raw files, and need --dtype too: --dtype f4.");
        }

        return Dtype is null ? RawLayout.None : new(
            ElementTypes.Parse("--dtype", Dtype),
            Shape is null ? default(MemMap.Shape?) : Values.Shape("--shape", Shape),
            Offset ?? 0,
            Order is null ? MemMapOrder.C : Values.Order("--order", Order));
    }
}
