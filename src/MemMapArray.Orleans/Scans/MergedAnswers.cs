using System;
using System.Collections.Generic;

namespace MemMap.Cluster;

/// <summary>Answers for some shards, merged as they come. By several threads.</summary>
/// <param name="scanner">Merges them.</param>
/// <param name="request">What was asked for.</param>
/// <param name="silo">What the silo has.</param>
internal sealed class MergedAnswers(ElementScanner scanner, ShardRequest request, SiloResources silo)
{
    // To merge reads and writes all: it is done when as much has come as is there. What would exceed an array of bytes stays in pieces.
    private const long Least = 1 << 20, Most = 1_900_000_000;

    private readonly List<ReadOnlyMemory<byte>> _whole = [], _some = [];
    private long _bytes, _merged;

    /// <summary>Adds the answer for some shards that are not in it yet.</summary>
    /// <exception cref="ArgumentException">Answers to this are not merged.</exception>
    public void Add(ReadOnlyMemory<byte> answer)
    {
        lock (_some)
        {
            if (_bytes + answer.Length > Most)
            {
                Flush();
            }

            _some.Add(answer);
            _bytes += answer.Length;
            if (_bytes - _merged >= Math.Max(_merged, Least))
            {
                MergeSome();
            }
        }
    }

    /// <summary>What there is at the end: one answer of all, or as few as can be.</summary>
    /// <exception cref="ArgumentException">Answers to this are not merged.</exception>
    public IReadOnlyList<ReadOnlyMemory<byte>> ToPieces()
    {
        lock (_some)
        {
            Flush();
            return _whole;
        }
    }

    private void Flush()
    {
        MergeSome();
        _whole.AddRange(_some);
        _some.Clear();
        _bytes = _merged = 0;
    }

    private void MergeSome()
    {
        if (_some.Count > 1)
        {
            ReadOnlyMemory<byte> all = scanner.Merge(request, silo, _some);
            _some.Clear();
            _some.Add(all);
        }

        _bytes = _merged = _some.Count == 0 ? 0 : _some[0].Length;
    }
}
