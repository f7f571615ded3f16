using System.Runtime.CompilerServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <content>Keeps elements.</content>
internal sealed unsafe partial class IntervalVisitor<T>
{
    [MethodImpl(HotPath.Optimized)]
    private void Keep(T* elements, int count, ulong* found, int owner)
    {
        ref Keeper keeper = ref _keepers[owner];
        for (int word = 0; word < Truths.Words(count); word++, elements += Truths.PerWord)
        {
            for (ulong left = found[word]; left != 0; left &= left - 1)
            {
                if (keeper.Next == keeper.End && !Open(ref keeper, owner))
                {
                    return;
                }

                *keeper.Next++ = Unsafe.ReadUnaligned<T>(elements + Truths.First(left));
            }
        }
    }

    private bool Open(ref Keeper keeper, int owner)
    {
        KeyArena<T> arena = pass.Arena!;
        if (keeper.Start != null)
        {
            arena.Close(keeper.Chunk, (int)(keeper.Next - keeper.Start));
        }

        keeper.Start = keeper.Next = arena.Take(owner, out keeper.Chunk);
        keeper.End = keeper.Start == null ? null : keeper.Start + arena.Chunk;
        keeper.IsFull = keeper.Start == null;
        return !keeper.IsFull;
    }

    // Where the next element of an interval is kept.
    private struct Keeper
    {
        public T* Start;
        public T* Next;
        public T* End;
        public int Chunk;
        public bool IsFull;
    }
}
