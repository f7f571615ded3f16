namespace MemMap.Transforming;

/// <content>In a plain loop.</content>
internal static unsafe partial class Blend
{
    /// <summary>Makes a block. It may be one of the two itself.</summary>
    /// <param name="elements">What is taken where nothing is selected.</param>
    /// <param name="others">What is taken where something is.</param>
    /// <param name="step">1; or 0, when <paramref name="others"/> is one element.</param>
    /// <param name="truths">What is selected.</param>
    /// <param name="count">How many elements.</param>
    /// <param name="target">Where to.</param>
    public static void Blocks<T>(T* elements, T* others, int step, ulong* truths, int count, T* target)
        where T : unmanaged => Rest(elements, others, step, truths, 0, count, target);
}
