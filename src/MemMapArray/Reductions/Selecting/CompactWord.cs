using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Selecting;

/// <summary>Puts selected elements side by side, a word of their truths at a time.</summary>
internal static unsafe class CompactWord
{
    /// <summary>Those of a word.</summary>
    /// <returns>Behind the last that was put.</returns>
    [MethodImpl(HotPath.Optimized)]
    public static T* Put<T>(T* elements, ulong word, T* to)
        where T : unmanaged
    {
        for (; word != 0; word &= word - 1)
        {
            Unsafe.WriteUnaligned(to++, Unsafe.ReadUnaligned<T>(elements + Truths.First(word)));
        }

        return to;
    }

    /// <summary>Where the selected elements are, each by its number.</summary>
    /// <param name="truths">Which are selected.</param>
    /// <param name="count">How many those are.</param>
    /// <param name="places">Takes them.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void Places(ulong* truths, int count, Span<int> places)
    {
        int found = 0;
        for (int word = 0; found < count; word++)
        {
            for (ulong left = truths[word]; left != 0; left &= left - 1)
            {
                places[found++] = (word * Truths.PerWord) + Truths.First(left);
            }
        }
    }
}
