using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MemMap.Reductions.Selecting;

namespace MemMap.Transforming;

/// <content>With vectors.</content>
internal static unsafe partial class Blend
{
    /// <summary>Makes a block. It may be one of the two itself.</summary>
    /// <param name="elements">What is taken where nothing is selected.</param>
    /// <param name="others">What is taken where something is.</param>
    /// <param name="step">1; or 0, when <paramref name="others"/> is 64 bytes of the same element, or one that is larger.</param>
    /// <param name="truths">What is selected.</param>
    /// <param name="count">How many elements.</param>
    /// <param name="target">Where to.</param>
    public static void Blocks<T>(T* elements, T* others, int step, ulong* truths, int count, T* target)
        where T : unmanaged
    {
        int done = sizeof(T) switch
        {
            sizeof(byte) => Words((byte*)elements, (byte*)others, step, truths, count, (byte*)target),
            sizeof(ushort) => Words((ushort*)elements, (ushort*)others, step, truths, count, (ushort*)target),
            sizeof(uint) => Words((uint*)elements, (uint*)others, step, truths, count, (uint*)target),
            sizeof(ulong) => Words((ulong*)elements, (ulong*)others, step, truths, count, (ulong*)target),
            _ => 0,
        };
        Rest(elements, others, step, truths, done, count, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Words<T>(T* elements, T* others, int step, ulong* truths, int count, T* target)
        where T : unmanaged
    {
        int i = 0;
        for (; i <= count - Truths.PerWord; i += Truths.PerWord)
        {
            ulong word = truths[i / Truths.PerWord];
            for (int part = i; part < i + Truths.PerWord; part += Vector512<T>.Count)
            {
                Vector512<T> other = Vector512.Load(others + ((nint)part * step)), element = Vector512.Load(elements + part);
                Vector512.ConditionalSelect(TruthLanes.Of<T>(word >> (part - i)), other, element).Store(target + part);
            }
        }

        return i;
    }
}
