using System;

namespace MemMap.Reductions.Plans;

/// <summary>Goes through the groups of a plan: where their elements and their results lie.</summary>
internal struct GroupCursor
{
    private readonly ReductionPlan _plan;
    private readonly long _columnStride;
    private readonly long _columnResultStride;
    private Odometer _lines;
    private long _column;

    public GroupCursor(ReductionPlan plan)
    {
        _plan = plan;
        int lines = plan.KeptLengths.Length - (plan.ContiguousAxisIsReduced ? 0 : 1);
        _columnStride = plan.ContiguousAxisIsReduced ? 0 : plan.KeptStrides[lines];
        _columnResultStride = plan.ContiguousAxisIsReduced ? 0 : plan.KeptResultStrides[lines];
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

    /// <summary>Where the result of a column belongs, in bytes.</summary>
    public readonly long ResultOffset(int column) => _plan.ResultOffset + _lines.OtherOffset + ((_column + column) * _columnResultStride);
}
