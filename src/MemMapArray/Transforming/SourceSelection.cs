using MemMap.Reductions.Selecting;

namespace MemMap.Transforming;

/// <summary>Which elements of a block of the first source <c>Where</c> selects. Threads share it.</summary>
/// <param name="masks">How many sources behind the first one are masks.</param>
/// <param name="tests">What is asked of the elements that the masks leave, in this order.</param>
internal sealed unsafe class SourceSelection<T>(int masks, ElementTest<T>[] tests)
    where T : unmanaged
{
    /// <summary>Looks at a block.</summary>
    /// <param name="sources">Where the elements of the first source begin, and those of its masks.</param>
    /// <param name="count">How many.</param>
    /// <param name="truths">Which of them are selected.</param>
    /// <returns>How many are.</returns>
    public int Select(byte** sources, int count, ulong* truths)
    {
        Truths.Fill(truths, count);
        for (int mask = 1; mask <= masks; mask++)
        {
            Truths.Narrow(sources[mask], count, truths);
        }

        foreach (ElementTest<T> test in tests)
        {
            test.Narrow((T*)sources[0], count, truths);
        }

        return Truths.Count(truths, count);
    }
}
