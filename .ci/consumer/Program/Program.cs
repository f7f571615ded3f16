using System;
using System.Diagnostics;
using System.IO;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MemMap;

string folder = Directory.CreateTempSubdirectory("memmaparray-consumer-").FullName;
try
{
    if (args is ["first"])
    {
        First(Path.Combine(folder, "first.bin"));
        return;
    }

    int count = Checks.Run(folder);
    using (MemMapArray<float> array = MemMapArray.Open<float>(Path.Combine(folder, "array.bin"), (1000, 50)))
    {
        float sum = Tensor.Sum(array[990.., 40..].AsReadOnlyTensorSpan());
        Console.WriteLine(sum == 30 ? $"{count + 1} checks hold" : throw new InvalidOperationException($"The tensor's sum is {sum}."));
    }

    if (args is ["speed"])
    {
        Speed(Path.Combine(folder, "speed.bin"));
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

// For docs/aot.md: the same reductions, compiled in different ways.
static void Speed(string path)
{
    using MemMapArray<float> array = MemMapArray.Create<float>(path, (65536, 1000));
    array.Fill(1.5f);
    ReductionOptions options = new() { MaxDegreeOfParallelism = 1 };
    Console.WriteLine($"{(RuntimeFeature.IsDynamicCodeSupported ? "just in time" : "ahead of time")}; 512-bit vectors: {Vector512.IsHardwareAccelerated}, 256-bit: {Vector256.IsHardwareAccelerated}");
    foreach ((string name, Action action) in new (string, Action)[]
    {
        ("Mean()", () => array.Mean(options)), ("Mean(0)", () => array.Mean(0, options: options)), ("Std()", () => array.Std(options: options)), ("Min()", () => array.Min(options)), ("Describe()", () => array.Describe(options)),
    })
    {
        double best = double.MaxValue;
        for (int round = 0; round < 15; round++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        Console.WriteLine($"{name,-12} {array.ByteLength / best / 1e9:0.0} GB/s");
    }
}

// For docs/aot.md: the first calls of a process.
static void First(string path)
{
    File.WriteAllBytes(path, new byte[1000 * 1000 * sizeof(float)]);
    MemMapArray<float>? array = null;
    float[] third = new float[1000 * 334];
    foreach ((string name, Action action) in new (string, Action)[]
    {
        ("open", () => array = MemMapArray.Open<float>(path, (1000, 1000))), ("a[.., (null, null, 3)].CopyTo", () => array![.., (null, null, 3)].CopyTo(third)), ("Mean()", () => array!.Mean()), ("Mean() again", () => array!.Mean()), ("Std(0)", () => array!.Std(axis: 0)), ("Median()", () => array!.Median()),
    })
    {
        long start = Stopwatch.GetTimestamp();
        action();
        Console.WriteLine($"{name,-30} {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0.00} ms");
    }

    array!.Dispose();
}
