using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>How shards are divided between silos that merge the answers of others.</summary>
public sealed class ShardGroupTests
{
    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(16, 0, 0)]
    [InlineData(17, 2, 0)]
    [InlineData(100, 7, 0)]
    [InlineData(256, 16, 0)]
    [InlineData(257, 16, 1)]
    [InlineData(1000, 16, 1)]
    [InlineData(5000, 16, 2)]
    public void Of_Labels_NobodyHearsMoreThanTheFanIn(int labels, int groups, int levelsBelow)
    {
        ShardUnit[] units = UnitsOf(labels, perLabel: 8);
        ShardGroup[] found = [.. GroupsOf(new()).Of(units, Merging(), int.MaxValue)];

        Assert.Equal(groups, found.Length);
        if (groups > 0)
        {
            // Each shard once, neighbours together.
            Assert.Equal(units.SelectMany(unit => unit.Shards), found.SelectMany(group => group.All.Shards));
            Assert.All(found, group => Assert.Equal((4, levelsBelow), (group.InFlight, group.Levels)));
            Assert.All(found, group => Assert.Equal(Enumerable.Range(group.All.Shards[0], group.All.Shards.Length), group.All.Shards));

            // What each is given it divides in the same way, down to silos that ask no more than the fan-in.
            ShardGroup[] below = [.. found.SelectMany(group => GroupsOf(new()).Of(group.Units, Merging(), group.Levels).DefaultIfEmpty(group))];
            Assert.Equal(units.SelectMany(unit => unit.Shards), below.SelectMany(group => group.All.Shards));
            Assert.All(below.Where(group => group.Levels == 0), group => Assert.InRange(group.All.Labels.Length, 1, 17));
        }
    }

    [Fact]
    public void Of_NoLabels_CountsTheRequestsAtATime()
    {
        // As on a shared file system: so many silos as requests at a time ask for.
        ShardUnit[] units = [.. Enumerable.Range(0, 4000).Select(shard => new ShardUnit([shard], [string.Empty]))];
        ShardGroup[] found = [.. GroupsOf(new() { ShardsInFlightPerLabel = 400 }).Of(units, Merging(), int.MaxValue)];

        Assert.Equal(7, found.Length);
        Assert.All(found, group => Assert.Equal((57, 0), (group.InFlight, group.Levels)));
        Assert.Empty(GroupsOf(new()).Of(units, Merging(), int.MaxValue));
    }

    [Fact]
    public void Of_CopiesAnywhere_ShareTheRequestsAtATime()
    {
        var random = new Random(1);
        ShardUnit[] units = [.. Enumerable.Range(0, 8000).Select(shard => new ShardUnit([shard], [$"{random.Next(100)}"]))];
        ShardGroup[] found = [.. GroupsOf(new()).Of(units, Merging(), int.MaxValue)];

        Assert.Equal(7, found.Length);
        Assert.All(found, group => Assert.Equal((1, 0), (group.InFlight, group.Levels)));
    }

    [Fact]
    public void Of_MasksThatTravel_BoundsTheGroupOrIsNone()
    {
        ShardUnit[] units = UnitsOf(100, perLabel: 8);
        Assert.Equal(16, GroupsOf(new()).Of(units, Merging(50), int.MaxValue).Count());
        Assert.Empty(GroupsOf(new()).Of(units, Merging(49), int.MaxValue));
        Assert.Empty(GroupsOf(new()).Of(units, Merging(1), int.MaxValue));
        Assert.Empty(GroupsOf(new()).Of(units, Merging(0), int.MaxValue));
        Assert.Empty(GroupsOf(new()).Of(units, Merging(), 0));
        Assert.Empty(GroupsOf(new() { MaxFanIn = int.MaxValue }).Of(units, Merging(), int.MaxValue));
        Assert.Empty(GroupsOf(new()).Of([], Merging(), int.MaxValue));
    }

    private static ShardUnit[] UnitsOf(int labels, int perLabel) =>
        [.. Enumerable.Range(0, labels * perLabel).Select(shard => new ShardUnit([shard], [$"{shard / perLabel}"]))];

    private static ShardGroups GroupsOf(ClusterArrayOptions options) => new(new(
        Fake.Of<Orleans.IGrainFactory>((_, _) => throw new InvalidOperationException()), "a", shard => new Shard($"{shard}", new RowRange(shard, 1), 0, 4), options));

    private static ShardWork Merging(int most = int.MaxValue) => new(
        static _ => throw new InvalidOperationException(), static (int[] _, List<byte[]> _, string _) => { }, static (_, _, _) => { })
    {
        MaxGathered = most,
    };
}
