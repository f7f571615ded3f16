using System;
using System.Linq;
using MemMap.Reductions.Selecting;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>What lies in an interval, told by vectors, beside the plain comparison: of every length, so that every tail occurs.</summary>
public sealed unsafe class IntervalTestTests
{
    private static readonly int[] s_lengths = [.. Enumerable.Range(1, 200), 1000, 4095, 4096];

    [Fact]
    public void Narrow_EveryLengthAndType_LeavesWhatHolds() => CheckAll(keep: false);

    [Fact]
    public void Keep_EveryLengthAndType_PutsWhatHoldsSideBySide() => CheckAll(keep: true);

    private static void CheckAll(bool keep)
    {
        Check<sbyte>(i => (sbyte)((i * 37 % 201) - 100), -20, 50);
        Check<byte>(i => (byte)(i * 37), 20, 200);
        Check<short>(i => (short)(i * 31337), -9000, 20000);
        Check<ushort>(i => (ushort)(i * 31337), 1000, 50000);
        Check<int>(i => unchecked(i * 1000000007), int.MinValue, 70000);
        Check<uint>(i => unchecked((uint)i * 3000000019u), 100, uint.MaxValue);
        Check<long>(i => unchecked(i * 8000000000000000009), 0, long.MaxValue);
        Check<ulong>(i => unchecked((ulong)i * 9000000000000000003), 1, 1UL << 63);
        Check<float>(i => i % 11 == 0 ? float.NaN : MathF.Sin(i), -0.3f, 0.8f);
        Check<double>(i => i % 11 == 0 ? double.NaN : Math.Sin(i), 0, double.PositiveInfinity);
        Check<BFloat16>(i => (BFloat16)Math.Sin(i), (BFloat16)(-0.5f), (BFloat16)0.5f);

        // Beside what is there at random: all of some, then others, and none.
        void Check<T>(Func<int, T> element, T low, T high)
            where T : unmanaged
        {
            foreach (int length in s_lengths)
            {
                foreach (int passing in new[] { 0, 1, 63, 64, 65, 130, length })
                {
                    T[] elements = [.. Enumerable.Range(0, length).Select(i => i < passing ? low : element(i))];
                    if (keep)
                    {
                        CheckKeep(elements, low, high);
                    }
                    else
                    {
                        CheckNarrow(elements, low, high);
                    }
                }
            }
        }
    }

    private static void CheckNarrow<T>(T[] elements, T low, T high)
        where T : unmanaged
    {
        int length = elements.Length;
        ulong[] truths = new ulong[Truths.Words(length)];
        fixed (T* first = elements)
        fixed (ulong* words = truths)
        {
            Truths.Fill(words, length);
            words[0] &= ~2UL;
            new IntervalTest<T>(low, high).Narrow(first, length, words);
        }

        for (int i = 0; i < truths.Length * Truths.PerWord; i++)
        {
            bool isLeft = (truths[i / Truths.PerWord] >> (i % Truths.PerWord) & 1) != 0;
            Assert.Equal(i < length && i != 1 && Interval.Holds(elements[i], low, high), isLeft);
        }
    }

    private static void CheckKeep<T>(T[] elements, T low, T high)
        where T : unmanaged
    {
        int length = elements.Length;
        IntervalTest<T> test = new(low, high);
        T[] wanted = [.. elements.Where(element => Interval.Holds(element, low, high))], kept = new T[length + Compact.Room];
        fixed (T* first = elements, to = kept)
        {
            Assert.Equal(wanted.Length, test.Keep(first, length, to));
        }

        if (wanted.Length < length)
        {
            Assert.Equal(wanted, kept[..wanted.Length]);
        }
    }
}
