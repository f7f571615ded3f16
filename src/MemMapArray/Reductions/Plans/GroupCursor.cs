using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Plans;

/// <summary>Goes through the groups of a plan: where their elements and their results lie.</summary>
internal struct GroupCursor
{
    private readonly ReductionPlan _plan;
    private readonly long _columnStride;
    private readonly long _columnResultStride;
    private readonly long _lineResultStride;
    private Odometer _lines;
    private long _column;

    public GroupCursor(ReductionPlan plan)
    {
        _plan = plan;
        int lines = plan.KeptLengths.Length - (plan.ContiguousAxisIsReduced ? 0 : 1);
        _columnStride = plan.ContiguousAxisIsReduced ? 0 : plan.KeptStrides[lines];
        _columnResultStride = plan.ContiguousAxisIsReduced ? 0 : plan.KeptResultStrides[lines];
        _lineResultStride = lines == 0 ? 0 : plan.KeptResultStrides[lines - 1];
        _lines = new Odometer(
            plan.KeptLengths.AsSpan(0, lines).ToArray(),
            plan.KeptStrides.AsSpan(0, lines).ToArray(),
            plan.KeptResultStrides.AsSpan(0, lines).ToArray());
    }

    public long Group { get; private set; }

    public readonly int Columns => (int)Math.Min(_plan.Columns, _plan.LineLength - _column);

    /// <summary>Where the element at position 0 of the first column lies, in bytes.</summary>
    public readonly long Offset => _plan.Offset + _lines.Offset + (_column * _columnStride);

    /// <summary>How far behind the first column the last one lies, in bytes.</summary>
    public readonly long LastColumnOffset => (Columns - 1) * _columnStride;

    public void MoveTo(long group)
    {
        Group = group;
        _column = _plan.ColumnOf(group);
        _lines.MoveTo(_plan.LineOf(group));
    }

    [MethodImpl(HotPath.Optimized)]
    public void MoveNext()
    {
        // No divisions: a group may be as small as one element.
        Group++;
        _column += _plan.Columns;
        if (_column >= _plan.LineLength)
        {
            _column = 0;
            _lines.MoveNext();
        }
    }

    /// <summary>How many groups lie evenly from this one on, of those that are a whole line each.</summary>
    public readonly long LeftOfRun => _lines.LeftOfRun;

    /// <summary>Goes on by so many groups of a run.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void MoveBy(long groups)
    {
        Group += groups;
        _lines.MoveBy(groups);
    }

    /// <summary>Where the results of the next groups of a run belong.</summary>
    public readonly ResultBox ResultsOf(int groups) => new(ResultOffset(0), groups, _lineResultStride, Columns, _columnResultStride);

    /// <summary>Where the result of a column belongs, in bytes.</summary>
    public readonly long ResultOffset(int column) => _plan.ResultOffset + _lines.OtherOffset + ((_column + column) * _columnResultStride);
}
