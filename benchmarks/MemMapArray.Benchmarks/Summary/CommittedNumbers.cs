using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace MemMap.Benchmarks.Summary;

/// <summary>The numbers of the documents: each is a cell of a committed result, or the ratio of two.</summary>
/// <param name="folder">The results of one machine.</param>
internal sealed class CommittedNumbers(string folder)
{
    private static readonly (string Words, string Case, string Type)[] s_reductions =
    [
        ("`Mean()`", "mean()", "float32"), ("`Mean(0)`", "mean(0)", "float32"), ("`Mean(1)`", "mean(1)", "float32"), ("`Std()`", "std()", "float32"), ("`Std(0)`", "std(0)", "float32"),
        ("`Std(1)`", "std(1)", "float32"), ("`Min()`", "min()", "float32"), ("`Min(0)`", "min(0)", "float32"), ("`Describe()`", "describe()", "float32"), ("`Describe(0)`", "describe(0)", "float32"),
        ("`Mean()` of uint8", "mean()", "uint8"), ("`Mean()` of int16", "mean()", "int16"), ("`Std()` of float64", "std()", "float64"),
    ];

    private static readonly (string Words, string Case)[] s_copies =
    [
        ("`CopyTo` of memory", "copy to memory"), ("`CopyFrom` memory", "copy from memory"), ("`Fill`", "fill"), ("`Fill` of a new file", "fill a new file"),
        ("copying the transpose", "transposed copy"), ("copying every second row", "every second row"), ("copying every second column", "every second column"),
    ];

    /// <summary>What the README has: the picture, three numbers, and the reductions.</summary>
    public string WriteReadme()
    {
        MarkdownTable slicing = Table("Slicing"), access = Table("ElementAccess");
        (PeersCell std, _, double overNumPy, _) = Speeds("std()", "float32");
        StringBuilder text = new();
        text.AppendLine("![Speed of reductions as parts of the memory's](docs/images/speed.svg)");
        text.AppendLine();
        text.AppendLine($"- **{Text(overNumPy)} x NumPy's speed** for `Std()` of float32, {Text(std.OfReadLimit)} of what one thread can read, in megabytes of memory.");
        text.AppendLine($"- **{Over(access, "Read2D", "ReadPointer2D")} x the time of a raw pointer** to read an element, {Over(access, "ReadRowSpans", "ReadPointer2D")} x over spans of rows; {Over(access, "ReadAccessor2D", "ReadPointer2D")} x by .NET's accessor.");
        text.AppendLine($"- **{Nanoseconds(slicing.Cell("Mean", "Block"))} and {slicing.Cell("Allocated", "Block")}** for a slice of rank 1 or 2, of arrays of any size.");
        text.AppendLine();
        text.AppendLine("| float32 unless it says so | x NumPy, one thread | x NumPy, default | of the read limit, default | NumPy's answer |");
        text.AppendLine("|---|---:|---:|---:|---|");
        foreach ((string words, string what, string type) in s_reductions)
        {
            (PeersCell all, _, double over, double oneOver) = Speeds(what, type);
            text.AppendLine($"| {words} | {Text(oneOver)} | {Text(over)} | {Text(all.OfReadLimit)} | {AnswerOfNumPy(what, type)} |");
        }

        text.AppendLine();
        text.AppendLine($"{FirstLine("peers.md")} [All numbers](docs/speed.md), [how to measure](benchmarks/README.md).");
        return text.ToString();
    }

    /// <summary>What the page of speed has.</summary>
    public string WritePage()
    {
        StringBuilder text = new();
        text.AppendLine($"Ratios from this repository's own benchmarks on one machine: {FirstLine("peers.md")}");
        text.AppendLine($"The tables are in [benchmarks/results](../benchmarks/results/{Path.GetFileName(folder)}), the commands in [benchmarks/README.md](../benchmarks/README.md).");
        text.AppendLine();
        text.AppendLine("![Speed of reductions as parts of the memory's](images/speed.svg)");
        text.AppendLine();
        WriteReductions(text);
        text.AppendLine();
        WriteCopies(text);
        text.AppendLine();
        WriteCalls(text);
        return text.ToString();
    }

