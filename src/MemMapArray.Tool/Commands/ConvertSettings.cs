using System.ComponentModel;
using MemMap.Tool.Elements;
using Spectre.Console.Cli;

namespace MemMap.Tool.Commands;

internal sealed class ConvertSettings : SliceSettings
{
    [CommandArgument(1, "<TARGET>")]
    [Description(
        "A new .npy file, a member of a new archive (b.npz:weights), a tensor of a new file (b.safetensors:weights), a folder of shards " +
        "(its name ends in /), or a raw file (.bin).")]
    public string Target { get; set; } = string.Empty;

    [CommandOption("--to-dtype <TYPE>")]
    [Description("The element type of the target: f8, >i2. Without it, that of the source.")]
    public string? ToDtype { get; set; }

    [CommandOption("--to-byte-order <ORDER>")]
    [Description("The byte order of the target: little or big.")]
    public string? ToByteOrder { get; set; }

    [CommandOption("--to-order <ORDER>")]
    [Description("The order of the target: C or F. Without it, that of the source.")]
    public string? ToOrder { get; set; }

    [CommandOption("--overflow <WAY>")]
    [Description(
        "What becomes of a number that the new type does not have: checked (an error), saturating (the nearest) or truncating " +
        "(NumPy's astype).")]
    [DefaultValue("checked")]
    public string Overflow { get; set; } = string.Empty;

    [CommandOption("--format <FORMAT>")]
    [Description("raw, npy, npz, safetensors or shards, where the name of the target does not say it.")]
    public string? Format { get; set; }

    [CommandOption("--rows-per-shard <ROWS>")]
    [Description(
        "The rows of a shard, up to the next place where the library cuts (at most 4096 rows on). Without it, some 256 MB each.")]
    public long? RowsPerShard { get; set; }

    [CommandOption("--force")]
    [Description("Replaces the target, if it is there.")]
    public bool Force { get; set; }

    public Conversion Way() => Values.OneOf(
        "--overflow",
        Overflow,
        ("checked", Conversion.Checked), ("saturating", Conversion.Saturating), ("truncating", Conversion.Truncating));

    /// <summary>The element type of the target.</summary>
    public ElementType Type(ElementType source)
    {
        ElementType type = ToDtype is null ? source : ElementTypes.Parse("--to-dtype", ToDtype);
        return ToByteOrder is null ? type
            : ElementTypes.InOrder(type, Values.OneOf("--to-byte-order", ToByteOrder, ("little", false), ("big", true)));
    }
}
