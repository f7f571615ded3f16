using System.Collections.Generic;
using System.Linq;

namespace MemMap.Embeddings;

/// <summary>The best matches so far: a heap of at most so many, the worst on top.</summary>
internal sealed class TopMatches(int capacity)
{
    private readonly PriorityQueue<Match, Match> _heap = new(capacity, Match.Worse);

    // What cannot enter any more is turned away by one comparison. So is NaN, which a vector of length 0 gives.
    private float _worst = float.NegativeInfinity;

    public void Add(Match match)
    {
        if (!(match.Similarity >= _worst))
        {
            return;
        }

        if (_heap.Count < capacity)
        {
            _heap.Enqueue(match, match);
        }
        else
        {
            _heap.EnqueueDequeue(match, match);
        }

        if (_heap.Count == capacity)
        {
            _worst = _heap.Peek().Similarity;
        }
    }

    public void Merge(TopMatches others)
    {
        foreach ((Match match, _) in others._heap.UnorderedItems)
        {
            Add(match);
        }
    }

    /// <summary>The matches, the best first.</summary>
    public Match[] ToArray() => [.. _heap.UnorderedItems.Select(item => item.Element).OrderDescending(Match.Worse)];
}
