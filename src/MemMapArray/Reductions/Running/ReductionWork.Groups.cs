using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Engine;

namespace MemMap.Reductions.Running;

/// <content>The small groups of a unit, many at once.</content>
internal sealed unsafe partial class ReductionWork<T, TState, TKernel>
{
    private sealed partial class Worker
    {
        // Small groups are many: a forest of one leaf would take as long as the leaf.
        [SkipLocalsInit]
        [MethodImpl(HotPath.Optimized)]
        private void ProcessBlocks(long end, IBlockSink sink)
        {
            int stateBytes = _work._kernel.State.Bytes, most = Math.Max(1, Math.Min(MaxBlocks, BlockBytes / stateBytes));
            long* resultOffsets = stackalloc long[most];
            byte* states = stackalloc byte[most * stateBytes];
            while (_cursor.Group < end)
            {
                int groups = 0;
                for (; groups < most && _cursor.Group < end; groups++, _cursor.MoveNext())
                {
                    resultOffsets[groups] = _cursor.ResultOffset(0);
                    _leaves.ReduceInPlace(_cursor, states + (groups * stateBytes));
                }

                sink.TakeBlocks(resultOffsets, states, groups);
            }
        }

        // As many as the kernel sums soonest together, as far as they go on evenly.
        [SkipLocalsInit]
        [MethodImpl(HotPath.Optimized)]
        private void ProcessTogether(long end, int together, IBlockSink sink)
        {
            byte* states = stackalloc byte[together * _work._kernel.State.Bytes];
            while (_cursor.Group < end)
            {
                int groups = (int)Math.Min(Math.Min(together, end - _cursor.Group), _cursor.LeftOfRun);
                _leaves.ReduceTogether(_cursor.Offset, groups, states);
                sink.TakeColumns(_cursor.ResultsOf(groups), states);
                _cursor.MoveBy(groups);
            }
        }

        // Groups that are smaller still become the columns of one, as far as they go on evenly.
        [MethodImpl(HotPath.Optimized)]
        private void ProcessSideBySide(long end, IBlockSink sink)
        {
            fixed (byte* memory = _own!.Memory)
            {
                while (_cursor.Group < end)
                {
                    int groups = (int)Math.Min(Math.Min(_groupsAtOnce, end - _cursor.Group), _cursor.LeftOfRun);
                    _own.Clear(0, groups * _work._plan.Columns);
                    _leaves.ReduceSideBySide(_cursor.Offset, groups, _own);
                    sink.TakeColumns(_cursor.ResultsOf(groups), _own.Fold(memory));
                    _cursor.MoveBy(groups);
                }
            }
        }
    }
}
