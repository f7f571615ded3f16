using System.Threading;
using MemMap.Tool.Output;
using Spectre.Console.Cli;

namespace MemMap.Tool.Commands;

/// <summary>A command with the place that it writes to.</summary>
internal abstract class ToolCommand<TSettings> : Command<TSettings>
    where TSettings : CommandSettings
{
    /// <returns>The exit code.</returns>
    protected abstract int Run(ToolOutput output, TSettings settings, CancellationToken cancellationToken);

    public sealed override int Execute(CommandContext context, TSettings settings, CancellationToken cancellationToken) =>
        Run((ToolOutput)context.Data!, settings, cancellationToken);
}
