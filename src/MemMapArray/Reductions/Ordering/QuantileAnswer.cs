using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MemMap.Reductions.Partials;

namespace MemMap.Reductions.Ordering;

/// <summary>What was counted in some rows, as an answer to a question. As bytes a number takes a byte for each 7 bits, and zeros in a row take
/// two bytes or so.</summary>
internal sealed class QuantileAnswer
{
    /// <summary>What the bytes begin with: "MMQC".</summary>
    public const int Magic = 0x43514D4D;

    // More than any question asks for.
    private const int MostCounts = 1 << 21;

    private readonly byte[] _question;

    private QuantileAnswer(byte[] question, long rows) => (_question, Rows) = (question, new(rows));

    /// <summary>The rows that were counted.</summary>
    public CoveredRows Rows { get; }

    /// <summary>The counts, in the order of <see cref="IntervalPass{T}.ForEachCount"/>.</summary>
    public List<long> Counts { get; } = [];

    /// <summary>Makes an answer of no rows.</summary>
    /// <param name="question">The question.</param>
    /// <param name="rows">How many rows there are.</param>
    public static QuantileAnswer To(byte[] question, long rows) => new(ChecksumOf(question), rows);

    /// <summary>Reads an answer.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="rows">How many rows there are at most.</param>
    /// <exception cref="InvalidDataException">They are of something else, or damaged.</exception>
    public static QuantileAnswer Read(ReadOnlySpan<byte> bytes, long rows)
    {
        PartialReader reader = PartialBytes.Open(bytes, Magic);
        var answer = new QuantileAnswer(reader.ReadBytes(PartialBytes.ChecksumBytes), rows);
        answer.Rows.Read(reader);
        while (!reader.IsAtEnd)
        {
            long count = ReadNumber(reader);
            long zeros = count == 0 ? ReadNumber(reader) : 0;
            reader.Require(zeros < MostCounts - answer.Counts.Count, "the number of counts");
            answer.Counts.Add(count);
            answer.Counts.AddRange(Enumerable.Repeat(0L, (int)zeros));
        }

        return answer;
    }

    /// <summary>Whether it answers this question.</summary>
    public bool IsOf(byte[] question) => _question.SequenceEqual(ChecksumOf(question));

    /// <summary>Adds what was counted in other rows.</summary>
    /// <exception cref="ArgumentException">It answers another question, or some rows are in both. Nothing has changed.</exception>
    /// <exception cref="InvalidDataException">There are more or fewer counts, or sums that no number holds. Nothing has changed.</exception>
    public void Merge(QuantileAnswer other, string parameterName)
    {
        if (!_question.SequenceEqual(other._question))
        {
            throw new ArgumentException("The counts answer different questions.", parameterName);
        }

        Rows.RequireApart(other.Rows, parameterName);
        if (Counts.Count != other.Counts.Count || Counts.Zip(other.Counts, static (a, b) => a > long.MaxValue - b).Any(static isMore => isMore))
        {
            throw new InvalidDataException(
                $"The bytes are not those of counts: {Counts.Count} of rows {string.Join(", ", Rows.Ranges)} and {other.Counts.Count} of " +
                $"rows {string.Join(", ", other.Rows.Ranges)} do not add up.");
        }

        Rows.Cover(other.Rows);
        for (int i = 0; i < Counts.Count; i++)
        {
            Counts[i] += other.Counts[i];
        }
    }

    public byte[] ToBytes() => PartialBytes.Frame(Magic, writer =>
    {
        writer.Write(_question);
        Rows.Write(writer);
        for (int i = 0; i < Counts.Count; i++)
        {
            WriteNumber(writer, (ulong)Counts[i]);
            if (Counts[i] == 0)
            {
                int first = i;
                for (; i + 1 < Counts.Count && Counts[i + 1] == 0; i++)
                {
                }

                WriteNumber(writer, (ulong)(i - first));
            }
        }
    });

    private static byte[] ChecksumOf(byte[] question) => question.AsSpan(question.Length - PartialBytes.ChecksumBytes).ToArray();

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
