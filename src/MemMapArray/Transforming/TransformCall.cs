using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Copying;
using MemMap.Mapping;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Engine;
using MemMap.Scheduling;
using MemMap.Views;

namespace MemMap.Transforming;

/// <summary>A call of a transform: its arguments checked, its elements held open.</summary>
internal sealed class TransformCall : IDisposable
{
    // What a thread has of each operand fits its second cache. A source that lies across the destination's order is read a cache line at a
    // time, so that several rows of the destination must be there to use it.
    private const int PieceBytes = 1 << 17, AcrossPieceBytes = 1 << 20;

    // Each piece is a call of the system, and threads wait for each other's.
    private const int FilePieceBytes = 1 << 20;

    // Two threads are worth it from here.
    private const long LeastUnitBytes = 1 << 18;

    private readonly List<TransformSource> _sources = [];
    private readonly TransformOptions _options;
    private readonly ReductionSettings _settings;

    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist.</exception>
    public TransformCall(TransformOptions? options)
    {
        _options = options ?? new TransformOptions();
        _settings = new(new ReductionOptions
        {
            MaxDegreeOfParallelism = _options.MaxDegreeOfParallelism,
            ReadStrategy = _options.ReadStrategy,
            WorkUnitBytes = _options.UnitBytes,
            CancellationToken = _options.CancellationToken,
        });
    }

    /// <summary>How many sources there are, masks among them.</summary>
    public int SourceCount => _sources.Count;

    /// <summary>Opens a source.</summary>
    /// <returns>This call.</returns>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">It is masked.</exception>
    /// <exception cref="ObjectDisposedException">Its array is disposed.</exception>
    public TransformCall Add<T>(ReductionSource<T> source, string name)
        where T : unmanaged
    {
        _sources.Add(TransformSource.Open(source, name, _settings.ReadStrategy));
        return this;
    }

    /// <summary>Opens a source of which some elements are selected: all of them, and behind them the masks.</summary>
    /// <returns>Which are selected.</returns>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">Nothing says which are.</exception>
    /// <exception cref="ObjectDisposedException">Its array is disposed.</exception>
    public SourceSelection<T> AddSelected<T>(ReductionSource<T> source, string name)
        where T : unmanaged
    {
        SelectedElements selected = TransformSource.OpenSelected(source, name, _settings.ReadStrategy);
        _sources.Add(new TransformSource<T>(name, selected.Elements));
        _sources.AddRange(selected.Masks.Select(mask => new TransformSource<bool>("mask", mask)));
        return new(selected.Masks.Count, selected.CreateTests<T>());
    }

    /// <summary>Writes into a view.</summary>
    public unsafe void WriteTo<T>(MemMapView<T> destination, BlockFunction function)
        where T : unmanaged
    {
        Window window = destination.WritableWindow();
        using Lease lease = window.Region.Lease();
        bool[] areThere = [.. _sources.Select(source => source.IsAtPlaceOf(window.Region, window.Layout, source.Layout))];
        var memory = new StridedMemory(lease.Origin, window.Layout, window.Region);
        // A page that is asked for to be written to counts as written.
        int touchingThreads = areThere[0] && function.MayKeep && window.Region is MappedRegion ? 0 : _settings.TouchingThreads;
        Write(new TransformTarget<T>(memory, areThere.Contains(true), areThere[0], touchingThreads), function);
    }

    /// <summary>Writes into a file that is not mapped.</summary>
    public void WriteTo<T>(MappedFile file, Layout layout, BlockFunction function)
        where T : unmanaged =>
        Write(new TransformTarget<T>(StridedMemory.InFile(file, layout), isSource: false, isFirstSource: false, touchingThreads: 0), function);

    /// <summary>The shape that all sources are broadcast to.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Shape BroadcastShape()
    {
        var lengths = new long[_sources.Max(source => source.Layout.Rank)];
        lengths.AsSpan().Fill(1);
        foreach (TransformSource source in _sources)
        {
            ReadOnlySpan<long> own = source.Layout.Lengths;
            for (int axis = 0; axis < own.Length; axis++)
            {
                ref long length = ref lengths[lengths.Length - own.Length + axis];
                if (length != own[axis] && length != 1 && own[axis] != 1)
                {
                    string shapes = string.Join(", ", _sources.Select(each => Layout.Text(each.Layout.Lengths)));
                    throw new ArgumentException(
                        $"The shapes {shapes} cannot be broadcast together: counted from the last axis, lengths must be equal or 1.", source.Name);
                }

                length = length == 1 ? own[axis] : length;
            }
        }

        return lengths;
    }

    /// <summary>The order in which the first source of a shape lies: F where it does and does not lie in C order.</summary>
    public MemMapOrder OrderOf(Shape shape) =>
        _sources.Find(source => source.Layout.Lengths.SequenceEqual(shape.Span)) is { Layout: var layout }
        && !layout.IsContiguous && layout.Transpose().IsContiguous ? MemMapOrder.F : MemMapOrder.C;

    public void Dispose() => _sources.ForEach(source => source.Dispose());

    private void Write(TransformTarget target, BlockFunction function)
    {
        Layout layout = target.Layout;
        Layout[] sources = [.. _sources.Select(source => Broadcast(source, layout))];
        _settings.CancellationToken.ThrowIfCancellationRequested();
        if (layout.Length == 0)
        {
            return;
        }

        int pieceBytes = sources.Any(source => LiesAcross(source, layout)) ? AcrossPieceBytes : target.IsFile ? FilePieceBytes : PieceBytes;
        var plan = new TransformPlan(layout, sources, _options.PieceBytes > 0 ? _options.PieceBytes : pieceBytes);
        long bytes = plan.ElementCount * plan.Operands.Sum(operand => operand.ElementSize);
        long unitBytes = Math.Min(_settings.WorkUnitBytes, Math.Max(LeastUnitBytes, bytes / (4L * _settings.Threads)));
        var work = new TransformWork(plan, [.. _sources], target, function, unitBytes);
        new UnitScheduler<object>(work, _settings.Threads, Report, _settings.CancellationToken).Run();

        void Report(long unit) => _options.Progress?.Report(new(work.ElementsUpTo(unit), plan.ElementCount));
    }

    private static Layout Broadcast(TransformSource source, Layout target)
    {
        Layout layout = source.Layout.WithoutLeadingOnes(target.Rank);
        for (int axis = 1; axis <= layout.Rank; axis++)
        {
            long length = layout.Lengths[layout.Rank - axis];
            if (layout.Rank > target.Rank || (length != 1 && length != target.Lengths[target.Rank - axis]))
            {
                throw new ArgumentException(
                    $"The source {source.Name} of shape {Layout.Text(source.Layout.Lengths)} cannot be broadcast to " +
                    $"{Layout.Text(target.Lengths)}: counted from the last axis, lengths must be equal or 1.", source.Name);
            }
        }

        return layout.BroadcastTo(target.Lengths);
    }

    // Whether neighbours in the destination are not neighbours in the source.
    private static bool LiesAcross(Layout source, Layout target)
    {
        int fastest = -1;
        for (int axis = 0; axis < target.Rank; axis++)
        {
            if (target.Lengths[axis] != 1 && (fastest < 0 || Math.Abs(target.Strides[axis]) <= Math.Abs(target.Strides[fastest])))
            {
                fastest = axis;
            }
        }

        return fastest >= 0 && Math.Abs(source.Strides[fastest]) > source.ElementSize;
    }
}
