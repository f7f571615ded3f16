using System;
using System.Linq;
using MemMap.Copying;
using Xunit;

namespace MemMap.Tests.Copying;

/// <summary>Tiles of every shape, beside a loop over their elements.</summary>
public sealed unsafe class TransposedTileTests
{
    private static readonly int[] s_lengths = [.. Enumerable.Range(1, 19), 31, 32, 33, 63, 64, 65, 100];

    [Fact]
    public void Gather_BytesOfEveryShape_AreThoseOfALoop() => Check(i => (byte)i);

    [Fact]
    public void Gather_ShortsOfEveryShape_AreThoseOfALoop() => Check(i => (short)i);

    [Fact]
    public void Gather_FloatsOfEveryShape_AreThoseOfALoop() => Check(i => (float)i);

    [Fact]
    public void Gather_DoublesOfEveryShape_AreThoseOfALoop() => Check(i => (double)i);

    [Fact]
    public void Gather_OtherElementsOfEveryShape_AreThoseOfALoop() => Check(i => (i, (byte)i));

    private static void Check<T>(Func<int, T> element)
        where T : unmanaged
    {
        foreach (int rows in s_lengths)
        {
            foreach (int columns in s_lengths)
            {
                foreach (int gap in new[] { 0, 3 })
                {
                    int line = rows + gap, edge = columns + gap;
                    T[] source = [.. Enumerable.Range(1, (line * columns) - gap).Select(element)];
                    T[] tile = new T[edge * rows], expected = new T[edge * rows];
                    for (int i = 0; i < rows * columns; i++)
                    {
                        expected[(i / columns * edge) + (i % columns)] = source[(i % columns * line) + (i / columns)];
                    }

                    fixed (T* from = source, to = tile)
                    {
                        TransposedTile.Gather((byte*)from, (long)line * sizeof(T), to, edge, rows, columns);
                    }

                    Assert.True(expected.SequenceEqual(tile), $"{rows} rows of {columns}, {gap} apart");
                }
            }
        }
    }
}
