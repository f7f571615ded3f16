using System;
using System.Linq;
using System.Threading;

namespace MemMap.Tour.Steps;

/// <summary>Images made ready for training: scaled pixel by pixel into a new file, drawn in shuffled batches, reduced where they are
/// bright.</summary>
/// <param name="idxPath">The images; without a path some are made.</param>
internal sealed class TrainingImages(string? idxPath) : IStep
{
    private const int Images = 6_000, Edge = 28, BatchSize = 256, Seed = 42;
    private const byte Bright = 127;
    private const double FloatRounding = 1e-6;

    public string Name => "images";

    public string Title => "Images for training: normalised, shuffled, masked, a line each";

    public void Run(TourFolder files, Report report, CancellationToken cancellation)
    {
        using MemMapArray<byte> images = idxPath is null ? Make(files.Images) : IdxImages.Open(idxPath, files);

        // NumPy: np.histogram(images, 8, (0, 256))
        Histogram histogram = images.Histogram(8, (0, 256));
        report.Block($"images.Histogram(8, (0, 256))\n{histogram}".TrimEnd());
        report.Check("the histogram has every pixel", Sum(histogram.Counts) == images.Length);

        // NumPy: np.save(p, (images - images.mean(0)) / images.std(0))
        NDArray<double> means = images.Mean(axis: 0), deviations = images.Std(axis: 0);
        images.TransformToNpy<byte, double, double, float>(means, deviations, files.Normalised, Normalise);

        using MemMapArray<float> ready = MemMapArray.OpenNpy<float>(files.Normalised);
        report.Line($"  byte{images.Shape} became float{ready.Shape}");
        report.Check("each pixel has mean 0 over all images", ready.Mean(axis: 0).AsEnumerable().All(mean => Math.Abs(mean) < FloatRounding));
        report.Check(
            "and standard deviation 1, or 0 where it never changes",
            ready.Std(axis: 0).AsEnumerable().All(std => std == 0 || Math.Abs(std - 1) < FloatRounding));

        bool[] drawn = new bool[ready.Shape[0]];
        long batches = 0;
        foreach (RowBatch<float> batch in ready.Batches(BatchSize, shuffleSeed: Seed))
        {
            cancellation.ThrowIfCancellationRequested();
            batches++;
            foreach (long row in batch.Rows)
            {
                drawn[row] = true;
            }
        }

        report.Number("images_batches", $"shuffled batches of {BatchSize}", batches);
        report.Check("each image was drawn", drawn.All(wasDrawn => wasDrawn) && batches == (drawn.Length + BatchSize - 1) / BatchSize);

        // NumPy: images.mean(where=images > 127)
        double bright = images.Where(Predicate.GreaterThan(Bright)).Mean();
        report.Number("images_bright_mean", $"mean of the pixels above {Bright}", bright);
        report.CheckClose("it is that of a loop over all pixels", bright, MeanAbove(images, Bright), 1e-15);
    }

    // Pixels that never change have no deviation to divide by.
    private static void Normalise(ReadOnlySpan<byte> pixels, ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, Span<float> normalised)
    {
        for (int i = 0; i < normalised.Length; i++)
        {
            normalised[i] = deviations[i] == 0 ? 0 : (float)((pixels[i] - means[i]) / deviations[i]);
        }
    }

    // Rings of light around the middle, of a size and a brightness of their own.
    private static MemMapArray<byte> Make(string path)
    {
        MemMapArray<byte> images = MemMapArray.Create<byte>(path, (Images, Edge, Edge));
        Random random = new(Seed);
        for (int image = 0; image < Images; image++)
        {
            double radius = random.NextDouble() * Edge / 2, light = random.NextDouble() * byte.MaxValue;
            Span<byte> pixels = images[image, .., ..].AsSpan();
            for (int pixel = 0; pixel < pixels.Length; pixel++)
            {
                (double y, double x) = ((pixel / Edge) - (Edge / 2.0), (pixel % Edge) - (Edge / 2.0));
                pixels[pixel] = (byte)(light / (1 + Math.Abs(Math.Sqrt((x * x) + (y * y)) - radius)));
            }
        }

        return images;
    }

    private static long Sum(ReadOnlySpan<long> counts)
    {
        long sum = 0;
        foreach (long count in counts)
        {
            sum += count;
        }

        return sum;
    }

    private static double MeanAbove(MemMapArray<byte> images, byte limit)
    {
        long sum = 0, count = 0;
        foreach (MemMapView<byte> chunk in images.Chunks(1_000))
        {
            foreach (byte pixel in chunk.AsReadOnlySpan())
            {
                (sum, count) = pixel > limit ? (sum + pixel, count + 1) : (sum, count);
            }
        }

        return (double)sum / count;
    }
}
