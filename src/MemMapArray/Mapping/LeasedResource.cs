using System.Threading;

namespace MemMap.Mapping;

/// <summary>
/// A thing that is freed when it has been closed and the last lease on it has ended: at once when nobody uses it, otherwise by the
/// thread that uses it last. Has no finalizer: what nobody closes is never freed.
/// </summary>
/// <remarks>
/// A count of our own and not a SafeHandle's, because shrinking a file must know whether anybody is reading it.
/// The state is the number of leases, plus the sign bit once closed.
/// </remarks>
internal abstract class LeasedResource
{
    private const int Closed = int.MinValue;
    private int _state;

    public bool IsClosed => Volatile.Read(ref _state) < 0;

    /// <summary>Takes a lease, unless the resource is closed. Each lease taken is ended by one <see cref="Release"/>.</summary>
    public bool TryAcquire()
    {
        int state = Volatile.Read(ref _state);
        while (state >= 0)
        {
            int seen = Interlocked.CompareExchange(ref _state, state + 1, state);
            if (seen == state)
            {
                return true;
            }

            state = seen;
        }

        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _state) == Closed)
        {
            Free();
        }
    }

    /// <summary>Refuses new leases from now on. Closing twice is once.</summary>
    public virtual void Close()
    {
        int state = Volatile.Read(ref _state);
        while (state >= 0)
        {
            int seen = Interlocked.CompareExchange(ref _state, state | Closed, state);
            if (seen == state)
            {
                if (state == 0)
                {
                    Free();
                }

                return;
            }

            state = seen;
        }
    }

    /// <summary>Closes without freeing, unless there is a lease or it is closed. <see cref="FreeSuspended"/> or <see cref="Resume"/>
    /// follows.</summary>
    protected bool TrySuspend() => Interlocked.CompareExchange(ref _state, Closed, 0) == 0;

    /// <summary>Opens the resource again, after <see cref="TrySuspend"/>.</summary>
    protected void Resume() => Volatile.Write(ref _state, 0);

    /// <summary>Closes the resource for good, after <see cref="TrySuspend"/>.</summary>
    protected void FreeSuspended() => Free();

    protected abstract void Free();
}
