using System;
using MemMap.Transforming;

namespace MemMap.Relations;

/// <summary>One thread's way from a chunk of rows to a state.</summary>
internal sealed unsafe class RelationChunk : IDisposable
{
    private readonly RelationCall _call;
    private readonly RelationPanel _left;
    private readonly RelationPanel? _right;
    private readonly BoxReader<byte>? _mask;
    private readonly bool[] _kept = new bool[RelationPlan.PanelRows];
    private readonly int[] _panelRows;
    private AlignedMemory _leftPanels;
    private AlignedMemory _rightPanels;

    /// <param name="call">The call.</param>
    /// <param name="keepsPanels">The panels of a whole chunk are kept, to be multiplied by several threads.</param>
    public RelationChunk(RelationCall call, bool keepsPanels)
    {
        RelationPlan plan = call.Plan;
        int panels = keepsPanels ? plan.RowsPerChunk / RelationPlan.PanelRows : 1;
        _call = call;
        _left = call.CreatePanel(call.Left);
        _right = call.Right is null ? null : call.CreatePanel(call.Right);
        _mask = call.Mask?.CreateBoxReader<byte>(call.Mask.Layout.Strides);
        _panelRows = new int[panels];
        _leftPanels = new((long)panels * RelationPlan.PanelRows * plan.LeftStride * sizeof(double));
        _rightPanels = call.Right is null ? default : new((long)panels * RelationPlan.PanelRows * plan.RightStride * sizeof(double));
    }

    /// <summary>Adds up the products of a chunk.</summary>
    public void Make(long chunk, RelationState state)
    {
        Read(chunk, state, (panel, rows) => Multiply(panel, rows, state, 0, _call.Plan.Left));
        Correct(state, 0, _call.Plan.Left);
    }

    /// <summary>Makes the panels of a chunk, and its means, but no products.</summary>
    public void Prepare(long chunk, RelationState state) => Read(chunk, state, (panel, rows) => _panelRows[panel] = rows);

    /// <summary>Adds up the products of some columns of the first matrix, of the chunk that was prepared. Threads share it.</summary>
    public void Multiply(RelationState state, int first, int end)
    {
        for (int panel = 0; panel < _panelRows.Length; panel++)
        {
            Multiply(panel, _panelRows[panel], state, first, end);
        }

        Correct(state, first, end);
    }

    public void Dispose()
    {
        _left.Dispose();
        _right?.Dispose();
        _mask?.Dispose();
        _leftPanels.Dispose();
        _rightPanels.Dispose();
    }

    private static double* PanelAt(in AlignedMemory panels, int panel, int stride) =>
        (double*)panels.Origin + ((long)panel * RelationPlan.PanelRows * stride);

    private void Read(long chunk, RelationState state, Action<int, int> made)
    {
        RelationPlan plan = _call.Plan;
        long first = chunk * plan.RowsPerChunk, end = Math.Min(plan.Rows, first + plan.RowsPerChunk), rows = 0;
        state.Clear();
        Array.Clear(_panelRows, 0, _panelRows.Length);
        _left.Start();
        _right?.Start();
        for (int panel = 0; first < end; panel++, first += RelationPlan.PanelRows)
        {
            int count = (int)Math.Min(RelationPlan.PanelRows, end - first), at = panel % _panelRows.Length;
            _left.Read(first, count);
            _right?.Read(first, count);
            Keep(first, count);
            int kept = _left.Make(_kept, count, PanelAt(_leftPanels, at, plan.LeftStride), plan.LeftStride);
            _right?.Make(_kept, count, PanelAt(_rightPanels, at, plan.RightStride), plan.RightStride);
            rows += kept;
            made(at, kept);
        }

        _left.Finish(state, rows);
    }

    private void Keep(long first, int count)
    {
        byte* mask = _mask is null ? null : _mask.Read(_call.Mask!.Layout.Offset + (first * _call.Mask.Layout.Strides[0]), stackalloc long[] { count });
        for (int row = 0; row < count; row++)
        {
            _kept[row] = (mask == null || mask[row] != 0)
                && !(_call.SkipNaN && (_left.HasNaN(row) || (_right is not null && _right.HasNaN(row))));
        }
    }

    private void Multiply(int panel, int rows, RelationState state, int first, int end)
    {
        RelationPlan plan = _call.Plan;
        double* left = PanelAt(_leftPanels, panel, plan.LeftStride);
        bool isSymmetric = _right is null;
        double* right = isSymmetric ? left : PanelAt(_rightPanels, panel, plan.RightStride);
        Products.Add(left, plan.LeftStride, right, plan.RightStride, rows, first, end, plan.Right, isSymmetric, state.Products, state.Stride);
    }

    // What was taken off is not quite the mean. Of a column with an infinity there is none: all of its relations are NaN, as in NumPy.
    private void Correct(RelationState state, int first, int end)
    {
        for (int i = first; _call.IsCentred && state.Count > 0 && i < end; i++)
        {
            double* products = state.Products + ((long)i * state.Stride);
            double share = _left.Sums[i] / state.Count;
            for (int j = i; j < _call.Plan.Right; j++)
            {
                products[j] += (_left.Sums[i] * 0) + (_left.Sums[j] * 0) - (share * _left.Sums[j]);
            }
        }
    }
}
