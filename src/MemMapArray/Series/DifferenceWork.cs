using System;
using System.Runtime.CompilerServices;
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
    protected override string What => "The difference";

    protected override long Make(long unit, in SeriesBox box, BoxReader<TNumber> reader, TMade* results)
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
                long made = typeof(TNumber) == typeof(double)
                    ? Subtract((double*)from, (double*)to, count, box.Columns)
                    : Subtract((long*)from, (long*)to, count, box.Columns, turned);
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

    [MethodImpl(HotPath.Optimized)]
    private static long Subtract(double* from, double* to, long count, int columns)
    {
        for (long i = 0; i < count; i++)
        {
            double difference = from[i + columns] - from[i];
            to[i] = double.IsNaN(difference) ? double.NaN : difference;
        }

        return count;
    }

    [MethodImpl(HotPath.Optimized)]
    private static long Subtract(long* from, long* to, long count, int columns, long turned)
    {
        for (long i = 0; i < count; i++)
        {
            long a = from[i + columns] ^ turned, b = from[i] ^ turned, difference = unchecked(a - b);
            if (((a ^ b) & (a ^ difference)) < 0)
            {
                return i;
            }

            to[i] = difference;
        }

        return count;
    }
}
