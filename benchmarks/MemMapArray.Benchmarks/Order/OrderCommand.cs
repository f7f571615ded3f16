using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using MemMap.Benchmarks.Peers;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.Order;

/// <summary>The command <c>order</c>: medians, quantiles, histograms and the largest elements of this library, the read limit, NumPy and bottleneck, side by side in one run.</summary>
internal static class OrderCommand
{
    /// <summary>Its name, the first argument of the program.</summary>
    public const string Name = "order";

    private const string Nine = "[.1, .2, .3, .4, .5, .6, .7, .8, .9]";

    private static readonly double[] s_nine = [.1, .2, .3, .4, .5, .6, .7, .8, .9];
    private static readonly ReductionOptions s_skip = new() { SkipNaN = true };

    /// <summary>Runs it with the arguments after its name.</summary>
    /// <returns>0; 1 when the arguments are wrong, or an answer is another than NumPy's.</returns>
    public static int Run(string[] arguments)
    {
        Option<long> bytes = new("--bytes") { Description = "About how large each file is.", DefaultValueFactory = _ => 1L << 30 };
        Option<int> rounds = new("--rounds") { Description = "How many timings each contender gets; those that take longer than 3 seconds get one.", DefaultValueFactory = _ => 5 };
        Option<string> only = new("--only") { Description = "Cases whose name has this." };
        Option<bool> alone = new("--alone") { Description = "Only this library and the read limit." };
        RootCommand command = new("Order statistics of this library and its peers, side by side in one run.") { bytes, rounds, only, alone };
        command.SetAction(parsed => Run(parsed.GetValue(bytes), parsed.GetValue(rounds), parsed.GetValue(only) ?? string.Empty, parsed.GetValue(alone)));
        return command.Parse(arguments).Invoke();
    }

    private static int Run(long bytes, int rounds, string only, bool alone)
    {
        using NumPyProcess? numPy = alone ? null : NumPyProcess.TryStart("numpy_contender.py");
        using NumPyProcess? bottleneck = alone ? null : NumPyProcess.TryStart("numpy_contender.py", "bottleneck");
        var run = new OrderRun(numPy, bottleneck, rounds, only);
        Console.WriteLine(
            $"{Machine.Describe()}, {(numPy is null ? "no NumPy" : $"NumPy {numPy.Version}")}, {(bottleneck is null ? "no bottleneck" : $"bottleneck {bottleneck.Version}")}; "
                + $"about {bytes >> 20} MiB a file, in the page cache; medians of {rounds}, in ms; default threads.");
        Console.WriteLine();
        Console.WriteLine("| what | read limit, 1 thread | memmaparray | numpy | bottleneck | of the read limit | numpy / ours | bottleneck / ours |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        Random draw = new(1);
        int floats = (int)(bytes / 4 / 1000);
        string ofAll = "float32 random: ";
        run.Measure<float>("f4", (floats, 1000), _ => draw.NextSingle(), [
            new(ofAll + "median", a => a.Median(), "np.median(a)", "bn.median(a)"),
            new(ofAll + "nine quantiles", a => a.Quantile(s_nine).Mean(), $"np.quantile(a, {Nine})"),
            new(ofAll + "Histogram(100)", a => a.Histogram(100).Counts[50], "np.histogram(a, 100)[0][50]"),
            new(ofAll + "Histogram(100, (0, 1))", a => a.Histogram(100, (0, 1)).Counts[50], "np.histogram(a, 100, (0, 1))[0][50]"),
            new(ofAll + "TopK(10)", a => a.TopK(10).Values.Average(value => (double)value), "np.partition(a.ravel(), a.size - 10)[-10:]"),
            new(ofAll + "1,000 quantiles", a => a.Quantile(Some(1000)).Mean(), "np.quantile(a, np.arange(1000) / 1000)"),
            new(ofAll + "100,000 quantiles", a => a.Quantile(Some(100_000)).Mean()),
            new("float32, 1000 columns side by side: median(0)", a => a.Median(0).Mean(), "np.median(a, 0)"),
            new("float32, short axis of 1000: median(1)", a => a.Median(1).Mean(), "np.median(a, 1)", "bn.median(a, 1)")]);
        foreach (int length in (int[])[7, 64])
        {
            run.Measure<float>("f4", (bytes / 4 / length, length), _ => draw.NextSingle(), [
                new($"float32, short axis of {length}: median(1)", a => a.Median(1).Mean(), "np.median(a, 1)", "bn.median(a, 1)")]);
        }

        foreach ((string kind, Func<long, float> element) in (IEnumerable<(string, Func<long, float>)>)[
            ("constant", _ => 0.1f),
            ("sorted", i => i),
            ("all in one bucket", _ => 1 + (draw.Next(1 << 15) * 1.1920929e-7f)),
            ("runs, against the sample", i => i / 50_000 * 7919 % 61),
            ("two values", _ => draw.Next(2))])
        {
            run.Measure("f4", (floats, 1000), element, [
                new($"float32 {kind}: median", a => a.Median(), "np.median(a)"), new($"float32 {kind}: nine quantiles", a => a.Quantile(s_nine).Mean())]);
        }

        run.Measure<byte>("u1", (bytes / 1000, 1000), _ => (byte)draw.Next(256), [
            new("uint8: median", a => a.Median(), "np.median(a)"), new("uint8: Histogram(100)", a => a.Histogram(100).Counts[50], "np.histogram(a, 100)[0][50]")]);
        run.Measure<short>("i2", (bytes / 2000, 1000), _ => (short)draw.Next(), [
            new("int16: median", a => a.Median(), "np.median(a)"), new("int16: Histogram(100)", a => a.Histogram(100).Counts[50], "np.histogram(a, 100)[0][50]")]);
        run.Measure<double>("f8", (Math.Min(5_000_000, bytes / 80), 10), _ => draw.Next(100) == 0 ? double.NaN : draw.NextDouble(), [
            new("float64 (5,000,000, 10) with NaN: median(0)", a => a.Median(0, options: s_skip).Mean(), "np.nanquantile(a, .5, 0)", "bn.nanmedian(a, 0)"),
            new("float64 (5,000,000, 10) with NaN: 1 % and 99 % (0)", a => a.Quantile([0.01, 0.99], 0, options: s_skip).Mean(), "np.nanquantile(a, [.01, .99], 0)")]);
        return run.AreRight ? 0 : 1;
    }

    private static double[] Some(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i / count)];
}
