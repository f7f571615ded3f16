using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap.Tour;

/// <summary>The command line. The tour itself is in <c>Steps</c>, one file a step, in the order of <see cref="Guide"/>.</summary>
internal static class Program
{
    private const int Succeeded = 0, Failed = 1;

    // After Ctrl+C: time enough to take away some gigabytes of files.
    private static readonly TimeSpan s_timeToCleanUp = TimeSpan.FromSeconds(30);

    private static Task<int> Main(string[] arguments)
    {
        Option<DirectoryInfo> folder = new("--dir")
        {
            Description = "Where the files go. Default: a new temporary folder.",
            HelpName = "FOLDER",
        };
        Option<bool> keep = new("--keep") { Description = "Leave the files there, to look at them with other tools." };
        Option<long> rows = new("--rows")
        {
            Description = "Rows of the large array, of 1,000 float32 each: 1000000 rows are 4 GB.",
            HelpName = "N",
            DefaultValueFactory = _ => 100_000,
        };
        Option<FileInfo> idx = new("--idx")
        {
            Description = "An IDX file of bytes, as MNIST's images are, plain or gzipped, to map as well.",
            HelpName = "FILE",
        };
        Option<FileInfo> json = new("--json") { Description = "Write every number of the tour to this file.", HelpName = "FILE" };
        idx.AcceptExistingOnly();
        rows.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() < 1)
            {
                result.AddError("--rows is 1 or more.");
            }
        });

        RootCommand root = new("A tour of MemMapArray: NumPy's memory mapping, in C#, on real files and with real processes.")
        {
            folder, keep, rows, idx, json, ChildProcess.Command(),
        };
        root.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                Guide guide = new(parsed.GetValue(rows), parsed.GetValue(idx)?.FullName, parsed.GetValue(json)?.FullName);
                return Run(() => guide.Run(parsed.GetValue(folder)?.FullName, parsed.GetValue(keep), cancellation));
            },
            CancellationToken.None));
        return root.Parse(arguments).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = s_timeToCleanUp });
    }

    // What the reader can mend is said in one line. Everything else would be a fault of the tour, and ends it with a stack trace.
    private static int Run(Func<bool> tour)
    {
        try
        {
            return tour() ? Succeeded : Failed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine(exception.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped.");
            return Failed;
        }
    }
}
