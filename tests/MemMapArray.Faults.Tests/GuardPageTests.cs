using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using MemMap.Copying;
using MemMap.Faults.Tests.Support;
using Xunit;

namespace MemMap.Faults.Tests;

/// <summary>
/// Copies over memory that ends, or begins, at a page nobody may touch: a byte too many ends the process. Every length up to two blocks of 4096 elements that a loop of
/// vectors could get wrong: all remainders at the start, around one block, and around two.
/// </summary>
public sealed unsafe class GuardPageTests
{
    private const int MostStep = 3, Block = 4096;

    private static readonly int[] s_lengths =
        [.. Enumerable.Range(0, 131), .. Enumerable.Range(0, Block / 67).Select(i => 131 + (i * 67)), .. Enumerable.Range(Block - 65, 131), .. Enumerable.Range((2 * Block) - 65, 66)];

    [LinuxFact]
    public void Copies_OfEveryLengthAtAForbiddenPage_TouchNothingBeyond()
    {
        Check<byte>(i => (byte)i);
        Check<short>(i => (short)i);
        Check<int>(i => i);
        Check<double>(i => i);
        Check<decimal>(i => i);
        Check<(byte, byte, byte)>(i => ((byte)i, 1, 2));
    }

    [LinuxFact]
    public void TransposedCopies_OfEveryShapeAtAForbiddenPage_TouchNothingBeyond()
    {
        CheckTransposed<byte>(i => (byte)i);
        CheckTransposed<int>(i => i);
        CheckTransposed<double>(i => i);
        CheckTransposed<decimal>(i => i);
    }

    private static void Check<T>(Func<int, T> element)
        where T : unmanaged
    {
        using var source = new GuardedMemory(2 * Block * sizeof(T) * MostStep);
        using var target = new GuardedMemory(2 * Block * sizeof(T) * MostStep);
        T[] all = [.. Enumerable.Range(0, 2 * Block).Select(element)], allReversed = new T[all.Length], allTheSame = new T[all.Length];
        foreach (int length in s_lengths)
        {
            int bytes = length * sizeof(T);
            ReadOnlySpan<T> elements = all.AsSpan(0, length);
            Span<T> reversed = allReversed.AsSpan(0, length), theSame = allTheSame.AsSpan(0, length);
            elements.CopyTo(reversed);
            reversed.Reverse();
            theSame.Fill(element(5));
            foreach ((nint from, nint to) in new[] { ((nint)source.Before(bytes), (nint)target.Before(bytes)), ((nint)source.Start, (nint)target.Start) })
            {
                elements.CopyTo(new Span<T>((void*)from, length));
                Layout plain = Layout.Create([length], MemMapOrder.C, 0, sizeof(T));
                Layout backwards = length == 0 ? plain : plain.Slice([Slice.Range(null, null, -1)]);

                // Runs, a run walked backwards, and one value for all.
                AssertEqual(elements, Copied<T>(to, plain, from, plain, length));
                AssertEqual(reversed, Copied<T>(to, plain, from, backwards, length));
                T value = element(5);
                StridedCopy<T>.Copy(new StridedMemory((byte*)to, plain), StridedMemory.Contiguous((byte*)&value, [], sizeof(T)));
                AssertEqual(theSame, new Span<T>((void*)to, length));

                // Every second or third element of one side, where the last one ends at the page.
                for (int step = 2; step <= MostStep; step++)
                {
                    int spread = Math.Max(0, ((length - 1) * step) + 1);
                    Layout some = Layout.Create([spread], MemMapOrder.C, 0, sizeof(T)).Slice([Slice.Range(null, null, step)]);
                    byte* apart = to == (nint)target.Start ? target.Start : target.Before(spread * sizeof(T));
                    StridedCopy<T>.Copy(new StridedMemory(apart, some), new StridedMemory((byte*)from, plain));
                    for (int i = 0; i < length; i++)
                    {
                        theSame[i] = ((T*)apart)[step * i];
                    }

                    AssertEqual(elements, theSame);
                    theSame.Fill(value);
                    AssertEqual(elements, Copied<T>(from, plain, (nint)apart, some, length));
                }
            }
        }
    }

    private static void CheckTransposed<T>(Func<int, T> element)
        where T : unmanaged
    {
        int[] edges = [1, 2, 7, 31, 32, 33, 63, 64, 65, 97];
        using var source = new GuardedMemory(97 * 97 * sizeof(T));
        using var target = new GuardedMemory(97 * 97 * sizeof(T));
        foreach ((int rows, int columns) in from rows in edges from columns in edges select (rows, columns))
        {
            int bytes = rows * columns * sizeof(T);
            T[] elements = [.. Enumerable.Range(0, rows * columns).Select(element)];
            T[] expected = [.. Enumerable.Range(0, rows * columns).Select(i => elements[(i % rows * columns) + (i / rows)])];
            foreach ((nint from, nint to) in new[] { ((nint)source.Before(bytes), (nint)target.Before(bytes)), ((nint)source.Start, (nint)target.Start) })
            {
                elements.CopyTo(new Span<T>((void*)from, elements.Length));
                Layout transposed = Layout.Create([rows, columns], MemMapOrder.C, 0, sizeof(T)).Transpose();
                AssertEqual<T>(expected, Copied<T>(to, Layout.Create([columns, rows], MemMapOrder.C, 0, sizeof(T)), from, transposed, elements.Length));
            }
        }
    }

    private static ReadOnlySpan<T> Copied<T>(nint to, Layout target, nint from, Layout source, int length)
        where T : unmanaged
    {
        var copy = new Span<T>((void*)to, length);
        copy.Clear();
        StridedCopy<T>.Copy(new StridedMemory((byte*)to, target), new StridedMemory((byte*)from, source));
        return copy;
    }

    // Bytes first: element by element, as xunit compares them, takes most of a minute.
    private static void AssertEqual<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual)
        where T : unmanaged
    {
        if (!MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(actual)))
        {
            Assert.Equal(expected.ToArray(), actual.ToArray());
        }
    }
}
