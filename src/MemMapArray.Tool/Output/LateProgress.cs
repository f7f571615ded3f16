using System;
using System.Diagnostics;
using System.Threading;
using Spectre.Console;

namespace MemMap.Tool.Output;

/// <summary>A bar that appears when work turns out to be long.</summary>
internal sealed class LateProgress(ProgressContext context, string title) : IProgress<double>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(0.5);

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Lock _adding = new();
    private ProgressTask? _task;

    public void Report(double value)
    {
        if (Stopwatch.GetElapsedTime(_start) < s_patience)
        {
            return;
        }

        lock (_adding)
        {
            _task ??= context.AddTask(title, maxValue: 1);
            _task.Value = value;
        }
    }
}
