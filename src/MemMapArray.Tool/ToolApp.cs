using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using MemMap.Tool.Commands;
using MemMap.Tool.Containers;
using MemMap.Tool.Output;
using Spectre.Console.Cli;

namespace MemMap.Tool;

/// <summary>The commands, and what becomes of their exceptions.</summary>
internal static class ToolApp
{
    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code: <see cref="ExitCode"/>.</returns>
    public static int Run(IEnumerable<string> arguments, ToolOutput output, CancellationToken cancellationToken)
    {
        CommandApp app = new();
        app.Configure(configuration => Configure(configuration, output));
        try
        {
            return app.Run(JoinNegativeValues([.. arguments]), cancellationToken);
        }
        catch (Exception exception) when (CodeOf(exception) is { } code)
        {
            // Only what has an exit code: anything else is a defect of the tool, and shows where it is.
            output.WriteError(MessageOf(exception));
            return code;
        }
    }

    private static void Configure(IConfigurator configuration, ToolOutput output)
    {
        configuration.SetApplicationName("memmap");
        configuration.SetApplicationVersion(typeof(ToolApp).Assembly.GetName().Version!.ToString(3));
        configuration.ConfigureConsole(output.Results);
        configuration.PropagateExceptions();
        configuration.CancellationExitCode(ExitCode.Interrupted);
        configuration.UseStrictParsing();
        Add<InfoCommand>("info", "Says what a file is: type, shape, order, members, shards.", ["info", "a.npy"], ["info", "a.npz"]);
        Add<HeadCommand>(
            "head",
            "Shows the first rows, or a slice.",
            ["head", "a.npy", "-n", "5"],
            ["head", "a.npz:weights", "--slice", "\"[::10, :50]\""]);
        Add<DescribeCommand>(
            "describe",
            "Count, mean, deviation and extremes, in one pass.",
            ["describe", "a.npy", "--axis", "0"],
            ["describe", "a.bin", "--dtype", "f4", "--shape", "-1,1000"]);
        Add<HistCommand>("hist", "A histogram, as bars.", ["hist", "a.npy", "--bins", "20", "--range", "0,1"]);
        Add<QuantilesCommand>("quantiles", "Exact quantiles.", ["quantiles", "a.npy", "-q", "0.01,0.5,0.99", "--axis", "0", "--skip-nan"]);
        Add<ConvertCommand>(
            "convert",
            "Writes an array in another type, order or format; whole or not at all.",
            ["convert", "a.npy", "b.npy", "--to-dtype", "f8", "--slice", "\"[::10]\""],
            ["convert", "a.bin", "a.npy", "--dtype", "\">f4\"", "--shape", "-1,1000", "--to-byte-order", "little"],
            ["convert", "a.npy", "shards/", "--rows-per-shard", "100000"]);
        Add<VerifyCommand>(
            "verify", "Compares headers, lengths and checksums; counts NaN and infinities.", ["verify", "a.npz", "--finite"]);
        Add<DiffCommand>("diff", "Compares two arrays, of any types and formats.", ["diff", "a.npy", "b.npy", "--atol", "1e-6"]);

        void Add<TCommand>(string name, string description, params string[][] examples)
            where TCommand : class, ICommand
        {
            ICommandConfigurator command = configuration.AddCommand<TCommand>(name).WithDescription(description).WithData(output);
            foreach (string[] example in examples)
            {
                command.WithExample(example);
            }
        }
    }

    // A shape of -1,1000 is the value of the option before it, and no option itself.
    private static List<string> JoinNegativeValues(string[] arguments)
    {
        List<string> joined = [];
        foreach (string argument in arguments)
        {
            bool isNegative = argument is ['-', (>= '0' and <= '9') or '.' or ':', ..];
            if (isNegative && joined is [.., ['-', '-', ..] option] && !option.Contains('=', StringComparison.Ordinal))
            {
                joined[^1] = $"{option}={argument}";
            }
            else
            {
                joined.Add(argument);
            }
        }

        return joined;
    }

    // The parameters of the library's methods have other names here.
    private static string MessageOf(Exception exception)
    {
        string first = exception.Message.Split('\n')[0].Trim();
        return exception is ArgumentException { ParamName: { } parameter }
            ? first.Replace($" (Parameter '{parameter}')", string.Empty, StringComparison.Ordinal) : exception.Message;
    }

    private static int? CodeOf(Exception exception) => exception switch
    {
        UsageException or CommandAppException or ArgumentException => ExitCode.Usage,
        OperationCanceledException => ExitCode.Interrupted,
        OverflowException => ExitCode.No,
        IOException or UnauthorizedAccessException or KeyNotFoundException => ExitCode.File,
        _ when Damage.Is(exception) => ExitCode.File,
        NotSupportedException or InvalidOperationException => ExitCode.File,
        _ => null,
    };
}
