using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
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

    private const string Median = "median", NineQuantiles = "nine quantiles", OfSmall = "0.9 of the limit";

    private static readonly string[] s_hard = ["constant", "sorted", "all in one bucket", "runs, against the sample", "two values"];
    private static readonly double[] s_nine = [.1, .2, .3, .4, .5, .6, .7, .8, .9];
    private static readonly ReductionOptions s_skip = new() { SkipNaN = true };

    /// <summary>Runs it with the arguments after its name.</summary>
    /// <returns>0; 1 when the arguments are wrong, or an answer is another than NumPy's.</returns>
    public static int Run(string[] arguments)
    {
        Option<long> bytes = new("--bytes") { Description = "About how large each file is.", DefaultValueFactory = _ => 1L << 30 };
        Option<int> rounds = new("--rounds") { Description = "How many timings each contender gets; those that take longer than 3 seconds get one.", DefaultValueFactory = _ => 5 };
        Option<string> only = new("--only") { Description = "Cases whose name has this, or one of several with | between them." };
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
        Console.WriteLine("| what | read limit, 1 thread | memmaparray | numpy | bottleneck | of the read limit | numpy / ours | bottleneck / ours | aims |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---|");
        Random draw = new(1);
        int floats = (int)(bytes / 4 / 1000);
        string ofAll = "float32 random: ";
        run.Measure<float>("f4", (floats, 1000), _ => draw.NextSingle(), [
            new(ofAll + Median, a => a.Median(), "np.median(a)", "bn.median(a)", "0.5 of the limit, 25 x NumPy"),
            new(ofAll + NineQuantiles, a => a.Quantile(s_nine).Mean(), $"np.quantile(a, {Nine})"),
            new(ofAll + "Histogram(10)", a => a.Histogram(10).Counts[5], "np.histogram(a, 10)[0][5]"),
            new(ofAll + "Histogram(10, (0, 1))", a => a.Histogram(10, (0, 1)).Counts[5], "np.histogram(a, 10, (0, 1))[0][5]"),
            new(ofAll + "Histogram of 5 edges", a => a.Histogram([.1, .2, .4, .8, 1]).Counts[2], "np.histogram(a, [.1, .2, .4, .8, 1])[0][2]"),
            new(ofAll + "Histogram(100)", a => a.Histogram(100).Counts[50], "np.histogram(a, 100)[0][50]", Aim: "0.5 of the limit"),
            new(ofAll + "Histogram(100, (0, 1))", a => a.Histogram(100, (0, 1)).Counts[50], "np.histogram(a, 100, (0, 1))[0][50]"),
            new(ofAll + "TopK(10)", a => a.TopK(10).Values.Average(value => (double)value), "np.partition(a.ravel(), a.size - 10)[-10:]"),
            new(ofAll + "20 quantiles", a => a.Quantile(Some(20)).Mean(), "np.quantile(a, np.arange(20) / 20)"),
            new(ofAll + "100 quantiles", a => a.Quantile(Some(100)).Mean(), "np.quantile(a, np.arange(100) / 100)"),
            new(ofAll + "1,000 quantiles", a => a.Quantile(Some(1000)).Mean(), "np.quantile(a, np.arange(1000) / 1000)"),
            new(ofAll + "100,000 quantiles", a => a.Quantile(Some(100_000)).Mean()),
            new("float32, 1000 columns side by side: median(0)", a => a.Median(0).Mean(), "np.median(a, 0)"),
            new("float32, short axis of 1000: median(1)", a => a.Median(1).Mean(), "np.median(a, 1)", "bn.median(a, 1)", "5 x NumPy")]);
        foreach (int length in (int[])[7, 64])
        {
            run.Measure<float>("f4", (bytes / 4 / length, length), _ => draw.NextSingle(), [
                new($"float32, short axis of {length}: median(1)", a => a.Median(1).Mean(), "np.median(a, 1)", "bn.median(a, 1)", "5 x NumPy")]);
        }

        foreach ((string kind, Func<long, float> element) in (IEnumerable<(string, Func<long, float>)>)[
            (s_hard[0], _ => 0.1f),
            (s_hard[1], i => i),
            (s_hard[2], _ => 1 + (draw.Next(1 << 15) * 1.1920929e-7f)),
            (s_hard[3], i => i / 50_000 * 7919 % 61),
            (s_hard[4], _ => draw.Next(2))])
        {
            run.Measure("f4", (floats, 1000), element, [
                new(Hard(kind) + Median, a => a.Median(), "np.median(a)"), new(Hard(kind) + NineQuantiles, a => a.Quantile(s_nine).Mean())]);
        }

        run.Measure<byte>("u1", (bytes / 1000, 1000), _ => (byte)draw.Next(256), [
            new("uint8: median", a => a.Median(), "np.median(a)", Aim: OfSmall),
            new("uint8: Histogram(10)", a => a.Histogram(10).Counts[5], "np.histogram(a, 10)[0][5]"),
            new("uint8: Histogram(100)", a => a.Histogram(100).Counts[50], "np.histogram(a, 100)[0][50]", Aim: OfSmall)]);
        run.Measure<short>("i2", (bytes / 2000, 1000), _ => (short)draw.Next(), [
            new("int16: median", a => a.Median(), "np.median(a)", Aim: OfSmall),
            new("int16: Histogram(10)", a => a.Histogram(10).Counts[5], "np.histogram(a, 10)[0][5]"),
            new("int16: Histogram(100)", a => a.Histogram(100).Counts[50], "np.histogram(a, 100)[0][50]", Aim: OfSmall)]);
        run.Measure<double>("f8", (bytes / 8000, 1000), _ => draw.NextDouble(), [
            new("float64 random: Histogram(10)", a => a.Histogram(10).Counts[5], "np.histogram(a, 10)[0][5]")]);
        run.Measure<double>("f8", (Math.Min(5_000_000, bytes / 80), 10), _ => draw.Next(100) == 0 ? double.NaN : draw.NextDouble(), [
            new("float64 (5,000,000, 10) with NaN: median(0)", a => a.Median(0, options: s_skip).Mean(), "np.nanquantile(a, .5, 0)", "bn.nanmedian(a, 0)", "20 x NumPy, 3 x bottleneck"),
            new("float64 (5,000,000, 10) with NaN: 1 % and 99 % (0)", a => a.Quantile([0.01, 0.99], 0, options: s_skip).Mean(), "np.nanquantile(a, [.01, .99], 0)", Aim: "20 x NumPy")]);
        Console.WriteLine();
        Console.WriteLine($"Nine quantiles of random float32 take {run.Ratio(ofAll + Median, ofAll + NineQuantiles)} times as long as the median (aim: at most 1.5).");
        Console.WriteLine(
            $"Of hard data, the slowest median takes {run.Ratio(ofAll + Median, OfHard(Median))} times as long as that of random data, the slowest nine quantiles "
                + $"{run.Ratio(ofAll + NineQuantiles, OfHard(NineQuantiles))} times (aim: at most 4).");
        double increments = Increments.PerSecond(), least = bytes / increments / Environment.ProcessorCount * 1000;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Counters are incremented {increments / 1e9:0.0} billion times a second by a list that is ready, on one thread. A histogram needs "
                + $"one for two neighbours, at best: by {Environment.ProcessorCount} threads at least {least / 2:0} ms of uint8, "
                + $"{least / 4:0} ms of int16."));
        return run.AreRight ? 0 : 1;
    }

    private static double[] Some(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i / count)];

    private static string Hard(string kind) => $"float32 {kind}: ";

    private static string[] OfHard(string what) => [.. s_hard.Select(kind => Hard(kind) + what)];
}
