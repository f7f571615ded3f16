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

    protected override long Make(long unit, in SeriesBox box, BoxReader<TNumber> reader, SeriesResults<TNumber, TTarget> results)
    {
        var states = new byte[operation.Planes * sizeof(long) * box.Columns];
        using var parts = new CumulativeParts<TNumber, TTarget, TOperation>(operation, results, box.Rows, box.Columns);
        fixed (byte* state = states)
        {
            return Plan.ChunksPerSeries > 1
                ? MakeChunk(unit, box, reader, parts, states, state)
                : MakeLines(box, reader.Read(box.SourceOffset, box.Lengths), parts, state);
        }
    }

    private long MakeLines(
        in SeriesBox box, TNumber* numbers, CumulativeParts<TNumber, TTarget, TOperation> parts, byte* state)
    {
        long perLine = box.Rows * box.Columns;
        long taken = parts.RunLines(numbers, box.Lines, box.Rows);
        if (taken % perLine != 0)
        {
            return taken;
        }

        for (long line = taken / perLine; line < box.Lines; line++)
        {
            operation.Start(state, box.Columns);
            parts.Total(numbers + (line * perLine), box.Rows);
            parts.Carry(state);
            long some = parts.Run(line * perLine, state);
            taken += some;
            if (some < perLine)
            {
                break;
            }
        }

        return taken;
    }

    private long MakeChunk(
        long unit, in SeriesBox box, BoxReader<TNumber> reader, CumulativeParts<TNumber, TTarget, TOperation> parts, byte[] states,
        byte* state)
    {
        long chunk = unit % Plan.ChunksPerSeries;
        bool isPublished = chunk == Plan.ChunksPerSeries - 1;
        try
        {
            parts.Total(reader.Read(box.SourceOffset, box.Lengths), box.Rows);
            operation.Start(state, box.Columns);
            if (chunk > 0)
            {
                _chain.Take(unit - 1).CopyTo(states.AsSpan());
            }

            parts.Carry(state);
            if (!isPublished)
            {
                isPublished = true;
                _chain.Publish(unit, (byte[])states.Clone());
            }

            return parts.Run(0, state);
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
