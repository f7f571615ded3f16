using System;
using System.Collections.Generic;
using System.Threading;

namespace MemMap.Series;

/// <summary>What the units of a series hand on, each to the next: as soon as one knows its own total and what came before, the next may go
/// on, though the elements of the first are not written yet.</summary>
/// <remarks>Units are taken in their order, so that whoever waits waits for a unit that some thread has begun.</remarks>
internal sealed class CarryChain(CancellationToken cancellation)
{
    private const int MillisecondsBetweenLooks = 20;

    private readonly Dictionary<long, byte[]?> _carries = [];

    /// <summary>Tells what a unit hands on; <see langword="null"/> where it failed.</summary>
    public void Publish(long unit, byte[]? carry)
    {
        lock (_carries)
        {
            _carries.Add(unit, carry);
            Monitor.PulseAll(_carries);
        }
    }

    /// <summary>Waits for what a unit hands on. Asked once for each.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; or that unit, whose own exception is the one to throw,
    /// failed.</exception>
    public byte[] Take(long unit)
    {
        lock (_carries)
        {
            byte[]? carry;
            while (!_carries.TryGetValue(unit, out carry))
            {
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(_carries, MillisecondsBetweenLooks);
            }

            _carries.Remove(unit);
            return carry ?? throw new OperationCanceledException("The part of the series before this one failed.");
        }
    }
}
