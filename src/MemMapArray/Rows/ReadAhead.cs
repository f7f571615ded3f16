using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap.Rows;

/// <summary>Things that a thread reads while the one before is used, each in memory that an earlier one had. Who asks for one that is not
/// there yet reads, too. How many there are at a time is fixed. The thread ends with the last, at the first failure, or when this is
/// disposed.</summary>
/// <param name="count">How many.</param>
/// <param name="ahead">How many are read before they are asked for.</param>
/// <param name="read">Reads the one of a number, in the memory of an earlier one, if one is given. Two threads may be in it.</param>
/// <param name="requireOpen">Throws when nothing may be handed out any more.</param>
internal sealed class ReadAhead<TBatch>(long count, int ahead, Func<long, TBatch?, TBatch> read, Action requireOpen) : IDisposable
    where TBatch : class, IReusable
{
    private readonly SemaphoreSlim _free = new(ahead + 1);

    // So many are there, of those that come next. What is read sooner than one before it is early.
    private readonly SemaphoreSlim _filled = new(0);
    private readonly object _gate = new();
    private readonly Dictionary<long, Task<TBatch>> _early = [];
    private readonly Queue<Task<TBatch>> _ready = new();
    private readonly Stack<TBatch> _used = new();
    private TBatch? _current;
    private Task<TBatch>? _failed;
    private Task? _reader;
    private long _started;
    private long _filledCount;
    private long _taken;
    private bool _stopped;

    public TBatch Current => _current!;

    /// <summary>Goes to the next one. The current one gives its memory back.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        if (!Start())
        {
            return false;
        }

        while (!_filled.Wait(0))
        {
            if (!_free.Wait(0) || !ReadOne())
            {
                _filled.Wait();
                break;
            }
        }

        return Take();
    }

    /// <summary>Goes to the next one. The current one gives its memory back.</summary>
    /// <returns>Whether there is one.</returns>
    public async Task<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!Start())
        {
            return false;
        }

        await _filled.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Take();
    }

    /// <summary>Ends the reader, after what it is reading just now.</summary>
    public void Dispose()
    {
        StopAsync().Wait();
        _free.Dispose();
        _filled.Dispose();
    }

    /// <summary>As <see cref="Dispose"/>.</summary>
    public async Task DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _free.Dispose();
        _filled.Dispose();
    }

    // Whether there is one more; a failure is that of all who ask again.
    private bool Start()
    {
        Retire();
        requireOpen();
        _ = _failed?.GetAwaiter().GetResult();
        if (_taken == count)
        {
            return false;
        }

        _reader ??= Task.Factory.StartNew(ReadAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return true;
    }

    private void Retire()
    {
        if (_current is { } used)
        {
            _current = null;
            used.Retire();
            lock (_gate)
            {
                _used.Push(used);
            }

            _free.Release();
        }
    }

    private bool Take()
    {
        requireOpen();
        Task<TBatch> next;
        lock (_gate)
        {
            next = _ready.Dequeue();
        }

        if (next.IsFaulted)
        {
            _failed = next;
        }

        _current = next.GetAwaiter().GetResult();
        _taken++;
        return true;
    }

    private void ReadAll()
    {
        do
        {
            _free.Wait();
        }
        while (ReadOne());
    }

    // Reads the next one in memory that is free. Whether there was one.
    private bool ReadOne()
    {
        long index;
        TBatch? used;
        lock (_gate)
        {
            if (_stopped || _started == count)
            {
                return false;
            }

            index = _started++;
            used = _used.Count > 0 ? _used.Pop() : null;
        }

        // A task keeps what it fails at for who asks for this one; until then it is nobody's.
        Task<TBatch> task = new(() => read(index, used));
        task.RunSynchronously(TaskScheduler.Default);
        bool isFailure = task.Exception is not null;
        lock (_gate)
        {
            _stopped |= isFailure;
            _early.Add(index, task);
            while (_early.TryGetValue(_filledCount, out Task<TBatch>? next))
            {
                _early.Remove(_filledCount++);
                _ready.Enqueue(next);
                _filled.Release();
            }
        }

        return true;
    }

    private Task StopAsync()
    {
        Retire();
        lock (_gate)
        {
            _stopped = true;
        }

        _free.Release();
        return _reader ?? Task.CompletedTask;
    }
}
