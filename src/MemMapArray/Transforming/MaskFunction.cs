using System.Runtime.CompilerServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Transforming;

/// <summary>Whether elements are selected.</summary>
/// <param name="selection">Which of them are.</param>
internal sealed unsafe class MaskFunction<T>(SourceSelection<T> selection) : BlockFunction
    where T : unmanaged
{
    [SkipLocalsInit]
    public override int Apply(byte** sources, byte* target, int count)
    {
        ulong* truths = stackalloc ulong[Truths.Words(count)];
        selection.Select(sources, count, truths);
        Truths.Store(truths, count, target);
        return count;
    }
}
