using System;
using System.Runtime.CompilerServices;
using MemMap.Transforming;

namespace MemMap.Relations;

/// <summary>One thread's way from a chunk of rows to a state.</summary>
internal sealed unsafe class RelationChunk : IDisposable
{
    // Before it reads, a reader looks at the file: not for each panel.
    private const int ElementsPerRead = 1 << 15;

    private readonly RelationCall _call;
    private readonly RelationPanel _left;
    private readonly RelationPanel? _right;
    private readonly BoxReader<byte>? _mask;
    private readonly bool[] _kept;
    private readonly int _mostMade;
    private AlignedMemory _leftRows;
    private AlignedMemory _rightRows;
    private int _made;

    /// <param name="call">The call.</param>
    /// <param name="keepsRows">The rows of a whole chunk are kept, to be multiplied by several threads.</param>
    public RelationChunk(RelationCall call, bool keepsRows)
    {
        RelationPlan plan = call.Plan;
        _call = call;
        _left = call.CreatePanel(call.Left);
        _right = call.Right is null ? null : call.CreatePanel(call.Right);
        _mask = call.Mask?.CreateBoxReader<byte>(call.Mask.Layout.Strides);
        _mostMade = keepsRows ? plan.RowsPerChunk : RelationPlan.PanelRows;
        int rowsPerRead = ElementsPerRead / Math.Max(1, Math.Max(plan.Left, plan.Right));
        _kept = new bool[Math.Max(1, rowsPerRead / RelationPlan.PanelRows) * RelationPlan.PanelRows];
        _leftRows = Rows(_mostMade, plan.LeftStride);
        _rightRows = call.Right is null ? default : Rows(_mostMade, plan.RightStride);
        _kept.AsSpan().Fill(true);
    }

    /// <summary>Adds up the products of a chunk.</summary>
    public void Make(long chunk, RelationState state)
    {
        Read(chunk, state, multiplies: true);
        Multiply(state, 0, _call.Plan.Left);
    }

    /// <summary>Makes the rows of a chunk, and its means, but no products.</summary>
    public void Prepare(long chunk, RelationState state) => Read(chunk, state, multiplies: false);

    /// <summary>Adds up the products of some columns of the first matrix with what was prepared. Threads share it.</summary>
    public void Multiply(RelationState state, int first, int end)
    {
        AddProducts(state, first, end);
        Correct(state, first, end);
    }

    public void Dispose()
    {
        _left.Dispose();
        _right?.Dispose();
        _mask?.Dispose();
        _leftRows.Dispose();
        _rightRows.Dispose();
    }

    // What is behind the last column is zero, and stays so.
    private static AlignedMemory Rows(int rows, int stride)
    {
        var memory = new AlignedMemory((long)rows * stride * sizeof(double));
        new Span<double>(memory.Origin, rows * stride).Clear();
        return memory;
    }

    [MethodImpl(HotPath.Optimized)]
    private void Read(long chunk, RelationState state, bool multiplies)
    {
        RelationPlan plan = _call.Plan;
        long first = chunk * plan.RowsPerChunk, end = Math.Min(plan.Rows, first + plan.RowsPerChunk), rows = 0;
        state.Clear();
        _made = 0;
        _left.Start();
        _right?.Start();
        for (int read; first < end; first += read)
        {
            read = (int)Math.Min(_kept.Length, end - first);
            _left.Read(first, read);
            _right?.Read(first, read);
            Keep(first, read);
            for (int row = 0; row < read; row += RelationPlan.PanelRows)
            {
                if (multiplies && _made > _mostMade - RelationPlan.PanelRows)
                {
                    AddProducts(state, 0, plan.Left);
                    _made = 0;
                }

                ReadOnlySpan<bool> kept = _kept.AsSpan(row, Math.Min(RelationPlan.PanelRows, read - row));
                int made = _left.Make(kept, row, (double*)_leftRows.Origin + ((long)_made * plan.LeftStride), plan.LeftStride);
                _right?.Make(kept, row, (double*)_rightRows.Origin + ((long)_made * plan.RightStride), plan.RightStride);
                _made += made;
                rows += made;
            }
        }

        _left.Finish(state, rows);
    }

    [MethodImpl(HotPath.Optimized)]
    private void Keep(long first, int count)
    {
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

    private void AddProducts(RelationState state, int first, int end)
    {
        RelationPlan plan = _call.Plan;
        double* left = (double*)_leftRows.Origin, right = _right is null ? left : (double*)_rightRows.Origin;
        for (int rows = _made; rows > 0; rows -= RelationPlan.PanelRows)
        {
            int count = Math.Min(rows, RelationPlan.PanelRows);
            Products.Add(left, plan.LeftStride, right, plan.RightStride, count, first, end, plan.Right, _right is null, state.Products, state.Stride);
            left += (long)count * plan.LeftStride;
            right += (long)count * plan.RightStride;
        }
    }

    // What was taken off is not quite the mean. Of a column with an infinity there is none: all of its relations are NaN, as in NumPy.
    private void Correct(RelationState state, int first, int end)
    {
        for (int i = first; _call.IsCentred && state.Count > 0 && i < end; i++)
        {
            double* products = state.Products + ((long)i * state.Stride);
            double sum = _left.Sums[i];
            RelationLoops.Correct(products + i, sum * 0, sum / state.Count, _left.Sums + i, _call.Plan.Right - i);
        }
    }
}
