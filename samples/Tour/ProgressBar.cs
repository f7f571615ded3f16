using System;
using Spectre.Console;

namespace MemMap.Tour;

/// <summary>A bar on a terminal; nothing where the output goes to a file or a log.</summary>
internal static class ProgressBar
{
    /// <param name="title">What is being done.</param>
    /// <param name="work">Does it, and says now and then which part of it is done, from 0 to 1.</param>
    public static void Show(string title, Action<Action<double>> work)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            work(_ => { });
            return;
        }

        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask(title, maxValue: 1);
                work(done => task.Value = done);
            });
    }
}
