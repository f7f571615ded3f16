using System;
using System.IO;
using System.Threading;

namespace MemMap.Tour.Steps;

/// <summary>
/// Warning 2: corruption. What is not flushed may be lost in a power cut, in any part; what was flushed is on the medium. And a mapped file
/// that somebody else cuts short kills the process that reads behind its end, unless somebody looks first: bulk operations do.
/// </summary>
internal sealed class WarningCutShort : IStep
{
    private const int Rows = 1_000, Columns = 1_000;

    public string Name => "cut_short";

    public string Title => "Warning: corruption, and files cut short";

    public void Run(TourFolder files, Report report, CancellationToken cancellation)
    {
        using MemMapArray<float> array = MemMapArray.Create<float>(files.CutShort, (Rows, Columns));
        array.Fill(1);

        // On the medium from here on, and the file's name in its folder too. A view flushes its own bytes only.
        array.Flush();
        array[10, ..].Fill(2);
        array[10, ..].Flush();

        report.Line(
            "  What was written before a Flush is on the medium when it returns. What was not flushed may be lost in a power cut, in " +
            "any part.");

        if (OperatingSystem.IsWindows())
        {
            report.CheckRefused<IOException>("Windows does not cut a mapped file short", () => CutInHalf(files.CutShort));
            return;
        }

        CutInHalf(files.CutShort);
        report.Line(
            "  Now another program cuts the file in half, while it is mapped. A pointer that reads behind the new end kills the process.");
        report.CheckRefused<IOException>("reading all of a file that was cut short is an exception, not a crash", () => array.Mean());
        report.CheckRefused<IOException>("so is writing", () => array.Fill(3));
        report.Number("cut_short_mean_of_the_rest", "mean of the half that is left", array[..(Rows / 2), ..].Mean());
        report.Check("what is left can be read", array[..(Rows / 2), ..].Mean() == (500_000 + Columns) / 500_000.0);
    }

    /// <summary>Behind the array's back, as another program might.</summary>
    private static void CutInHalf(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(file.Length / 2);
    }
}
