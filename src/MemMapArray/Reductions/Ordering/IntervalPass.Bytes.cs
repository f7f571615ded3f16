using System.Collections.Generic;
using System.IO;
using System.Linq;
using MemMap.Reductions.Partials;

namespace MemMap.Reductions.Ordering;

/// <content>Intervals and counts as bytes: a number takes a byte for each 7 bits, and zeros in a row take two bytes or so.</content>
internal sealed partial class IntervalPass<T>
{
    private const byte Undivided = 64;

    // So many counts nobody asks for.
    private const long MostCounts = 1 << 20;

    /// <summary>Writes the intervals: what is to be counted.</summary>
    public void WriteIntervals(BinaryWriter writer)
    {
        writer.Write(CountsNumbers);
        writer.Write(Intervals.Length);
        foreach (KeyInterval[] some in Intervals)
        {
            writer.Write(some.Length);
            foreach (KeyInterval interval in some)
            {
                writer.Write(interval.Low);
                writer.Write(interval.High);
                writer.Write(interval.Counts is null ? Undivided : (byte)interval.Shift);
            }
        }
    }

    /// <summary>Reads intervals.</summary>
    /// <exception cref="InvalidDataException">They are not what anybody asks for.</exception>
    public static IntervalPass<T> ReadIntervals(PartialReader reader)
    {
        bool countsNumbers = reader.ReadBoolean();
        int columns = reader.ReadInt32();
        reader.Require(columns is >= 0 and <= 1 << 16, "the number of columns");
        var intervals = new KeyInterval[columns][];
        long counts = 0;
        for (int column = 0; column < columns; column++)
        {
            int length = reader.ReadInt32();
            reader.Require(length is >= 0 and <= 1 << 16, "the number of intervals");
            var some = new List<KeyInterval>();
            for (int i = 0; i < length; i++)
            {
                some.Add(ReadInterval(reader, i == 0 ? null : some[i - 1].High, ref counts));
            }

            intervals[column] = [.. some];
        }

        return new(intervals, keptBytes: 0, countsNumbers, threads: 1);
    }

    /// <summary>Writes what was counted.</summary>
    public void WriteCounts(BinaryWriter writer)
    {
        long zeros = 0;
        foreach (long count in AllCounts())
        {
            if (count == 0)
            {
                zeros++;
                continue;
            }

            WriteZeros(writer, zeros);
            WriteNumber(writer, (ulong)count);
            zeros = 0;
        }

        WriteZeros(writer, zeros);
    }

    /// <summary>Reads what was counted of some elements, and adds it.</summary>
    /// <exception cref="InvalidDataException">It is not what was asked for. Nothing has been added.</exception>
    public void AddCounts(PartialReader reader)
    {
        var counts = new List<long>();
        int most = AllCounts().Count();
        while (counts.Count < most)
        {
            long count = ReadNumber(reader);
            long zeros = count == 0 ? ReadNumber(reader) : 0;
            reader.Require(zeros < most - counts.Count, "the number of counts");
            for (counts.Add(count); zeros > 0; zeros--)
            {
                counts.Add(0);
            }
        }

        reader.Require(reader.IsAtEnd, "the end");
        int at = 0;
        for (int column = 0; column < Intervals.Length; column++)
        {
            Counts[column] += counts[at++];
            Numbers[column] += counts[at++];
            Lower[column] += counts[at++];
            foreach (KeyInterval interval in Intervals[column])
            {
                interval.Below += counts[at++];
                interval.Inside += interval.Counts is null ? counts[at++] : 0;
                for (int part = 0; part < interval.Counts?.Length; part++, at++)
                {
                    interval.Counts[part] += counts[at];
                    interval.Inside += counts[at];
                }
            }
        }
    }

    private IEnumerable<long> AllCounts()
    {
        for (int column = 0; column < Intervals.Length; column++)
        {
            yield return Counts[column];
            yield return Numbers[column];
            yield return Lower[column];
            foreach (KeyInterval interval in Intervals[column])
            {
                yield return interval.Below;
                foreach (long count in interval.Counts ?? [interval.Inside])
                {
                    yield return count;
                }
            }
        }
    }

    private static KeyInterval ReadInterval(PartialReader reader, long? before, ref long counts)
    {
        (long low, long high, byte shift) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadByte());
        reader.Require(low > (before ?? long.MinValue) || before is null, "the first key of an interval");
        reader.Require(low <= high && low >= OrderKey.Least<T>() && high <= OrderKey.Largest<T>(), "the keys of an interval");
        var interval = new KeyInterval(low, high);
        counts += shift < Undivided ? (long)(interval.Distance >> shift >> 1) + 1 : 1;
        reader.Require(shift <= Undivided && counts <= MostCounts / 2, "the number of parts");
        if (shift < Undivided)
        {
            interval.DivideBy(shift);
        }

        return interval;
    }

    private static void WriteZeros(BinaryWriter writer, long zeros)
    {
        if (zeros > 0)
        {
            writer.Write((byte)0);
            WriteNumber(writer, (ulong)(zeros - 1));
        }
    }

    private static void WriteNumber(BinaryWriter writer, ulong number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            writer.Write((byte)(number | 0x80));
        }

        writer.Write((byte)number);
    }

    private static long ReadNumber(PartialReader reader)
    {
        ulong number = 0;
        for (int shift = 0; ; shift += 7)
        {
            reader.Require(shift < 63, "a count");
            byte part = reader.ReadByte();
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return (long)number;
            }
        }
    }
}
