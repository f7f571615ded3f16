using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Reductions.Engine;
using MemMap.Reductions.States;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>The order of merges, told by a state whose merge can be neither swapped nor regrouped.</summary>
public sealed unsafe class ForestTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(64)]
    [InlineData(101)]
    public void Fold_LeavesPushedInOneGo_IsTheTreeOfTheDesign(int leaves)
    {
        using var forest = Of(0, leaves);
        Assert.Equal((leaves, BitsOf(leaves)), (forest.Next, forest.Count));
        Assert.Equal([Tree(0, leaves, 0), Tree(0, leaves, 1)], Fold(forest));
        Assert.Equal(1, forest.Count);
    }

    [Fact]
    public void Append_ForestsOfAnyRanges_IsThatOfAllLeaves()
    {
        var random = new Random(5);
        for (int i = 0; i < 60; i++)
        {
            int leaves = random.Next(1, 90);
            int[] cuts = [0, .. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(leaves + 1)).Order(), leaves];
            using var whole = new Forest<State>(default, 2, leaves);
            for (int part = 0; part + 1 < cuts.Length; part++)
            {
                using var next = Of(cuts[part], cuts[part + 1]);
                whole.Append(next);
                Assert.Equal(cuts[part + 1], whole.Next);
            }

            Assert.Equal([Tree(0, leaves, 0), Tree(0, leaves, 1)], Fold(whole));
        }
    }

    [Fact]
    public void Push_LeavesFromTheMiddle_MakesTheLargestAlignedNodes()
    {
        using var forest = Of(3, 9);
        Assert.Equal(3, forest.Count);
        Assert.Equal([Leaf(3, 0), Leaf(3, 1)], States(forest, 0));
        Assert.Equal([Node(4, 2, 0), Node(4, 2, 1)], States(forest, 1));
        Assert.Equal([Leaf(8, 0), Leaf(8, 1)], States(forest, 2));
    }

    [Fact]
    public void Clear_FewerColumns_BeginsAnew()
    {
        using var forest = Of(0, 7);
        forest.Clear(12, 1);
        Assert.Equal((12, 0, 1), (forest.Next, forest.Count, forest.Columns));
        Push(forest, 12, 13);
        Assert.Equal(1, forest.Count);
        Assert.Equal([Leaf(12, 0)], States(forest, 0));
    }

    [Fact]
    public void Dispose_Twice_ReturnsTheMemoryOnce()
    {
        var forest = Of(0, 1);
        Assert.NotEmpty(forest.Memory);
        forest.Dispose();
        forest.Dispose();
        Assert.Empty(forest.Memory);
    }

    private static Forest<State> Of(long first, long end)
    {
        var forest = new Forest<State>(default, 2, end - first);
        forest.Clear(first, 2);
        Push(forest, first, end);
        return forest;
    }

    private static void Push(Forest<State> forest, long first, long end)
    {
        fixed (byte* memory = forest.Memory)
        {
            for (long leaf = first; leaf < end; leaf++)
            {
                for (int column = 0; column < forest.Columns; column++)
                {
                    ((ulong*)forest.Top(memory))[column] = Leaf(leaf, column);
                }

                forest.Push(memory);
            }
        }
    }

    private static ulong[] Fold(Forest<State> forest)
    {
        fixed (byte* memory = forest.Memory)
        {
            return new ReadOnlySpan<ulong>(forest.Fold(memory), forest.Columns).ToArray();
        }
    }

    private static ulong[] States(Forest<State> forest, int node) => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(forest.StatesAt(node)).ToArray();

    private static ulong Leaf(long leaf, int column) => ((ulong)leaf * 2654435761) + (ulong)column + 1;

    private static ulong Node(long first, int level, int column) =>
        level == 0 ? Leaf(first, column) : State.Merged(Node(first, level - 1, column), Node(first + (1L << (level - 1)), level - 1, column));

    // Complete nodes from the largest on, folded from right to left.
    private static ulong Tree(long first, long end, int column)
    {
        List<ulong> roots = [];
        while (first < end)
        {
            int level = 0;
            while (first % (2L << level) == 0 && first + (2L << level) <= end)
            {
                level++;
            }

            roots.Add(Node(first, level, column));
            first += 1L << level;
        }

        roots.Reverse();
        return roots.Aggregate((right, left) => State.Merged(left, right));
    }

    private static int BitsOf(int value) => Enumerable.Range(0, 31).Count(bit => (value >> bit & 1) != 0);

    private readonly struct State : IState
    {
        public int Bytes => sizeof(ulong);

        public int Planes => 1;

        public bool IsCommutative => false;

        public bool IsOrderless => false;

        public static ulong Merged(ulong left, ulong right) => unchecked((left * 6364136223846793005) + (right * 1442695040888963407) + 11);

        public int BytesOf(int plane) => sizeof(ulong);

        public bool Settle(byte* states, int columns) => true;

        public void Merge(byte* left, byte* right, int columns)
        {
            for (int column = 0; column < columns; column++)
            {
                ((ulong*)left)[column] = Merged(((ulong*)left)[column], ((ulong*)right)[column]);
            }
        }
    }
}
