using System.Linq;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Engine;
using MemMap.Reductions.Plans;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <summary>One thread's first elements of some columns.</summary>
/// <param name="columns">How many columns.</param>
/// <param name="rule">Which elements come first.</param>
/// <param name="indexes">The index of each position.</param>
internal abstract unsafe class TopVisitor<T>(int columns, TopRule rule, TraversalIndexes indexes) : ElementVisitor<T>
    where T : unmanaged
{
    private readonly ulong[] _found = new ulong[Truths.Words(Rules.BlockElements)];
    private readonly int[] _places = new int[Rules.BlockElements];

    public sealed override bool NeedsPositions => true;

    /// <summary>Which elements come first.</summary>
    protected TopRule Rule => rule;

    /// <summary>What is found of each column.</summary>
    protected Candidates[] Found { get; } = [.. Enumerable.Range(0, columns).Select(_ => new Candidates(rule.Most))];

    [MethodImpl(HotPath.Optimized)]
    public sealed override void Visit(int column, T* elements, int count, long position, ulong* truths)
    {
        if (truths != null)
        {
            CompactWord.Places(truths, count, _places);
        }

        Candidates found = Found[column];
        if (!found.AreEnough || TopRule.MayBeNaN<T>(found.Last.Rank))
        {
            for (int i = 0; i < count; i++)
            {
                Add(found, elements, i, position, truths);
            }

            return;
        }

        // Most elements come after the last: only others are looked at.
        (long low, long high) = rule.KeysFrom<T>(found.Last.Rank);
        fixed (ulong* bits = _found)
        {
            long below = 0;
            if (KeyMasks.Find(elements, count, low, high, bits, ref below) == 0)
            {
                return;
            }

            for (int word = 0; word < Truths.Words(count); word++)
            {
                for (ulong left = bits[word]; left != 0; left &= left - 1)
                {
                    Add(found, elements, (word * Truths.PerWord) + Truths.First(left), position, truths);
                }
            }
        }
    }

    private void Add(Candidates found, T* elements, int i, long position, ulong* truths)
    {
        if (rule.TryRank(Unsafe.ReadUnaligned<T>(elements + i), out long rank))
        {
            found.Add(rank, indexes.IndexOf(position + (truths == null ? i : _places[i])));
        }
    }
}
