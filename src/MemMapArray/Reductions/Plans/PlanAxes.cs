using System.Collections.Generic;

namespace MemMap.Reductions.Plans;

/// <summary>The axes of a plan that are reduced, or those that are kept, slowest first. An axis that continues the one before it becomes
/// one with it.</summary>
internal sealed class PlanAxes
{
    private readonly List<long> _lengths = [], _strides = [], _resultStrides = [];

    public void Add(long length, long stride, long resultStride, bool mayJoin)
    {
        int last = _lengths.Count - 1;
        if (mayJoin && last >= 0 && _strides[last] == stride * length && _resultStrides[last] == resultStride * length)
        {
            (_lengths[last], _strides[last], _resultStrides[last]) = (_lengths[last] * length, stride, resultStride);
            return;
        }

        _lengths.Add(length);
        _strides.Add(stride);
        _resultStrides.Add(resultStride);
    }

    public (long[] Lengths, long[] Strides, long[] ResultStrides) ToArrays() => ([.. _lengths], [.. _strides], [.. _resultStrides]);
}
