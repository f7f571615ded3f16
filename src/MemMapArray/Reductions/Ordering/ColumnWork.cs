using System;
using MemMap.Scheduling;

namespace MemMap.Reductions.Ordering;

/// <summary>Something to do for each of some columns, by itself.</summary>
/// <param name="columns">How many columns.</param>
/// <param name="work">Does it.</param>
internal sealed class ColumnWork(int columns, Action<int> work) : IUnitWork<object>, IUnitWorker<object>
{
    public long UnitCount => columns;

    public IUnitWorker<object> CreateWorker() => this;

    public object? Process(long unit)
    {
        work((int)unit);
        return null;
    }

    public void Complete(long unit, object? outcome)
    {
        // Each column has its place.
    }

    public void Dispose()
    {
        // It holds nothing.
    }
}
