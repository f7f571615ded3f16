using System;
using System.ComponentModel;
using System.Threading;
using MemMap.Tool.Output;
using Spectre.Console.Cli;

namespace MemMap.Tool.Commands;

/// <summary>What commands that reduce take.</summary>
internal class ReductionSettings : SliceSettings
{
    [CommandOption("--skip-nan")]
    [Description("Leaves NaN out.")]
    public bool SkipNaN { get; set; }

    public ReductionOptions Options(IProgress<double>? progress, CancellationToken cancellationToken) => new()
    {
        SkipNaN = SkipNaN,
        CancellationToken = cancellationToken,
        Progress = Relay<ReductionProgress>.To(progress, static done => done.Fraction),
    };
}
