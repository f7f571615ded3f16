using System;
using MemMap.Transforming;

namespace MemMap.Series;

/// <summary>Differences of neighbours along series, taken once or again.</summary>
/// <param name="call">The call.</param>
/// <param name="plan">Of the target, whose series are shorter by the number of times.</param>
/// <param name="times">How many times.</param>
internal sealed unsafe class DifferenceWork<TNumber, TMade, TTarget>(SeriesCall<TTarget> call, SeriesPlan plan, int times)
    : SeriesWork<TNumber, TMade, TTarget>(call, plan)
    where TNumber : unmanaged
    where TMade : unmanaged
    where TTarget : unmanaged
{
    // In place, a box reads some elements of those that follow: they are written when it has been, and those before it.
    private readonly CarryChain? _reads = call.IsInPlace && plan.ChunksPerSeries > 1 ? new(call.CancellationToken) : null;

    protected override string What => "The difference";

    protected override long Make(long unit, in SeriesBox box, BoxReader<TNumber> reader, SeriesResults<TMade, TTarget> results)
    {
        TMade* room = results.Room(box.Elements);
        if (_reads is null)
        {
            return results.Put(0, room, Subtract(box, reader, room));
        }

        long chunk = unit % Plan.ChunksPerSeries, made;
        byte[]? isRead = null;
        try
        {
            made = Subtract(box, reader, room);
            isRead = chunk == 0 ? [] : _reads.Take(unit - 1);
        }
        finally
        {
            if (chunk < Plan.ChunksPerSeries - 1)
            {
                _reads.Publish(unit, isRead);
            }
        }

        return results.Put(0, room, made);
    }

    private long Subtract(in SeriesBox box, BoxReader<TNumber> reader, TMade* results)
    {
        long perLine = box.Rows * box.Columns, sourcePerLine = (box.Rows + times) * box.Columns;
        TNumber* numbers = reader.Read(box.SourceOffset, box.LengthsWith(Plan.SeriesAxis, box.Rows + times));
        using var between = new AlignedMemory((times == 1 ? 0 : sourcePerLine) * sizeof(TNumber));
        for (long line = 0; line < box.Lines; line++)
        {
            // Unsigned numbers differ as those do that their bits mean with a sign, when the first bit is turned.
            byte* from = (byte*)(numbers + (line * sourcePerLine));
            long turned = typeof(TNumber) == typeof(ulong) ? long.MinValue : 0;
            for (int time = 1; time <= times; time++)
            {
                // The results of one time are the numbers of the next: each is read before it is written over.
                byte* to = time == times ? (byte*)(results + (line * perLine)) : between.Origin;
                long count = (box.Rows + times - time) * box.Columns;
                long made = count;
                if (typeof(TNumber) == typeof(double))
                {
                    DifferenceLoops.Subtract((double*)from, (double*)to, count, box.Columns);
                }
                else
                {
                    made = DifferenceLoops.Subtract((long*)from, (long*)to, count, box.Columns, turned);
                }

                if (made < count)
                {
                    // The first of those that it is on the way to.
                    return (line * perLine) + Math.Max(0, made - ((long)(times - time) * box.Columns));
                }

                from = to;
                turned = 0;
            }
        }

        return box.Elements;
    }
}
