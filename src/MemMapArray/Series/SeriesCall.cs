using System;
using System.Globalization;
using MemMap.Converting;
using MemMap.Mapping;
using MemMap.Reductions.Calls;
using MemMap.Transforming;
using MemMap.Views;

namespace MemMap.Series;

/// <summary>A call of what goes along series: arguments checked, source and target held open.</summary>
internal sealed class SeriesCall<TTarget> : IDisposable
    where TTarget : unmanaged
{
    private readonly IProgress<TransformProgress>? _progress;
    private readonly ReductionSettings _settings;
    private readonly Lease _lease;

    private SeriesCall(TransformSource source, Window target, int axis, bool isInPlace, in ReductionSettings settings, SeriesOptions options)
    {
        (Source, Target, Axis, IsInPlace, _settings, _progress) = (source, target.Layout, axis, isInPlace, settings, options.Progress);
        BoxElements = options.BoxElements;
        _lease = target.Region.Lease();
        Writer = BoxWriter<TTarget>.Into(target, _lease, settings.TouchingThreads);
    }

    public TransformSource Source { get; }

    public Layout Target { get; }

    public int Axis { get; }

    /// <summary>Whether each result goes to the place of the element of the source that has its index.</summary>
    public bool IsInPlace { get; }

    public BoxWriter<TTarget> Writer { get; }

    /// <summary>How many elements a box has; 0 for what is best.</summary>
    public int BoxElements { get; }

    public bool SkipNaN => _settings.SkipNaN;

    public int Threads => _settings.Threads;

    public System.Threading.CancellationToken CancellationToken => _settings.CancellationToken;

    /// <summary>Begins a call.</summary>
    /// <param name="source">What is read.</param>
    /// <param name="target">What is written.</param>
    /// <param name="axis">The axis of the series.</param>
    /// <param name="fewer">How many elements fewer the target's series have.</param>
    /// <param name="mayBeInPlace">The target may be at the place of the source.</param>
    /// <param name="options">The caller's options.</param>
    public static SeriesCall<TTarget> Open<T>(
        ReductionSource<T> source, MemMapView<TTarget> target, int axis, int fewer, bool mayBeInPlace, SeriesOptions? options)
        where T : unmanaged
    {
        _ = source ?? throw new ArgumentNullException(nameof(source));
        _ = target ?? throw new ArgumentNullException(nameof(target));
        RequireNumbers<T>();
        options ??= new SeriesOptions();
        var settings = new ReductionSettings(new ReductionOptions
        {
            MaxDegreeOfParallelism = options.MaxDegreeOfParallelism,
            ReadStrategy = options.ReadStrategy,
            SkipNaN = options.SkipNaN,
            CancellationToken = options.CancellationToken,
        });
        TransformSource opened = TransformSource.Open(source, nameof(source), settings.ReadStrategy);
        SeriesCall<TTarget>? call = null;
        try
        {
            Window window = target.WritableWindow();
            axis = MemMap.Axis.Normalize(axis, opened.Layout.Rank, nameof(axis));
            RequireShape(opened.Layout.Lengths, window.Layout.Lengths, axis, fewer);
            bool isInPlace = opened.IsAtPlaceOf(window.Region, window.Layout, opened.Layout.Narrow(axis, 0, window.Layout.Lengths[axis]));
            if (isInPlace && !mayBeInPlace)
            {
                throw new ArgumentException(
                    "The target is the source itself: elements would be read after they were written. Write to another view.",
                    nameof(target));
            }

            settings.CancellationToken.ThrowIfCancellationRequested();
            return call = new(opened, window, axis, isInPlace, settings, options);
        }
        finally
        {
            if (call is null)
            {
                opened.Dispose();
            }
        }
    }

    /// <summary>Tells the caller how many elements are written.</summary>
    public void Report(long done) => _progress?.Report(new(done, Target.Length));

    /// <summary>What to throw of a result that does not fit.</summary>
    public static OverflowException Overflow(long[] index, string what) => new(
        $"{what} at index [{string.Join(", ", Array.ConvertAll(index, i => i.ToString(CultureInfo.InvariantCulture)))}] of the target does not fit " +
        $"{NumberKinds.NameOf(NumberKinds.Of<TTarget>())}. Parts of the target have been written. Integers are carried as " +
        "Int64 (UInt64, and unsigned ones into UInt64, as UInt64): beyond that only floating-point sources have room.");

    public void Dispose()
    {
        Source.Dispose();
        _lease.Dispose();
    }

    private static void RequireNumbers<T>()
        where T : unmanaged
    {
        NumberKind from = NumberKinds.Require<T>(), to = NumberKinds.Require<TTarget>();
        if (to == NumberKind.Bool)
        {
            throw new NotSupportedException("A target of bool has no room for sums and the like: use one of numbers, such as long.");
        }

        if (NumberKinds.IsFloatingPoint(from) && !NumberKinds.IsFloatingPoint(to))
        {
            throw new NotSupportedException(
                $"Results of {NumberKinds.NameOf(from)} are floating-point numbers: a target of {NumberKinds.NameOf(to)} has no room for them.");
        }
    }

    private static void RequireShape(ReadOnlySpan<long> source, ReadOnlySpan<long> target, int axis, int fewer)
    {
        bool fits = source.Length == target.Length;
        for (int i = 0; fits && i < source.Length; i++)
        {
            fits = target[i] == (i == axis ? Math.Max(0, source[i] - fewer) : source[i]);
        }

        if (!fits)
        {
            long[] expected = source.ToArray();
            expected[axis] = Math.Max(0, expected[axis] - fewer);
            throw new ArgumentException(
                $"The target has shape {Layout.Text(target)}; a source of shape {Layout.Text(source)} needs one of shape {Layout.Text(expected)}.",
                nameof(target));
        }
    }
}
