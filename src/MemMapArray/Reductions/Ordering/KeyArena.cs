using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;

namespace MemMap.Reductions.Ordering;

/// <summary>What does not depend on the element type.</summary>
internal static class KeyArena
{
    /// <summary>So many bytes of elements a chunk has at least.</summary>
    public const int LeastChunkBytes = 64;

    /// <summary>What is known of a chunk: the one before it of the same owner, and how many elements it has.</summary>
    public const int HeaderBytes = 2 * sizeof(int);
}

/// <summary>Memory of a fixed size for the elements that a pass keeps: threads take a chunk of it at a time, each for one owner.</summary>
internal sealed unsafe class KeyArena<T> : IDisposable
    where T : unmanaged
{
    private const int LargestChunk = 8192;

    private readonly List<ElementPiece<T>> _pieces = [];
    private readonly int _chunks;
    private readonly T* _elements;
    private readonly (int Before, int Used)* _headers;
    private readonly int* _last;
    private byte* _memory;
    private int _taken;

    /// <param name="bytes">How much memory there is, besides 4 bytes for each owner.</param>
    /// <param name="owners">How many owners there are.</param>
    /// <param name="keepers">For how many of them elements are kept.</param>
    /// <param name="threads">By how many threads.</param>
    public KeyArena(long bytes, int owners, int keepers, int threads)
    {
        // No more than an eighth is in chunks that were only begun, unless these are the smallest.
        long most = bytes / sizeof(T) / (8L * keepers * threads);
        Chunk = (int)Math.Max(KeyArena.LeastChunkBytes / sizeof(T), Math.Min(LargestChunk, most));
        _chunks = (int)(bytes / ((Chunk * sizeof(T)) + KeyArena.HeaderBytes));
        long elements = (long)_chunks * Chunk * sizeof(T), headers = (long)_chunks * KeyArena.HeaderBytes;
        _memory = (byte*)Marshal.AllocHGlobal((nint)(elements + headers + ((long)owners * sizeof(int))));
        _elements = (T*)_memory;
        _headers = ((int, int)*)(_memory + elements);
        _last = (int*)(_memory + elements + headers);

        // Chunks are counted from 1, so that 0 is none.
        new Span<int>(_last, owners).Clear();
    }

    /// <summary>How many elements a chunk has.</summary>
    public int Chunk { get; }

    /// <summary>A chunk for an owner.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="chunk">Its number.</param>
    /// <returns>Where it begins; <see langword="null"/> when there is none left.</returns>
    public T* Take(int owner, out int chunk)
    {
        chunk = Interlocked.Increment(ref _taken) - 1;
        if (chunk < 0 || chunk >= _chunks)
        {
            Interlocked.Decrement(ref _taken);
            return null;
        }

        _headers[chunk] = (Interlocked.Exchange(ref _last[owner], chunk + 1), 0);
        return _elements + ((long)chunk * Chunk);
    }

    /// <summary>Says how many elements of a chunk are used.</summary>
    public void Close(int chunk, int used) => _headers[chunk].Used = used;

    /// <summary>What an owner has, when all threads are done. The next call clears it.</summary>
    public List<ElementPiece<T>> PiecesOf(int owner)
    {
        _pieces.Clear();
        for (int chunk = _last[owner] - 1; chunk >= 0; chunk = _headers[chunk].Before - 1)
        {
            if (_headers[chunk].Used > 0)
            {
                _pieces.Add(new(_elements + ((long)chunk * Chunk), _headers[chunk].Used));
            }
        }

        return _pieces;
    }

    public void Dispose()
    {
        Marshal.FreeHGlobal((nint)_memory);
        _memory = null;
    }
}
