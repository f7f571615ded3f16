using System.ComponentModel;
using Spectre.Console.Cli;

namespace MemMap.Tool.Commands;

/// <summary>What commands that reduce along axes take.</summary>
internal class AxisSettings : ReductionSettings
{
    [CommandOption("--axis <AXES>")]
    [Description("The axis, or axes, along which it is done: 0, or 0,2. Without it, over everything.")]
    public string? Axis { get; set; }

    public int[]? Axes() => Axis is null ? null : Values.Axes("--axis", Axis);
}
