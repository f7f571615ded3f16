using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using MemMap.Scheduling;

namespace MemMap.Transforming;

/// <summary>The pieces of a transform, in units of several.</summary>
internal sealed unsafe class TransformWork : IUnitWork<object>
{
    private readonly TransformPlan _plan;
    private readonly TransformSource[] _sources;
    private readonly TransformTarget _target;
    private readonly BlockFunction _function;
    private readonly long _piecesPerUnit;

    /// <param name="plan">What lies where.</param>
    /// <param name="sources">What is read.</param>
    /// <param name="target">Where to.</param>
    /// <param name="function">What is done.</param>
    /// <param name="unitBytes">About how many bytes of all operands a unit has.</param>
    public TransformWork(TransformPlan plan, TransformSource[] sources, TransformTarget target, BlockFunction function, long unitBytes)
    {
        (_plan, _sources, _target, _function) = (plan, sources, target, function);
        long elementBytes = 0;
        foreach (OperandAxes operand in plan.Operands)
        {
            elementBytes += operand.ElementSize;
        }

        _piecesPerUnit = Math.Max(1, unitBytes / (plan.RowsPerPiece * plan.RowElements * elementBytes));
    }

    public long UnitCount => (_plan.PieceCount + _piecesPerUnit - 1) / _piecesPerUnit;

    /// <summary>How many elements the units up to one have, that one among them.</summary>
    public long ElementsUpTo(long unit) => unit == UnitCount - 1 ? _plan.ElementCount : _plan.PositionOf((unit + 1) * _piecesPerUnit);

    public IUnitWorker<object> CreateWorker() => new Worker(this);

    private sealed class Worker : IUnitWorker<object>
    {
        private readonly TransformWork _work;
        private readonly SourceReader[] _readers;
        private readonly int _alignment;
        private AlignedMemory _memory;

        public Worker(TransformWork work)
        {
            TransformPlan plan = work._plan;
            _work = work;
            _readers = new SourceReader[work._sources.Length];
            for (int i = 0; i < _readers.Length; i++)
            {
                _readers[i] = work._sources[i].CreateReader(plan, plan.Operands[i + 1]);
            }

            _memory = new(plan.RowsPerPiece * plan.RowElements * plan.Operands[0].ElementSize);
            _alignment = Math.Min(plan.Operands[0].ElementSize & -plan.Operands[0].ElementSize, sizeof(long));
        }

        public object? Process(long unit)
        {
            long first = unit * _work._piecesPerUnit, end = Math.Min(first + _work._piecesPerUnit, _work._plan.PieceCount);
            foreach (SourceReader reader in _readers)
            {
                reader.BeforeUnit(first, end);
            }

            bool touches = _work._target.TryTouch(_work._plan, first, end);
            for (; first < end; first++)
            {
                ProcessPiece(first, touches);
            }

            return null;
        }

        public void Complete(long unit, object? outcome)
        {
        }

        public void Dispose()
        {
            _memory.Dispose();
            foreach (SourceReader reader in _readers)
            {
                reader.Dispose();
            }
        }

        [SkipLocalsInit]
        [MethodImpl(HotPath.Optimized)]
        private void ProcessPiece(long piece, bool touches)
        {
            TransformPlan plan = _work._plan;
            byte** pieces = stackalloc byte*[_readers.Length], blocks = stackalloc byte*[_readers.Length];
            for (int i = 0; i < _readers.Length; i++)
            {
                pieces[i] = _readers[i].Read(piece);
            }

            // The caller's code never finds that what it writes is what it reads.
            byte* to = touches ? _work._target.AddressOf(plan, piece) : _memory.Origin;
            bool isByWay = touches && (_work._target.IsSource || _work._function.MayRefuse || (nint)to % _alignment != 0);
            long elements = plan.RowsOf(piece) * plan.RowElements, period = plan.RowsPerBlock * plan.RowElements;
            int targetSize = plan.Operands[0].ElementSize, most = plan.BlockElements;
            bool isInPlace = _work._target.IsFirstSource, isChanged = false;
            for (long first = 0; first < elements; first += period)
            {
                long end = Math.Min(period, elements - first);
                for (long at = 0; at < end; at += most)
                {
                    int count = (int)Math.Min(most, end - at);
                    for (int i = 0; i < _readers.Length; i++)
                    {
                        blocks[i] = pieces[i] + ((_readers[i].Repeats ? at : first + at) * _readers[i].ElementSize);
                    }

                    byte* place = to + ((first + at) * targetSize), block = isByWay ? _memory.Origin : place;
                    int done = _work._function.Apply(blocks, block, count);
                    if (done == BlockFunction.Unchanged)
                    {
                        if (!touches || !isInPlace)
                        {
                            Buffer.MemoryCopy(blocks[0], place, (long)count * targetSize, (long)count * targetSize);
                        }

                        continue;
                    }

                    isChanged = true;
                    if (done < count)
                    {
                        Refuse(piece, first + at + done, blocks[0] + (done * _readers[0].ElementSize));
                    }

                    if (isByWay)
                    {
                        Buffer.MemoryCopy(block, place, (long)count * targetSize, (long)count * targetSize);
                    }
                }
            }

            if (!touches && (isChanged || !isInPlace))
            {
                _work._target.Write(plan, piece, _memory.Origin);
            }
        }

        private void Refuse(long piece, long element, byte* value)
        {
            long written = _work._plan.PositionOf(piece);
            long[] index = _work._plan.IndexOf(written + element);
            string text = string.Join(", ", Array.ConvertAll(index, i => i.ToString(CultureInfo.InvariantCulture)));
            throw _work._function.Refuse(
                value,
                $"at index [{text}] of the destination",
                _work._target.IsFile
                    ? "There is no new file."
                    : $"The destination's first {written} elements in the order of its memory have been written; of those behind them, some may have been.");
        }
    }
}
