using System;
using System.Collections.Generic;
using System.IO;
using MemMap.Reductions.Partials;

namespace MemMap.Reductions.Ordering;

/// <content>Intervals as bytes, and counts as numbers in a row.</content>
internal sealed unsafe partial class IntervalPass<T>
{
    // So many counts nobody asks for.
    private const long MostCounts = 1 << 20;

    /// <summary>Writes the intervals: what is to be counted.</summary>
    public void WriteIntervals(BinaryWriter writer)
    {
        writer.Write(CountsNumbers);
        writer.Write(Counts.Length);
        for (int column = 0; column < Counts.Length; column++)
        {
            writer.Write(First[column + 1] - First[column]);
            for (int i = First[column]; i < First[column + 1]; i++)
            {
                writer.Write(Lows[i]);
                writer.Write(Highs[i]);
                writer.Write(Shifts[i]);
            }
        }
    }

    /// <summary>Reads intervals.</summary>
    /// <param name="reader">The bytes.</param>
    /// <param name="threads">How many threads are to count at most.</param>
    /// <param name="bytes">How much memory there is for it.</param>
    /// <exception cref="InvalidDataException">They are not what anybody asks for.</exception>
    public static IntervalPass<T> ReadIntervals(PartialReader reader, int threads, long bytes)
    {
        bool countsNumbers = reader.ReadBoolean();
        int columns = reader.ReadInt32();
        reader.Require(columns is >= 0 and <= 1 << 16, "the number of columns");
        int[] first = new int[columns + 1];
        var asked = new List<AskedInterval>();
        long counts = 0;
        for (int column = 0; column < columns; column++)
        {
            int length = reader.ReadInt32();
            reader.Require(length is >= 0 and <= 1 << 16, "the number of intervals");
            for (int i = 0; i < length; i++)
            {
                asked.Add(ReadInterval(reader, i == 0 ? null : asked[asked.Count - 1].High, ref counts));
            }

            first[column + 1] = asked.Count;
        }

        return new(first, asked, countsNumbers, threads, bytes);
    }

    /// <summary>Adds what was counted, in the order of <see cref="ForEachCount"/>.</summary>
    public void Add(List<long> counts)
    {
        int at = 0;
        for (int column = 0; column < Counts.Length; column++)
        {
            Counts[column] += counts[at++];
            Numbers[column] += counts[at++];
            Lower[column] += counts[at++];
            for (int i = First[column]; i < First[column + 1]; i++)
            {
                Below[i] += counts[at++];
                Inside[i] += FirstPart[i] == FirstPart[i + 1] ? counts[at++] : 0;
                for (int part = FirstPart[i]; part < FirstPart[i + 1]; part++, at++)
                {
                    Parts[part] += counts[at];
                    Inside[i] += counts[at];
                }
            }
        }
    }

    /// <summary>Hands over all that was counted.</summary>
    public void ForEachCount(Action<long> take)
    {
        for (int column = 0; column < Counts.Length; column++)
        {
            take(Counts[column]);
            take(Numbers[column]);
            take(Lower[column]);
            for (int i = First[column]; i < First[column + 1]; i++)
            {
                take(Below[i]);
                if (FirstPart[i] == FirstPart[i + 1])
                {
                    take(Inside[i]);
                }

                foreach (long count in PartsOf(i))
                {
                    take(count);
                }
            }
        }
    }

    private static AskedInterval ReadInterval(PartialReader reader, long? before, ref long counts)
    {
        (long low, long high, byte shift) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadByte());
        reader.Require(low > (before ?? long.MinValue) || before is null, "the first key of an interval");
        reader.Require(low <= high && low >= OrderKey.Least<T>() && high <= OrderKey.Largest<T>(), "the keys of an interval");
        counts += shift < AskedInterval.Whole ? (long)(unchecked((ulong)high - (ulong)low) >> shift >> 1) + 1 : 1;
        reader.Require(shift <= AskedInterval.Whole && counts <= MostCounts / 2, "the number of parts");
        return new(low, high, shift);
    }
}
