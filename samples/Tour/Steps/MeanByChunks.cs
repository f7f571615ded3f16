using System;
using System.Diagnostics;
using System.Threading;

namespace MemMap.Tour.Steps;

/// <summary>Data of any size, a chunk at a time: memory stays small, and the mean stays exact.</summary>
internal sealed class MeanByChunks(long rows) : IStep
{
    private const int Columns = 1_000, RowsOfChunk = 10_000;
    private const long MemoryLimit = 200_000_000;

    // The elements are 0, 1, ..., 999, 0, 1, ...: each row is all of them once.
    private const double Truth = 499.5;

    public string Name => "chunks";

    public string Title => $"The mean of {rows:N0} x {Columns:N0} float32, chunk by chunk";

    public void Run(TourFolder files, Report report, CancellationToken cancellation)
    {
        using PeakMemory peak = new();
        using MemMapArray<float> array = MemMapArray.Create<float>(files.Large, (rows, Columns));
        report.Number("chunks_file_bytes", "bytes of the file", array.ByteLength);

        long start = Stopwatch.GetTimestamp();
        ProgressBar.Show("  filling", done => Fill(array, done, cancellation));
        report.Number("chunks_fill_seconds", "filling, seconds", Stopwatch.GetElapsedTime(start).TotalSeconds);

        start = Stopwatch.GetTimestamp();
        double mean = double.NaN;
        ProgressBar.Show("  reducing", done => mean = Mean(array, done, cancellation));
        report.Number("chunks_reduce_seconds", "reducing, seconds", Stopwatch.GetElapsedTime(start).TotalSeconds);

        report.Number("chunks_mean", "mean, from the means of the chunks", mean);
        report.Number("chunks_mean_at_once", "array.Mean(), which goes by chunks inside", array.Mean());
        report.Number("chunks_peak_anonymous_bytes", $"peak {PeakMemory.What} meanwhile, bytes", peak.Bytes);
        report.Check($"both means are exactly {Truth}", mean == Truth && array.Mean() == Truth);
        report.Check($"the memory stayed below {MemoryLimit:N0} bytes", peak.Bytes < MemoryLimit);
    }

    private static void Fill(MemMapArray<float> array, Action<double> done, CancellationToken cancellation)
    {
        long position = 0;
        foreach (MemMapView<float> chunk in array.Chunks(RowsOfChunk))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (ref float element in chunk.AsSpan())
            {
                element = position++ % 1000;
            }

            done((double)position / array.Length);
        }
    }

    private static double Mean(MemMapArray<float> array, Action<double> done, CancellationToken cancellation)
    {
        double sum = 0;
        long count = 0;
        foreach (MemMapView<float> chunk in array.Chunks(RowsOfChunk))
        {
            cancellation.ThrowIfCancellationRequested();

            // Weighted by its length: the last chunk may be a shorter one.
            sum += chunk.Mean() * chunk.Length;
            count += chunk.Length;
            done((double)count / array.Length);
        }

        return sum / count;
    }
}
