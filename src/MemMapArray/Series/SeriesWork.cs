using MemMap.Scheduling;
using MemMap.Transforming;

namespace MemMap.Series;

/// <summary>The boxes of a plan, each a unit: numbers are read, something is made of them, and it is written.</summary>
/// <typeparam name="TNumber">What is read.</typeparam>
/// <typeparam name="TMade">What is made of it.</typeparam>
/// <typeparam name="TTarget">What is written.</typeparam>
internal abstract unsafe class SeriesWork<TNumber, TMade, TTarget>(SeriesCall<TTarget> call, SeriesPlan plan) : IUnitWork<object>
    where TNumber : unmanaged
    where TMade : unmanaged
    where TTarget : unmanaged
{
    private long _done;
    private long _first;

    public long UnitCount { get; private set; }

    protected SeriesCall<TTarget> Call => call;

    protected SeriesPlan Plan => plan;

    /// <summary>What does not fit, in a message.</summary>
    protected abstract string What { get; }

    public IUnitWorker<object> CreateWorker() => new Worker(this);

    /// <summary>Does all boxes.</summary>
    public void Run() => Run(0, plan.BoxCount);

    /// <summary>Does some boxes.</summary>
    public void Run(long first, long count)
    {
        (_first, UnitCount) = (first, count);
        new UnitScheduler<object>(this, call.Threads, Report, call.CancellationToken).Run();
    }

    /// <summary>Makes the results of a box.</summary>
    /// <param name="unit">Its number.</param>
    /// <param name="box">The box.</param>
    /// <param name="reader">A way to the source.</param>
    /// <param name="results">What takes them.</param>
    /// <returns>How many it took: all, or those before the first that does not fit.</returns>
    protected abstract long Make(long unit, in SeriesBox box, BoxReader<TNumber> reader, SeriesResults<TMade, TTarget> results);

    private void Report(long unit)
    {
        _done += plan.BoxAt(_first + unit).Elements;
        call.Report(_done);
    }

    private sealed class Worker(SeriesWork<TNumber, TMade, TTarget> work) : IUnitWorker<object>
    {
        private readonly BoxReader<TNumber> _reader = work.Call.Source.CreateBoxReader<TNumber>(work.Plan.SourceStrides);
        private readonly SeriesResults<TMade, TTarget> _results = new(work.Call, work.Plan);

        public object? Process(long unit)
        {
            SeriesBox box = work.Plan.BoxAt(work._first + unit);
            _results.Begin(box);
            long made = work.Make(unit, box, _reader, _results);
            if (made < box.Elements)
            {
                throw SeriesCall<TTarget>.Overflow(work.Plan.IndexOf(box, made), work.What);
            }

            _results.End();
            return null;
        }

        public void Complete(long unit, object? outcome)
        {
        }

        public void Dispose()
        {
            _results.Dispose();
            _reader.Dispose();
        }
    }
}
