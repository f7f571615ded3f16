using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap.Rows;

/// <summary>Things that a thread reads while the one before is used, each in memory that an earlier one had. How many there are at a time
/// is fixed. The thread ends with the last, at the first failure, or when this is disposed.</summary>
/// <param name="count">How many.</param>
/// <param name="ahead">How many are read before they are asked for.</param>
/// <param name="read">Reads the one of a number, in the memory of an earlier one, if one is given.</param>
/// <param name="requireOpen">Throws when nothing may be handed out any more.</param>
internal sealed class ReadAhead<TBatch>(long count, int ahead, Func<long, TBatch?, TBatch> read, Action requireOpen) : IDisposable
    where TBatch : class, IReusable
{
    private readonly SemaphoreSlim _free = new(ahead + 1);
    private readonly SemaphoreSlim _filled = new(0);
    private readonly ConcurrentQueue<TBatch> _ready = new();
    private readonly ConcurrentQueue<TBatch> _used = new();
    private TBatch? _current;
    private Task? _reader;
    private volatile bool _stopped;

    public TBatch Current => _current!;

    /// <summary>Goes to the next one. The current one gives its memory back.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        Start();
        _filled.Wait();
        return Take();
    }

    /// <summary>Goes to the next one. The current one gives its memory back.</summary>
    /// <returns>Whether there is one.</returns>
    public async Task<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Start();
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

    private void Start()
    {
        Retire();
        _reader ??= Task.Factory.StartNew(ReadAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private void Retire()
    {
        if (_current is { } used)
        {
            _current = null;
            used.Retire();
            _used.Enqueue(used);
            _free.Release();
        }
    }

    private bool Take()
    {
        requireOpen();
        if (_ready.TryDequeue(out _current))
        {
            return true;
        }

        // The reader has ended. So it has for all who ask again.
        _filled.Release();
        _reader!.GetAwaiter().GetResult();
        return false;
    }

    private void ReadAll()
    {
        try
        {
            for (long i = 0; i < count; i++)
            {
                _free.Wait();
                if (_stopped)
                {
                    return;
                }

                _ = _used.TryDequeue(out TBatch? used);
                _ready.Enqueue(read(i, used));
                _filled.Release();
            }
        }
        finally
        {
            _filled.Release();
        }
    }

    // What the reader failed at was not asked for: its failure is nobody's.
    private Task StopAsync()
    {
        Retire();
        _stopped = true;
        _free.Release();
        return _reader is null
            ? Task.CompletedTask
            : _reader.ContinueWith(
                ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
