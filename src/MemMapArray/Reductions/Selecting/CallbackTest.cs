using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Selecting;

/// <summary>What a function of the caller's says of each selected element, as sources store it.</summary>
internal sealed unsafe class CallbackTest<TStored, T>(Func<TStored, bool> predicate) : ElementTest<T>
    where TStored : unmanaged
    where T : unmanaged
{
    [MethodImpl(HotPath.Optimized)]
    public override void Narrow(T* elements, int count, ulong* truths)
    {
        for (int word = 0; word < Truths.Words(count); word++)
        {
            T* first = elements + (word * Truths.PerWord);
            ulong passed = 0;
            for (ulong left = truths[word]; left != 0; left &= left - 1)
            {
                // No branch: what the function says may be as good as drawn.
                T element = Unsafe.ReadUnaligned<T>(first + Truths.First(left));
                bool isTrue = predicate(
                    typeof(TStored) == typeof(T) ? Unsafe.As<T, TStored>(ref element) : Element.ToStored<TStored, T>(element));
                // Any byte but 0 is true: what the function hands on may come from anywhere.
                passed |= left & (0 - left) & (ulong)(-(long)Unsafe.As<bool, byte>(ref isTrue) >> 63);
            }

            truths[word] = passed;
        }
    }
}
