using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap.Embeddings;

/// <summary>The command line. What is shown is in <see cref="Demonstration"/>; how it is done in <see cref="RandomVectors"/> and
/// <see cref="CosineSearch"/>.</summary>
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
            Description = $"How many vectors of {RandomVectors.Dimensions} float32: 1000000 are 1.5 GB.",
            HelpName = "N",
            DefaultValueFactory = _ => 100_000,
        };
        Option<int> queries = new("--queries")
        {
            Description = "How many queries are answered in one pass.",
            HelpName = "N",
            DefaultValueFactory = _ => 8,
        };
        Option<int> top = new("--top") { Description = "How many rows each query finds.", HelpName = "K", DefaultValueFactory = _ => 10 };
        RequirePositive(rows);
        RequirePositive(queries);
        RequirePositive(top);

        RootCommand root = new(
            "Search of embeddings in a memory-mapped file: the rows with the largest cosine similarity, by TensorPrimitives over spans " +
            "of the mapping.")
        {
            folder, keep, rows, queries, top,
        };
        root.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                Demonstration demonstration = new(parsed.GetValue(rows), parsed.GetValue(queries), parsed.GetValue(top));
                return Run(() => demonstration.Run(parsed.GetValue(folder)?.FullName, parsed.GetValue(keep), cancellation));
            },
            CancellationToken.None));
        return root.Parse(arguments).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = s_timeToCleanUp });
    }

    private static void RequirePositive<T>(Option<T> option)
        where T : IComparable<T> => option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<T>() is not { } value || value.CompareTo(default) <= 0)
            {
                result.AddError($"{option.Name} is 1 or more.");
            }
        });

    // What the reader can mend is said in one line. Everything else would be a fault of the sample, and ends it with a stack trace.
    private static int Run(Func<bool> demonstration)
    {
        try
        {
            return demonstration() ? Succeeded : Failed;
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
