using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Tests.Transforming;

namespace MemMap.Tests.Series;

/// <summary>What is called: a verb of series, for any element types.</summary>
internal interface ISeriesVerb
{
    /// <summary>Whether the target may be the source, or the first elements of it.</summary>
    bool MayBeInPlace { get; }

    /// <summary>How many elements fewer the target has along the axis.</summary>
    int Fewer { get; }

    void Run<T, TResult>(ReductionSource<T> source, MemMapView<TResult> target, int axis, SeriesOptions options)
        where T : unmanaged
        where TResult : unmanaged;
}

/// <summary>A call as a seed says: source and target in any layout and byte order, in place or not, made by several numbers of threads.</summary>
internal sealed class DrawnSeries
{
    private const double Untouched = -1234.5678;

    private readonly ISeriesVerb _verb;
    private readonly long[] _shape;
    private readonly SeriesOptions[] _options;

    private DrawnSeries(ISeriesVerb verb, long[] shape, int axis, SeriesOptions[] options) => (_verb, _shape, Axis, _options) = (verb, shape, axis, options);

    public int Axis { get; }

    /// <summary>The series and their results, one after the other.</summary>
    public List<(double[] Numbers, double[] Results)> Lines { get; } = [];

    /// <summary>Makes a call, and looks that no thread and no way to read can be seen in the results, and that nothing beside the target was written.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="random">What is drawn.</param>
    /// <param name="verb">What is called.</param>
    /// <param name="shape">The shape of the source.</param>
    /// <param name="axis">The axis of the series.</param>
    /// <param name="number">A number of the file.</param>
    /// <param name="skipNaN">NaN is left out.</param>
    public static DrawnSeries Make(TemporaryFolder folder, Random random, ISeriesVerb verb, long[] shape, int axis, Func<double> number, bool skipNaN)
    {
        int boxElements = random.Next(3) == 0 ? 0 : random.Next(1, 300);
        SeriesOptions[] options = [.. Enumerable.Range(1, 3).Select(threads => new SeriesOptions
        {
            BoxElements = boxElements, MaxDegreeOfParallelism = threads, SkipNaN = skipNaN, ReadStrategy = (ReadStrategy)random.Next(4),
        })];
        var drawn = new DrawnSeries(verb, shape, axis, options);
        switch (random.Next(5))
        {
            case 0: drawn.Make<BigEndian<double>, double>(folder, random, number, x => x, x => x, z => z, z => z); break;
            case 1: drawn.Make<double, BigEndian<double>>(folder, random, number, x => x, x => x, z => z, z => z); break;
            case 2: drawn.Make<float, double>(folder, random, number, x => (float)x, x => x, z => z, z => z); break;
            default: drawn.Make<double, double>(folder, random, number, x => x, x => x, z => z, z => z); break;
        }

        return drawn;
    }

    /// <summary>Lengths of axes: a long one at any place, sometimes none.</summary>
    public static long[] ShapeOf(Random random, int longest)
    {
        long[] shape = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => (long)random.Next(1, 6))];
        shape[random.Next(shape.Length)] = random.Next(1, longest);
        shape[random.Next(shape.Length)] *= random.Next(12) == 0 ? 0 : 1;
        return shape;
    }

    private void Make<T, TResult>(
        TemporaryFolder folder, Random random, Func<double> number, Func<double, T> store, Func<T, double> load, Func<double, TResult> storeResult, Func<TResult, double> loadResult)
        where T : unmanaged
        where TResult : unmanaged
    {
        long[] targetShape = [.. _shape];
        targetShape[Axis] = Math.Max(0, targetShape[Axis] - _verb.Fewer);
        using var views = new RandomViews(folder, random);
        MemMapView<T> source = views.Create(_shape, _ => store(number())).View;
        T[] before = source.ToArray();
        double[] results = [];

        // The target's layout says how series are cut into boxes: the same one every time.
        int layout = random.Next();
        foreach (SeriesOptions options in _options)
        {
            using var elsewhere = new TemporaryFolder();
            using var targets = new RandomViews(elsewhere, new Random(layout));
            (MemMapArray<TResult> array, MemMapView<TResult> target) = targets.Create(targetShape, _ => storeResult(Untouched));
            _verb.Run(source, target, Axis - (random.Next(2) * _shape.Length), options);
            Assert.Equal(array.Length - target.Length, array.ToArray().Count(element => loadResult(element) == Untouched));
            Same([.. target.ToArray().Select(loadResult)], options);
        }

        if (_verb.MayBeInPlace && typeof(T) == typeof(TResult))
        {
            MemMapView<T> first = source[[.. targetShape.Select(length => Slice.Range(0, length))]];
            _verb.Run(source, first, Axis, _options[^1]);
            AddLines([.. before.Select(load)], [.. first.ToArray().Select(load)]);
        }

        AddLines([.. before.Select(load)], results);

        void Same(double[] made, SeriesOptions options)
        {
            Assert.True(
                options == _options[0] || results.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(made.Select(BitConverter.DoubleToInt64Bits)),
                $"Other bits with {options.MaxDegreeOfParallelism} threads, {options.ReadStrategy}.");
            results = made;
        }
    }

    private void AddLines(double[] numbers, double[] results)
    {
        long step = Product(Axis + 1, _shape.Length), length = _shape[Axis], made = Math.Max(0, length - _verb.Fewer);
        for (long line = 0; line < Product(0, Axis) * step; line++)
        {
            long block = line / step, column = line % step;
            Lines.Add((Take(numbers, length), Take(results, made)));

            double[] Take(double[] all, long count) => [.. Enumerable.Range(0, (int)count).Select(i => all[(((block * count) + i) * step) + column])];
        }
    }

    private long Product(int first, int end) => _shape.Skip(first).Take(end - first).Aggregate(1L, (product, length) => product * length);
}
