namespace MemMap.Reductions;

/// <summary>A reduction cut into units of work that threads do apart and that are put together in their order.</summary>
internal interface IReductionWork : System.IDisposable
{
    long UnitCount { get; }

    long TotalBytes { get; }

    long BytesOf(long unit);

    /// <summary>What one thread works with.</summary>
    IReductionWorker CreateWorker();
}

/// <summary>One thread's part of the work. What it has done of a unit it keeps until it is asked to put it in its place.</summary>
internal interface IReductionWorker : System.IDisposable
{
    /// <summary>Reduces a unit; what cannot be finished apart is returned for <see cref="Complete"/>.</summary>
    /// <exception cref="System.IO.IOException">The elements are not there any more.</exception>
    object? Process(long unit);

    /// <summary>Puts a unit in its place. Called for one unit after the other, in their order, by one thread at a time.</summary>
    void Complete(long unit, object? outcome);
}
