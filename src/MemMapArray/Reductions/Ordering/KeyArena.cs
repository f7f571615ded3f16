using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;

namespace MemMap.Reductions.Ordering;

/// <summary>Memory of a fixed size for the elements that a pass keeps: threads take a chunk of it at a time, each for one owner.</summary>
internal sealed unsafe class KeyArena<T> : IDisposable
    where T : unmanaged
{
    private const int LargestChunk = 8192;

    private readonly int[] _owners;
    private readonly int[] _used;
    private T* _elements;
    private int _taken;

    // The chunks of each owner, as lists: the last one of an owner, and the one before each.
    private int[]? _last;
    private int[] _before = [];

    /// <param name="bytes">How much memory there is.</param>
    /// <param name="owners">For how many owners elements are kept.</param>
    /// <param name="threads">By how many threads.</param>
    public KeyArena(long bytes, long owners, int threads)
    {
        long capacity = bytes / sizeof(T);

        // No more than an eighth is in chunks that were only begun.
        long begun = Math.Max(1, owners * threads);
        Chunk = (int)Math.Max(1, Math.Min(LargestChunk, capacity / (8 * begun)));
        _owners = new int[capacity / Chunk];
        _used = new int[_owners.Length];
        _elements = (T*)Marshal.AllocHGlobal((nint)bytes);
    }

    /// <summary>How many elements a chunk has.</summary>
    public int Chunk { get; }

    /// <summary>How many elements there is room for in so much memory, at least.</summary>
    public static long RoomOf(long bytes) => bytes / sizeof(T) / 8 * 7;

    /// <summary>A chunk for an owner.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="chunk">Its number.</param>
    /// <returns>Where it begins; <see langword="null"/> when there is none left.</returns>
    public T* Take(int owner, out int chunk)
    {
        chunk = Interlocked.Increment(ref _taken) - 1;
        if (chunk < 0 || chunk >= _owners.Length)
        {
            Interlocked.Decrement(ref _taken);
            return null;
        }

        _owners[chunk] = owner;
        return _elements + ((long)chunk * Chunk);
    }

    /// <summary>Says how many elements of a chunk are used.</summary>
    public void Close(int chunk, int used) => _used[chunk] = used;

    /// <summary>What an owner has, when all threads are done.</summary>
    public List<ElementPiece<T>> PiecesOf(int owner)
    {
        if (_last is null)
        {
            Sort();
        }

        var pieces = new List<ElementPiece<T>>();
        for (int chunk = owner < _last!.Length ? _last[owner] : 0; chunk > 0; chunk = _before[chunk - 1])
        {
            if (_used[chunk - 1] > 0)
            {
                pieces.Add(new(_elements + ((long)(chunk - 1) * Chunk), _used[chunk - 1]));
            }
        }

        return pieces;
    }

    // Chunks are counted from 1, so that 0 is none.
    private void Sort()
    {
        int taken = Math.Min(_taken, _owners.Length), most = 0;
        for (int chunk = 0; chunk < taken; chunk++)
        {
            most = Math.Max(most, _owners[chunk]);
        }

        (_last, _before) = (new int[most + 1], new int[taken]);
        for (int chunk = 0; chunk < taken; chunk++)
        {
            (_before[chunk], _last[_owners[chunk]]) = (_last[_owners[chunk]], chunk + 1);
        }
    }

    public void Dispose()
    {
        Marshal.FreeHGlobal((nint)_elements);
        _elements = null;
    }
}
