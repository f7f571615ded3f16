using System;

namespace MemMap.Scheduling;

/// <summary>Work cut into units that threads do apart and that are put together in their order.</summary>
/// <typeparam name="TOutcome">What is left of a unit to be put together.</typeparam>
internal interface IUnitWork<TOutcome>
    where TOutcome : class
{
    long UnitCount { get; }

    /// <summary>What one thread works with.</summary>
    IUnitWorker<TOutcome> CreateWorker();
}

/// <summary>One thread's part of the work.</summary>
internal interface IUnitWorker<TOutcome> : IDisposable
    where TOutcome : class
{
    /// <summary>Does a unit.</summary>
    /// <returns>What cannot be finished apart, for <see cref="Complete"/>; <see langword="null"/> where nothing is left to do.</returns>
    /// <exception cref="System.IO.IOException">The elements are not there any more.</exception>
    TOutcome? Process(long unit);

    /// <summary>Puts a unit in its place. Called for one unit after the other, in their order, by one thread at a time.</summary>
    void Complete(long unit, TOutcome? outcome);
}
