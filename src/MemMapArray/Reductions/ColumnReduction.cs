using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemMap.Reductions;

/// <summary>
/// The rule for a contiguous axis that is kept: each of its elements, a column, has a state that takes rows in their order. A unit of work is a
/// subtree of the leaves of some columns.
/// </summary>
internal sealed unsafe class ColumnReduction<T, TState, TResult, TKernel> : IReductionWork
    where T : unmanaged
    where TKernel : struct, IReductionKernel<T, TState, TResult>
{
    private readonly ReductionPlan _plan;
    private readonly byte* _first;
    private readonly TKernel _kernel;
    private readonly TResult[] _results;
    private readonly int _width;
    private readonly long _tilesPerLine;
    private readonly long _tiles;
    private readonly long _rowsPerUnit;
    private readonly long _unitsPerTile;
    private readonly MergeTree<T, TState, TResult, TKernel> _tree;

    public ColumnReduction(ReductionPlan plan, byte* first, TKernel kernel, TResult[] results, long workUnitBytes)
    {
        _plan = plan;
        _first = first;
        _kernel = kernel;
        _results = results;
        long lineLength = plan.KeptLengths[^1];
        _width = (int)Math.Min(lineLength, ReductionEngine.ColumnsPerTile);
        _tilesPerLine = (lineLength + _width - 1) / _width;
        _tiles = _results.LongLength / lineLength * _tilesPerLine;
        _rowsPerUnit = kernel.RowsPerLeaf;
        while (_rowsPerUnit * 2 * _width * sizeof(T) <= workUnitBytes)
        {
            _rowsPerUnit *= 2;
        }

        _unitsPerTile = (plan.Count + _rowsPerUnit - 1) / _rowsPerUnit;
        _tree = new(kernel, _width);
    }

    public long UnitCount => _tiles * _unitsPerTile;

    public long TotalBytes => _results.LongLength * _plan.Count * sizeof(T);

    public long BytesOf(long unit)
    {
        long rows = Math.Min(_rowsPerUnit, _plan.Count - (unit % _unitsPerTile * _rowsPerUnit));
        return rows * ColumnsOf(unit / _unitsPerTile) * sizeof(T);
    }

    public IReductionWorker CreateWorker() => new Worker(this);

    private int ColumnsOf(long tile) => (int)Math.Min(_width, _plan.KeptLengths[^1] - (tile % _tilesPerLine * _width));

    private sealed class Worker : IReductionWorker
    {
        private readonly ColumnReduction<T, TState, TResult, TKernel> _work;
        private readonly TState[] _states;
        private readonly T** _rows;
        private readonly T* _gathered;
        private Odometer _lines;

        public Worker(ColumnReduction<T, TState, TResult, TKernel> work)
        {
            _work = work;
            _states = new TState[work._width];
            ReductionPlan plan = work._plan;
            int last = plan.KeptLengths.Length - 1;
            _lines = new Odometer(plan.KeptLengths.AsSpan(0, last).ToArray(), plan.KeptStrides.AsSpan(0, last).ToArray(), plan.KeptResultStrides.AsSpan(0, last).ToArray());
            int rows = work._kernel.RowsPerLeaf, gathered = plan.KeptStrides[last] == sizeof(T) ? 0 : rows * work._width;
            _rows = (T**)Marshal.AllocHGlobal((rows * sizeof(T*)) + (gathered * sizeof(T)));
            _gathered = gathered == 0 ? null : (T*)(_rows + rows);
        }

        public object? Process(long unit)
        {
            ReductionPlan plan = _work._plan;
            long tile = unit / _work._unitsPerTile, start = unit % _work._unitsPerTile * _work._rowsPerUnit;
            int columns = _work.ColumnsOf(tile);
            _lines.MoveTo(tile / _work._tilesPerLine);
            byte* first = _work._first + _lines.Offset + (tile % _work._tilesPerLine * _work._width * plan.KeptStrides[^1]);
            var tree = new MergeTree<T, TState, TResult, TKernel>(_work._kernel, columns);
            var row = new Odometer(plan.ReducedLengths, plan.ReducedStrides);
            row.MoveTo(start);
            for (long remaining = Math.Min(_work._rowsPerUnit, plan.Count - start); remaining > 0;)
            {
                int rowCount = (int)Math.Min(_work._kernel.RowsPerLeaf, remaining);
                for (int i = 0; i < rowCount; i++, row.MoveNext())
                {
                    _rows[i] = Row(first + row.Offset, i, columns);
                }

                _work._kernel.ReduceRows(_rows, rowCount, columns, _states);
                tree.Push(_states, columns);
                remaining -= rowCount;
            }

            if (_work._unitsPerTile > 1)
            {
                return tree;
            }

            Finish(tree, tile);
            return null;
        }

        public void Complete(long unit, object? outcome)
        {
            if (outcome is not MergeTree<T, TState, TResult, TKernel> part)
            {
                return;
            }

            long tile = unit / _work._unitsPerTile;
            _work._tree.Append(part, _work.ColumnsOf(tile));
            if ((unit + 1) % _work._unitsPerTile == 0)
            {
                Finish(_work._tree, tile);
                _work._tree.Clear();
            }
        }

        public void Dispose() => Marshal.FreeHGlobal((nint)_rows);

        private void Finish(MergeTree<T, TState, TResult, TKernel> tree, long tile)
        {
            ReductionPlan plan = _work._plan;
            int columns = _work.ColumnsOf(tile);
            TState[] states = tree.Fold(columns);
            _lines.MoveTo(tile / _work._tilesPerLine);
            long position = plan.ResultOffset + _lines.OtherOffset, column = tile % _work._tilesPerLine * _work._width;
            for (int i = 0; i < columns; i++)
            {
                _work._results[position + ((column + i) * plan.KeptResultStrides[^1])] = _work._kernel.Finish(states[i], plan.Count);
            }
        }

        // The row in place where its columns lie one after the other, otherwise a copy where they do.
        private T* Row(byte* first, int i, int columns)
        {
            if (_gathered == null)
            {
                return (T*)first;
            }

            T* copy = _gathered + ((long)i * _work._width);
            long stride = _work._plan.KeptStrides[^1];
            for (int column = 0; column < columns; column++, first += stride)
            {
                copy[column] = Unsafe.ReadUnaligned<T>(first);
            }

            return copy;
        }
    }
}
