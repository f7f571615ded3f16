using System;
using System.Buffers;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Engine;

/// <summary>
/// Merges the states of consecutive leaves in the one order that defines a result: node (k, j) covers leaves [j 2^k, (j + 1) 2^k), only
/// siblings merge, and the roots left at the end fold from right to left. What threads, processes and machines make of their leaves, and
/// append to each other. States that know no order are all merged into the first slot, as soon as they are there.
/// </summary>
/// <remarks>
/// <code>
///   leaves 3 to 8:   3 | 4 5 6 7 | 8      nodes (0, 3), (2, 1), (0, 8) on the stack: 4 to 7 are siblings and merged,
///                      +---+---+          3 waits for a forest that ends with 2, 8 for one that begins with 9.
/// </code>
/// A node is a state for each of some columns. States are made and merged where they lie, on a stack of slots. Its memory is rented: that
/// of many columns is large to the garbage collector, and a unit of work needs a forest of its own. One that is not disposed is collected
/// like anything else.
/// </remarks>
internal sealed unsafe class Forest<TState> : IDisposable
    where TState : struct, IState
{
    private readonly TState _state;
    private readonly int[] _levels;
    private byte[] _slots;
    private int _slotBytes;

    /// <param name="state">What is merged.</param>
    /// <param name="columns">How many columns there are at most.</param>
    /// <param name="leaves">How many leaves there are at most.</param>
    public Forest(TState state, int columns, long leaves)
    {
        int levels = 1;
        for (; !state.IsOrderless && leaves >> levels != 0; levels++)
        {
        }

        _state = state;
        _levels = new int[state.IsOrderless ? 2 : (2 * levels) + 1];
        _slots = ArrayPool<byte>.Shared.Rent(checked(_levels.Length * state.Bytes * columns));
        Clear(0, columns);
    }

    /// <summary>The leaf that comes next.</summary>
    public long Next { get; private set; }

    /// <summary>How many nodes there are.</summary>
    public int Count { get; private set; }

    public int Columns { get; private set; }

    /// <summary>What <see cref="Top"/> and the nodes lie in; to be fixed while they are used.</summary>
    public byte[] Memory => _slots;

    /// <summary>Begins anew with leaf <paramref name="first"/>.</summary>
    public void Clear(long first, int columns)
    {
        Next = first;
        Count = 0;
        Columns = columns;
        _slotBytes = _state.Bytes * columns;
    }

    /// <summary>Where the next leaf's states are to be written, before <see cref="Push"/>.</summary>
    public byte* Top(byte* memory) => memory + ((long)Count * _slotBytes);

    public ReadOnlySpan<byte> StatesAt(int i) => _slots.AsSpan(i * _slotBytes, _slotBytes);

    /// <summary>Takes what has been written at <see cref="Top"/> as the node of the next leaves, and merges siblings.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void Push(byte* memory, int level = 0)
    {
        _levels[Count++] = level;
        Next += 1L << level;
        while (Count > 1 && (_state.IsOrderless || (_levels[Count - 2] == level && (Next >> level & 1) == 0)))
        {
            byte* right = memory + ((long)(Count - 1) * _slotBytes);
            _state.Merge(right - _slotBytes, right, Columns);
            Count--;
            _levels[Count - 1] = ++level;
        }
    }

    /// <summary>Adds the leaves of another forest, which begins where this one ends, and is of no use after that.</summary>
    public void Append(Forest<TState> next)
    {
        fixed (byte* memory = _slots, others = next._slots)
        {
            if (_state.IsOrderless && Count == 1 && next.Count == 1)
            {
                _state.Merge(memory, others, Columns);
                Next = next.Next;
                return;
            }

            for (int i = 0; i < next.Count; i++)
            {
                next.StatesAt(i).CopyTo(new Span<byte>(Top(memory), _slotBytes));
                Push(memory, next._levels[i]);
            }
        }
    }

    /// <summary>The states of all leaves, which have been pushed from the first to the last of the whole. Nothing can be pushed after
    /// that.</summary>
    public byte* Fold(byte* memory)
    {
        for (; Count > 1; Count--)
        {
            byte* right = memory + ((long)(Count - 1) * _slotBytes);
            _state.Merge(right - _slotBytes, right, Columns);
        }

        return memory;
    }

    public void Dispose()
    {
        if (_slots.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_slots);
            _slots = [];
        }
    }
}
