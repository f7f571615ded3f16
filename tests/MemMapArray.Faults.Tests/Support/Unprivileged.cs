using System;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace MemMap.Faults.Tests.Support;

/// <summary>Runs something as a user to whom permissions apply: root passes them all by.</summary>
internal static class Unprivileged
{
    private const int Nobody = 65534;

    /// <summary>In a thread of its own, which ends as that user. Linux keeps the user of file access for each thread.</summary>
    public static void Run(Action action)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            _ = setfsgid(Nobody);
            _ = setfsuid(Nobody);
            failure = Capture(action);
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "It is thrown again in the thread that asked.")]
    private static ExceptionDispatchInfo? Capture(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception)
        {
            return ExceptionDispatchInfo.Capture(exception);
        }
    }

    [DllImport("libc")]
    private static extern int setfsuid(int user);

    [DllImport("libc")]
    private static extern int setfsgid(int group);
}
