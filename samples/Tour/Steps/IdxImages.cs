using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Numerics;
using System.Threading;

namespace MemMap.Tour.Steps;

/// <summary>A file with a header: the array begins behind it, at an offset.</summary>
internal sealed class IdxImages(string path) : IStep
{
    private const double White = 255;
    private const int LongestDrawn = 80;

    public string Name => "idx";

    public string Title => $"{Path.GetFileName(path)}, behind its header";

    public void Run(TourFolder files, Report report, CancellationToken cancellation)
    {
        using MemMapArray<byte> array = Open(path, files);
        report.Line($"  byte{array.Shape} at offset {array.Offset}");
        if (array.Rank == 3 && array.Shape[1] <= LongestDrawn && array.Shape[2] <= LongestDrawn)
        {
            report.Line("  array[0, .., ..], an image:");
            report.Block(Draw(array[0, .., ..]));
        }

        double mean = array.Mean() / White, std = array.Std() / White;
        (double exactMean, double exactStd) = Exact(array);
        report.Number("idx_elements", "elements", array.Length);
        report.Number("idx_mean", "mean / 255", mean);
        report.Number("idx_std", "std / 255", std);
        report.Line("  (the training images of Fashion-MNIST are published with 0.2860 and 0.3530)");
        report.CheckClose("the mean is that of integer arithmetic", mean, exactMean / White, 1e-15);
        report.CheckClose("so is the standard deviation", std, exactStd / White, 1e-15);
    }

    /// <summary>Opens a file of bytes behind their header. A compressed one is unpacked once.</summary>
    public static MemMapArray<byte> Open(string path, TourFolder files)
    {
        string plain = !IsGzip(path) ? path : File.Exists(files.Idx) ? files.Idx : Unpack(path, files.Idx);
        IdxHeader header = IdxHeader.Read(plain);

        // NumPy: np.memmap(path, dtype='u1', mode='r', offset=16, shape=(60000, 28, 28))
        return MemMapArray.Open<byte>(plain, header.Shape, offset: header.Offset);
    }

    private static bool IsGzip(string path)
    {
        using FileStream file = File.OpenRead(path);
        return file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
    }

    // A compressed file cannot be mapped: it is streamed to one that can.
    private static string Unpack(string path, string unpacked)
    {
        using GZipStream source = new(File.OpenRead(path), CompressionMode.Decompress);
        using FileStream destination = new(unpacked, FileMode.CreateNew);
        source.CopyTo(destination);
        return unpacked;
    }

    private static string Draw(MemMapView<byte> image)
    {
        const string Shades = " .:-=+*#%@";
        return string.Join('\n', Enumerable.Range(0, (int)image.Shape[0]).Select(row =>
            string.Concat(image[row, ..].ToArray().Select(pixel => Shades[pixel * Shades.Length / 256]))));
    }

    // Without any rounding before the last step: bytes and their squares are added up as integers.
    private static (double Mean, double Std) Exact(MemMapArray<byte> array)
    {
        long sum = 0, squares = 0, count = array.Length;
        foreach (MemMapView<byte> chunk in array.Chunks(1_000))
        {
            foreach (byte element in chunk.AsReadOnlySpan())
            {
                sum += element;
                squares += element * element;
            }
        }

        BigInteger deviations = ((BigInteger)count * squares) - ((BigInteger)sum * sum);
        return ((double)sum / count, Math.Sqrt((double)deviations) / count);
    }
}
