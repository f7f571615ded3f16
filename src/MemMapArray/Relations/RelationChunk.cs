using System;
using System.Runtime.CompilerServices;
using MemMap.Transforming;

namespace MemMap.Relations;

/// <summary>One thread's way from a chunk of rows to a state.</summary>
internal sealed unsafe class RelationChunk : IDisposable
{
    // Before it reads, a reader looks at the file: not for each panel. What it reads stays in a cache.
    private const int ElementsPerRead = 1 << 15;

    private readonly RelationCall _call;
    private readonly RelationPlan _plan;
    private readonly RelationPanel _left;
    private readonly RelationPanel? _right;
    private readonly BoxReader<byte>? _mask;
    private readonly bool[] _kept;

    public RelationChunk(RelationCall call)
    {
        (_call, _plan) = (call, call.Plan);
        _left = call.CreatePanel(call.Left);
        _right = call.Right is null ? null : call.CreatePanel(call.Right);
        _mask = call.Mask?.CreateBoxReader<byte>(call.Mask.Layout.Strides);
        int rowsPerRead = _plan.HasFewColumns ? _plan.RowsPerChunk : Math.Min(_plan.RowsPerChunk, ElementsPerRead / Math.Max(1, Math.Max(_plan.Left, _plan.Right)));
        _kept = new bool[Math.Max(1, rowsPerRead / _plan.PanelRows) * _plan.PanelRows];
        _kept.AsSpan().Fill(true);
    }

    /// <summary>Adds up the products of a chunk.</summary>
    public void Make(long chunk, RelationState state)
    {
        long first = chunk * _plan.RowsPerChunk, end = Math.Min(_plan.Rows, first + _plan.RowsPerChunk);
        state.Clear();
        for (int read; first < end; first += read)
        {
            read = (int)Math.Min(_kept.Length, end - first);
            Read(first, read);
            for (int row = 0; row < read; row += _plan.PanelRows)
            {
                MakePanel(row, Math.Min(_plan.PanelRows, read - row), state);
                Append(state, 0, _plan.Left);
                End(state);
            }
        }
    }

    /// <summary>Begins to append a chunk of one panel to a state.</summary>
    public void Begin(long chunk, RelationState state)
    {
        long first = chunk * _plan.RowsPerChunk;
        int rows = (int)Math.Min(_plan.RowsPerChunk, _plan.Rows - first);
        Read(first, rows);
        MakePanel(0, rows, state);
    }

    /// <summary>Appends the products of some columns of the first matrix. Threads share it.</summary>
    public void Append(RelationState state, int first, int end)
    {
        RelationPanel right = _right ?? _left;
        int rows = (int)_left.Means.Count;
        var operands = new RelationOperands(
            _left.Numbers, _left.Stride, right.Numbers, right.Stride, rows, _plan.Left, _plan.Right, _right is null, _left.Ahead, _left.AheadBytes);
        if (rows == 0)
        {
            return;
        }

        if (_plan.HasFewColumns)
        {
            ColumnProducts.Append(operands, state);
        }
        else
        {
            Products.Append(operands, state, first, end);
        }
    }

    /// <summary>Ends with the means.</summary>
    public void End(RelationState state)
    {
        if (_left.Means.Count > 0)
        {
            state.Means.Append(_left.Means);
        }
    }

    public void Dispose()
    {
        _left.Dispose();
        _right?.Dispose();
        _mask?.Dispose();
    }

    private void MakePanel(int row, int count, RelationState state)
    {
        ReadOnlySpan<bool> kept = _kept.AsSpan(row, count);
        _left.Make(kept, row);
        _right?.Make(kept, row);
        state.Begin(_left.Means);
    }

    [MethodImpl(HotPath.Optimized)]
    private void Read(long first, int count)
    {
        _left.Read(first, count);
        _right?.Read(first, count);
        if (_mask is null && !_call.SkipNaN)
        {
            return;
        }

        byte* mask = _mask is null ? null : _mask.Read(_call.Mask!.Layout.Offset + (first * _call.Mask.Layout.Strides[0]), stackalloc long[] { count });
        for (int row = 0; row < count; row++)
        {
            _kept[row] = (mask == null || mask[row] != 0)
                && !(_call.SkipNaN && (_left.HasNaN(row) || (_right is not null && _right.HasNaN(row))));
        }
    }
}
