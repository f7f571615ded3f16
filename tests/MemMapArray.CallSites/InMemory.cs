using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.CallSites;

/// <summary>Arrays in memory: results, and those of the caller's own elements.</summary>
public static class InMemory
{
    public static double Made(float[] elements, ReadOnlySpan<int> span, Span<double> writable)
    {
        NDArray<float> vector = NDArray.From(elements), matrix = NDArray.From(elements, (2, -1)), row = NDArray.From(elements, 6);
        NDArray<int> copy = NDArray.From(span, (3, 2)), line = NDArray.From(span), listed = NDArray.From([1, 2, 3]), few = NDArray.From([1, 2, 3, 4], (2, 2)), cube = NDArray.From([1, 2, 3, 4], [2, 1, 2]);
        NDArray<double> written = NDArray.From<double>(writable, 3), spans = NDArray.From<double>(writable), zeros = NDArray.Create<double>((10, 3)), ones = NDArray.Full((2, 2), 1.0), scalar = NDArray.Full([], 5.0);
        return vector[0] + matrix[1, 2] + row[0L] + copy[2, 1] + few[^1, ^1] + cube[1, 0, 1] + written[0] + spans[0] + line[0] + listed[0] + zeros[9, 2] + ones.Sum() + scalar.Value;
    }

    public static double Used(MemMapArray<float> array, string path)
    {
        NDArray<double> means = array.Mean(0), stds = array.Std(0, ddof: 1);
        means.SaveNpy(path);
        MemMapView<double> some = stds[..10];
        some.CopyFrom(means[..10]);
        means[0] = 1;
        means.AsSpan().Clear();
        ReadOnlySpan<double> elements = means.AsSpan();
        double sum = 0;
        foreach (double mean in means)
        {
            sum += mean;
        }

        IEnumerable<double> sorted = means.AsEnumerable().OrderBy(mean => mean).Where(mean => mean > 1);
        return sum + sorted.First() + means.Max() + stds.ArgMax() + elements[0] + array.ToNDArray().Mean() + means.Reshape((2, -1)).Mean(0)[0];
    }
}
