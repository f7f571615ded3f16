using System;
using MemMap.Transforming;

namespace MemMap.Series;

/// <summary>What is carried along the series of a plan. Boxes of one series are totalled first, so that the next need not wait until this one
/// is written.</summary>
internal sealed unsafe class CumulativeWork<TNumber, TTarget, TOperation>(
    SeriesCall<TTarget> call, SeriesPlan plan, TOperation operation, string what) : SeriesWork<TNumber, TNumber, TTarget>(call, plan)
    where TNumber : unmanaged
    where TTarget : unmanaged
    where TOperation : struct, ICumulative<TNumber>
{
    private readonly CarryChain _chain = new(call.CancellationToken);

    protected override string What => what;

    protected override long Make(long unit, in SeriesBox box, BoxReader<TNumber> reader, TNumber* results)
    {
        long chunk = unit % Plan.ChunksPerSeries, perLine = box.Rows * box.Columns;
        bool isLast = chunk == Plan.ChunksPerSeries - 1, isPublished = isLast;
        var states = new byte[operation.StateBytes * box.Columns];
        fixed (byte* state = states)
        {
            try
            {
                TNumber* numbers = reader.Read(box.SourceOffset, box.Lengths);
                if (!isLast)
                {
                    var total = new byte[states.Length];
                    fixed (byte* following = total)
                    {
                        bool isKnown = operation.TryTotal(numbers, box.Rows, box.Columns, following);
                        TakeCarry(unit, chunk, states, state, box.Columns);
                        if (isKnown)
                        {
                            byte[] next = (byte[])states.Clone();
                            fixed (byte* carry = next)
                            {
                                operation.Append(carry, following, box.Columns);
                            }

                            _chain.Publish(unit, next);
                            isPublished = true;
                        }
                    }

                    long made = operation.Run(numbers, results, box.Rows, box.Columns, state);
                    if (!isPublished && made == perLine)
                    {
                        isPublished = true;
                        _chain.Publish(unit, states);
                    }

                    return made;
                }

                for (long line = 0; line < box.Lines; line++)
                {
                    if (line == 0 && chunk > 0)
                    {
                        TakeCarry(unit, chunk, states, state, box.Columns);
                    }
                    else
                    {
                        operation.Start(state, box.Columns);
                    }

                    long made = operation.Run(numbers + (line * perLine), results + (line * perLine), box.Rows, box.Columns, state);
                    if (made < perLine)
                    {
                        return (line * perLine) + made;
                    }
                }

                return box.Elements;
            }
            finally
            {
                if (!isPublished)
                {
                    _chain.Publish(unit, null);
                }
            }
        }
    }

    private void TakeCarry(long unit, long chunk, byte[] states, byte* state, int columns)
    {
        if (chunk == 0)
        {
            operation.Start(state, columns);
        }
        else
        {
            _chain.Take(unit - 1).CopyTo(states.AsSpan());
        }
    }
}