    private void WriteReductions(StringBuilder text)
    {
        text.AppendLine("Reductions of a file in the page cache, in order C. The read limit is a loop of vector loads in one thread; above 1 the second core helps. NumPy computes on one thread.");
        text.AppendLine();
        text.AppendLine("| float32 unless it says so | x NumPy's speed, one thread | x NumPy's, default | of the read limit, one thread | of it, default | NumPy's answer in the element's type |");
        text.AppendLine("|---|---:|---:|---:|---:|---|");
        foreach ((string words, string what, string type) in s_reductions)
        {
            (PeersCell all, PeersCell oneThread, double overNumPy, double oneOverNumPy) = Speeds(what, type);
            IEnumerable<string> numbers = new[] { oneOverNumPy, overNumPy, oneThread.OfReadLimit, all.OfReadLimit }.Select(Text);
            text.AppendLine($"| {words} | {string.Join(" | ", numbers)} | {AnswerOfNumPy(what, type)} |");
        }
    }

    private (PeersCell All, PeersCell OneThread, double OverNumPy, double OneOverNumPy) Speeds(string what, string type)
    {
        PeersCell all = Peer("memmaparray", what, type), oneThread = Peer("memmaparray-1t", what, type);

        // The ratio to NumPy is there with more digits than the speeds.
        double overNumPy = Number(Table("peers").Cell("/ numpy", what, type, "C"));
        return (all, oneThread, overNumPy, overNumPy * oneThread.GigabytesPerSecond / all.GigabytesPerSecond);
    }

    private string AnswerOfNumPy(string what, string type) => Peer("numpy", what, type).IsRight ? "right" : "off by more than 1e-9";

    private PeersCell Peer(string column, string what, string type) => PeersCell.Parse(Table("peers").Cell(column, what, type, "C"))!;

    private void WriteCopies(StringBuilder text)
    {
        MarkdownTable copies = Table("copies");
        text.AppendLine("Copies and fills, one thread. Plain memory is `Span.CopyTo` and `Span.Fill` between arrays of the process.");
        text.AppendLine();
        text.AppendLine("| | x plain memory | x a loop over elements | x NumPy |");
        text.AppendLine("|---|---:|---:|---:|");
        foreach ((string words, string what) in s_copies)
        {
            text.AppendLine($"| {words} | {copies.Cell("/ plain memory", what)} | {copies.Cell("/ element loop", what)} | {copies.Cell("/ numpy", what)} |");
        }
    }

    private void WriteCalls(StringBuilder text)
    {
        MarkdownTable access = Table("ElementAccess"), opening = Table("Opening"), slicing = Table("Slicing"), reductions = Table("Reductions");
        text.AppendLine("| call | |");
        text.AppendLine("|---|---|");
        text.AppendLine($"| reading an element of a 2-D array, in a loop | {Over(access, "Read2D", "ReadPointer2D")} x the time of a raw pointer; the accessor of .NET takes {Over(access, "ReadAccessor2D", "ReadPointer2D")} x |");
        text.AppendLine($"| writing one | {Over(access, "Write2D", "WritePointer2D")} x the time of a raw pointer; the accessor of .NET takes {Over(access, "WriteAccessor2D", "WritePointer2D")} x |");
        text.AppendLine($"| all elements by `foreach`, over spans of rows | {Over(access, "ReadForeach", "ReadPointer2D")} x, {Over(access, "ReadRowSpans", "ReadPointer2D")} x the time of a raw pointer |");
        text.AppendLine($"| a slice `a[100..200, 50..100]` | {Nanoseconds(slicing.Cell("Mean", "Block"))}, {slicing.Cell("Allocated", "Block")} |");
        text.AppendLine($"| opening and disposing a file of 1 GB | {opening.Cell("Mean", "OpenReadOnly")}, {opening.Cell("Ratio", "OpenReadOnly")} x a bare `MemoryMappedFile` and accessor |");
        text.AppendLine($"| `Mean` of 1,024 float32, of 64 Mi (268 MB) | {reductions.Cell("Mean", "Mean", "1024")}, {reductions.Cell("Mean", "Mean", "67108864")} |");
    }

    private static string Over(MarkdownTable access, string method, string reference) =>
        Text(Number(access.Cell("Mean", method)) / Number(access.Cell("Mean", reference)));

    private MarkdownTable Table(string name) => MarkdownTable.Read(Path.Combine(folder, $"{name}.md"));

    private string FirstLine(string name) => File.ReadLines(Path.Combine(folder, name)).First();

    private static string Text(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);

    // Of BenchmarkDotNet's digits those that another run has, too.
    private static string Nanoseconds(string cell) => Number(cell).ToString("0 'ns'", CultureInfo.InvariantCulture);

    private static double Number(string cell) => double.Parse(cell.Split(' ')[0], CultureInfo.InvariantCulture);
}
