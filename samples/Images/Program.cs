using System;
using System.IO;
using System.Numerics.Tensors;
using MemMap;

// Images of bytes, made ready for training: normalised pixel by pixel, learned in shuffled batches, averaged under a mask.
DirectoryInfo folder = Directory.CreateTempSubdirectory("memmaparray-images-");
try
{
    string imagePath = Path.Combine(folder.FullName, "images.bin"), labelPath = Path.Combine(folder.FullName, "labels.bin");
    Draw(imagePath, labelPath, count: 6000);
    using MemMapArray<byte> images = MemMapArray.Open<byte>(imagePath, (-1, 28, 28)), labels = MemMapArray.Open<byte>(labelPath);
    Console.WriteLine($"images: {images.Shape}, {images.ByteLength} bytes");

    // Each pixel by its own mean and deviation over all images. The new file is there whole, or not at all.
    string readyPath = Path.Combine(folder.FullName, "ready.npy");
    NDArray<double> means = images.Mean(axis: 0), deviations = images.Std(axis: 0);
    images.TransformToNpy<byte, double, double, float>(means, deviations, readyPath, static (pixels, means, deviations, normalised) =>
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            normalised[i] = deviations[i] == 0 ? 0 : (float)((pixels[i] - means[i]) / deviations[i]);
        }
    });
    using MemMapArray<float> ready = MemMapArray.OpenNpy<float>(readyPath);
    Console.WriteLine($"normalised: from {ready.Min():F3} to {ready.Max():F3}, std {ready.Std():F6}");

    // A perceptron: it adds what it guesses wrong, or takes it off.
    float[] weights = new float[28 * 28];
    for (int epoch = 0; epoch < 2; epoch++)
    {
        foreach (RowBatch<float, byte> batch in ready[..5000].Batches(labels[..5000], size: 256, shuffleSeed: 42, epoch))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                if (Guess(batch.GetRowSpan(i)) != batch.Labels[i])
                {
                    TensorPrimitives.MultiplyAdd(batch.GetRowSpan(i), batch.Labels[i] == 1 ? 1f : -1f, weights, weights);
                }
            }
        }
    }

    int right = 0;
    foreach (RowBatch<float, byte> batch in ready[5000..].Batches(labels[5000..], size: 256))
    {
        for (int i = 0; i < batch.Count; i++)
        {
            right += Guess(batch.GetRowSpan(i)) == batch.Labels[i] ? 1 : 0;
        }
    }

    Console.WriteLine($"learned from 5000, right about {right} of the other {ready.Shape[0] - 5000}");

    // A truth for each image, broadcast to its pixels. Labels of 0 and 1 are truths already.
    NDArray<double> ofOne = images.Where(labels.Cast<bool>().Reshape((-1, 1, 1))).Mean(axis: 0);
    Console.WriteLine($"images of class 1: mean {ofOne[..14].Mean():F2} in the upper half, {ofOne[14..].Mean():F2} in the lower");

    int Guess(ReadOnlySpan<float> image) => TensorPrimitives.Dot(image, weights) > 0 ? 1 : 0;
}
finally
{
    folder.Delete(recursive: true);
}

// Noise, with a bright bar somewhere in the upper half, or, in class 1, in the lower.
static void Draw(string imagePath, string labelPath, int count)
{
    using MemMapArray<byte> images = MemMapArray.Create<byte>(imagePath, (count, 28, 28));
    using MemMapArray<byte> labels = MemMapArray.Create<byte>(labelPath, count);
    var random = new Random(1);
    random.NextBytes(images.AsSpan());
    for (int i = 0; i < count; i++)
    {
        labels[i] = (byte)random.Next(2);
        int top = (14 * labels[i]) + random.Next(10);
        images[i, top..(top + 4), ..].Fill(byte.MaxValue);
    }
}
