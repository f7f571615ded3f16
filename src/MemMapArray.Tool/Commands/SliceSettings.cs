using System.ComponentModel;
using Spectre.Console.Cli;

namespace MemMap.Tool.Commands;

/// <summary>What commands over the elements of one array take.</summary>
internal class SliceSettings : FileSettings
{
    [CommandOption("--slice <SLICE>")]
    [Description("A part of the array in NumPy's words: \"[[::10, :50]]\", \"[[..., -1]]\".")]
    public string? Slice { get; set; }
}
