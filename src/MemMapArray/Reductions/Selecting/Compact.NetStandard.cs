using System;

namespace MemMap.Reductions.Selecting;

/// <summary>Puts the selected elements of a block side by side, in their order.</summary>
internal static unsafe class Compact
{
    /// <summary>So many elements more than are selected must fit the memory that takes them.</summary>
    public const int Room = 64;

    /// <summary>Puts them where <paramref name="to"/> says.</summary>
    /// <returns>How many there are.</returns>
    public static int Elements<T>(T* elements, int count, ulong* truths, T* to)
        where T : unmanaged
    {
        T* next = to;
        for (int i = 0; i < count; i += Truths.PerWord)
        {
            ulong word = truths[i / Truths.PerWord];
            if (word == ulong.MaxValue)
            {
                Buffer.MemoryCopy(elements + i, next, Truths.PerWord * sizeof(T), Truths.PerWord * sizeof(T));
                next += Truths.PerWord;
            }
            else
            {
                next = CompactWord.Put(elements + i, word, next);
            }
        }

        return (int)(next - to);
    }
}
