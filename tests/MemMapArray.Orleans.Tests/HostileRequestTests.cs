using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Tests;
using Orleans.Runtime;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Messages to the grains that no client of this library sends. Each is answered with what is wrong with it; nothing outside the root
/// folders is read or written, and whoever asks next is served.</summary>
[Collection(ThreeSilos.Name)]
public sealed class HostileRequestTests(ThreeSilos three)
{
    private static readonly ShardMessageKind[] s_answers =
    [
        ShardMessageKind.EndOfPiece, ShardMessageKind.Unavailable, ShardMessageKind.Changed, ShardMessageKind.Refused, ShardMessageKind.Impossible,
        ShardMessageKind.Unknown, ShardMessageKind.Overflow,
    ];

    private readonly ClusterOfSilos _silos = three.Silos;

    public static TheoryData<string, int> Malformed => new()
    {
        { "element", (int)ShardMessageKind.Impossible },
        { "unknown element", (int)ShardMessageKind.Impossible },
        { "element of the runtime", (int)ShardMessageKind.Impossible },
        { "descr", (int)ShardMessageKind.Impossible },
        { "another descr", (int)ShardMessageKind.Impossible },
        { "shape", (int)ShardMessageKind.Impossible },
        { "rank 0", (int)ShardMessageKind.Impossible },
        { "negative shape", (int)ShardMessageKind.Impossible },
        { "overflowing shape", (int)ShardMessageKind.Impossible },
        { "folder", (int)ShardMessageKind.Impossible },
        { "shard", (int)ShardMessageKind.Impossible },
        { "path", (int)ShardMessageKind.Impossible },
        { "path of nul", (int)ShardMessageKind.Refused },
        { "rows", (int)ShardMessageKind.Impossible },
        { "rows beyond", (int)ShardMessageKind.Impossible },
        { "axes", (int)ShardMessageKind.Impossible },
        { "reduction", (int)ShardMessageKind.Impossible },
        { "own reduction", (int)ShardMessageKind.Unknown },
        { "predicate", (int)ShardMessageKind.Impossible },
        { "mask", (int)ShardMessageKind.Impossible },
        { "mask without truths", (int)ShardMessageKind.Impossible },
        { "relation", (int)ShardMessageKind.Impossible },
        { "question", (int)ShardMessageKind.Changed },
        { "no question", (int)ShardMessageKind.Impossible },
        { "edges", (int)ShardMessageKind.Impossible },
        { "axes of the largest", (int)ShardMessageKind.Impossible },
        { "taken rows", (int)ShardMessageKind.Impossible },
        { "elements", (int)ShardMessageKind.Impossible },
        { "more", (int)ShardMessageKind.Impossible },
        { "two billion bins", (int)ShardMessageKind.Impossible },
        { "edges beyond number", (int)ShardMessageKind.Impossible },
        { "the largest of all", (int)ShardMessageKind.Impossible },
        { "the largest of columns", (int)ShardMessageKind.Impossible },
        { "quantiles beyond number", (int)ShardMessageKind.Impossible },
        { "columns beyond number", (int)ShardMessageKind.Impossible },
        { "a mask beyond measure", (int)ShardMessageKind.Impossible },
        { "nothing gathered", (int)ShardMessageKind.Impossible },
        { "gathered without parts", (int)ShardMessageKind.Impossible },
        { "gathered without a label", (int)ShardMessageKind.Impossible },
        { "gathered twice", (int)ShardMessageKind.Impossible },
        { "gathered of another key", (int)ShardMessageKind.Impossible },
        { "gathered with no patience", (int)ShardMessageKind.Impossible },
        { "gathered elements", (int)ShardMessageKind.Impossible },
        { "gathered of nobody's reduction", (int)ShardMessageKind.Unknown },
        { "writing", (int)ShardMessageKind.Impossible },
        { "writing outside", (int)ShardMessageKind.Refused },
        { "unknown transform", (int)ShardMessageKind.Unknown },
        { "published manifest", (int)ShardMessageKind.Changed },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task ScanAsync_MalformedRequest_SaysWhatIsWrong(string what, int kind)
    {
        ShardRequest good = Spread("hostile-" + what.Replace(' ', '-'));
        ShardMessage last = (await Ask(Damage(good, what)))[^1];

        Assert.Equal((ShardMessageKind)kind, last.Kind);
        Assert.NotEmpty(last.Text);
        Assert.Equal(ShardMessageKind.EndOfPiece, (await Ask(good))[^1].Kind);
    }

    [Fact]
    public async Task ScanAsync_DrawnRequests_AreAnsweredAndTheNextIsServed()
    {
        ShardRequest good = Spread("hostile-drawn");
        string[] before = [.. Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(_silos.FolderOf("node0"))!, "*", SearchOption.AllDirectories).Order()];
        var random = new Random(1);
        var kinds = new Dictionary<ShardMessageKind, int>();
        for (int i = 0; i < (Thorough.IsOn ? 2000 : 200) * Thorough.Times; i++)
        {
            ShardRequest request = Start(good, random);
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                request = (ShardRequest)Change(request, random)!;
            }

            ShardMessage last = (await Ask(request))[^1];
            Assert.Contains(last.Kind, s_answers);
            kinds[last.Kind] = kinds.GetValueOrDefault(last.Kind) + 1;
        }

        // All places for scans are free again, and nothing was written. Some of the requests were right.
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Ask(good))), messages => Assert.True(messages[^1].IsLast));
        Assert.Equal(before, Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(_silos.FolderOf("node0"))!, "*", SearchOption.AllDirectories).Order());
        Assert.True(kinds.Count >= 4, string.Join(", ", kinds));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("garbage")]
    [InlineData("a/-1/0/0/node0")]
    [InlineData("a/0/-1/0/node0")]
    [InlineData("a/0/0/0/nobody")]
    public async Task ScanAsync_KeyOfNoShard_IsRefused(string key)
    {
        IShardGrain grain = _silos.Cluster.Client.GetGrain<IShardGrain>(key);
        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => grain.PingAsync());
        Assert.True(exception is FormatException or OrleansException, exception.ToString());
        Assert.Equal(ShardMessageKind.EndOfPiece, (await Ask(Spread("hostile-key-" + key.Replace('/', '-'))))[^1].Kind);
    }

    [Fact]
    public async Task HistogramAsync_MoreBinsThanASiloMakes_ThrowsBeforeAnyMessage()
    {
        using MemMapArray<float> one = _silos.Array("hostile-bins", (100, 3), random => (float)random.NextDouble());
        ShardManifest manifest = _silos.Spread("hostile-bins", one, 10, _ => ["nobody"]);
        MemMapClusterArray<float> many = _silos.Cluster.Client.OpenMemMapArray<float>(manifest);

        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(() => many.HistogramAsync(ShardRequest.MaxCounts + 1, (0, 1)));
        Assert.Contains("16777217 bins", exception.Message, StringComparison.Ordinal);
    }

    private static ShardRequest Damage(ShardRequest good, string what) => what switch
    {
        "element" => good with { Element = null! },
        "unknown element" => good with { Element = "Nothing" },
        "element of the runtime" => good with { Element = typeof(System.Diagnostics.Process).AssemblyQualifiedName! },
        "descr" => good with { Descr = null! },
        "another descr" => good with { Descr = "<f8" },
        "shape" => good with { Shape = null! },
        "rank 0" => good with { Shape = [] },
        "negative shape" => good with { Shape = [100, -3] },
        "overflowing shape" => good with { Shape = [100, long.MaxValue] },
        "folder" => good with { Folder = null! },
        "shard" => good with { Shard = null! },
        "path" => good with { Shard = good.Shard with { Path = null! } },
        "path of nul" => good with { Shard = good.Shard with { Path = "0.npy\0" } },
        "rows" => good with { Shard = good.Shard with { FirstRow = -1 } },
        "rows beyond" => good with { Shard = good.Shard with { Rows = 1000 } },
        "axes" => good with { Axes = [0, 0, 7] },
        "reduction" => good with { Reduction = "std(ddof=" },
        "own reduction" => good with { Reduction = "nobody's", IsCustom = true },
        "predicate" => good with { Predicates = ["rm -rf"] },
        "mask" => good with { Masks = [null!] },
        "mask without truths" => good with { Masks = [new() { Shape = [100, 3], Rows = long.MaxValue / 4 }] },
        "relation" => good with { Reduction = null, Relation = 99 },
        "question" => good with { Reduction = null, Order = new(OrderKind.Counts) { Question = new byte[100] } },
        "no question" => good with { Reduction = null, Order = new(OrderKind.Counts) { Question = null! } },
        "edges" => good with { Reduction = null, Order = new(OrderKind.Histogram) { Count = 3 } },
        "axes of the largest" => good with { Reduction = null, Order = new(OrderKind.Top) { Count = 3 }, Axes = [] },
        "taken rows" => good with { Reduction = null, TakenRows = [-1] },
        "elements" => good with { Reduction = null, FirstElement = long.MaxValue, Elements = long.MaxValue },
        "more" => good with { More = [null!] },
        "two billion bins" => good with { Reduction = null, Order = new(OrderKind.Histogram) { Count = int.MaxValue, Numbers = [0, 1] } },
        "edges beyond number" => good with { Reduction = null, Order = new(OrderKind.Histogram) { Numbers = new double[ShardRequest.MaxNumbers + 1] } },
        "the largest of all" => good with { Reduction = null, Shape = [1L << 40, 3], Order = new(OrderKind.Top) { Count = int.MaxValue } },
        "the largest of columns" => good with { Reduction = null, Shape = [100, 1 << 23], Order = new(OrderKind.Top) { Count = 3 }, Axes = [0] },
        "quantiles beyond number" => good with { Reduction = null, Shape = [100, 1 << 13], Order = new(OrderKind.Quantiles) { Numbers = new double[4096] }, Axes = [] },
        "columns beyond number" => good with { Shape = [100, 1L << 40], Axes = [0], Shard = good.Shard with { Rows = 0 } },
        "a mask beyond measure" => good with { Masks = [new() { Shape = [100, 3], Bits = new byte[ShardMask.MaxBytes + 1], Rows = 10 }] },
        "nothing gathered" => good with { Gather = Gathering(good) with { Units = [] } },
        "gathered without parts" => good with { Gather = Gathering(good) with { Units = [new([0, 1], ["node0"], [ShardPart.Of(good)])] } },
        "gathered without a label" => good with { Gather = Gathering(good) with { Units = [new([0], [null!], [ShardPart.Of(good)])] } },
        "gathered twice" => good with { Gather = Gathering(good) with { Units = [new([0, 0], ["node0"], [ShardPart.Of(good), ShardPart.Of(good)])] } },
        "gathered of another key" => good with { Gather = Gathering(good) with { Array = "a/b" } },
        "gathered with no patience" => good with { Gather = Gathering(good) with { SilenceTimeout = TimeSpan.Zero } },
        "gathered elements" => good with { Gather = Gathering(good), Reduction = null, Elements = 3 },
        "gathered of nobody's reduction" => good with { Gather = Gathering(good), Reduction = "nobody's", IsCustom = true },
        "writing" => good with { Reduction = null, Output = new() { Folder = "made", Id = "../../made" } },
        "writing outside" => good with { Reduction = null, Output = Writing("../made") },
        "unknown transform" => good with { Reduction = null, Output = Writing("made") with { Transform = "nobody's" } },
        "published manifest" => good with { Reduction = null, Output = Writing("made") with { Kind = OutputKind.Publish, Manifest = "{}" } },
        _ => throw new ArgumentException(what),
    };

    // Two shards, each by itself.
    private static GatherRequest Gathering(ShardRequest good)
    {
        ShardFile next = good.Shard with { Path = "1.npy", FirstRow = 10 };
        return new()
        {
            Array = "hostile",
            Units = [new([0], ["node0"], [ShardPart.Of(good)]), new([1], ["node0"], [ShardPart.Of(good) with { Shard = next }])],
            InFlight = 1,
            MaxFanIn = 2,
            Attempts = 1,
            SpeculationMultiplier = 3,
            SilenceTimeout = TimeSpan.FromSeconds(8),
            ScanTimeout = TimeSpan.FromSeconds(8),
            MinBytesPerSecond = 1000,
        };
    }

    private static OutputRequest Writing(string folder) => new() { Id = new string('0', 32), Folder = folder, Element = "System.Double" };

    // One of the requests that the library sends; but for those that write where they may.
    private static ShardRequest Start(ShardRequest good, Random random) => random.Next(7) switch
    {
        0 => good,
        6 => good with { Gather = Gathering(good) },
        1 => good with { Reduction = null, Order = new((OrderKind)random.Next(4)) { Count = 3, Numbers = [0, 1] }, Axes = random.Next(2) == 0 ? null : [0] },
        2 => good with { Reduction = null, Relation = 0 },
        3 => good with { Reduction = null, TakenRows = [3] },
        4 => good with { Reduction = null, IsHashWanted = true },
        _ => good with { Masks = [new() { Shape = [100, 1], Bits = new byte[2], Rows = 10 }], Predicates = ["v > 0.5"] },
    };

    // Another value somewhere in a record, or in one that it has.
    private static object? Change(object? value, Random random)
    {
        if (random.Next(8) == 0)
        {
            return value is ShardRequest ? value : null;
        }

        switch (value)
        {
            case long number:
                return random.Next(5) switch { 0 => -1L, 1 => long.MaxValue, 2 => long.MinValue, 3 => number + 1, _ => random.Next(200) };
            case int:
                return random.Next(4) switch { 0 => -1, 1 => int.MinValue, 2 => random.Next(200), _ => 0 };
            case bool truth:
                return !truth;
            case string text:
                return random.Next(5) switch { 0 => "", 1 => "../" + text, 2 => "/etc/passwd", 3 => text + "\0", _ => text[..(text.Length / 2)] };
            case TimeSpan:
                return TimeSpan.FromSeconds(random.Next(-1, 3));
            case double:
                return random.Next(3) switch { 0 => double.NaN, 1 => double.PositiveInfinity, _ => -1.0 };
            case byte:
                return (byte)random.Next(256);
            case Array items:
                var changed = Array.CreateInstance(items.GetType().GetElementType()!, random.Next(3) == 0 ? random.Next(items.Length + 1) : items.Length);
                Array.Copy(items, changed, changed.Length);
                if (changed.Length > 0)
                {
                    int at = random.Next(changed.Length);
                    changed.SetValue(Change(changed.GetValue(at), random), at);
                }

                return changed;
            case Enum or null:
                return value;
            default:
                // What is written is tested above: here nothing is to be written at all.
                PropertyInfo[] all = [.. value.GetType().GetProperties().Where(property => property.CanWrite && property.Name != nameof(ShardRequest.Output))];
                PropertyInfo one = all[random.Next(all.Length)];
                object copy = value.GetType().GetMethod("<Clone>$")!.Invoke(value, [])!;
                object? other = Change(one.GetValue(value), random);
                one.SetValue(copy, other is null && one.PropertyType.IsValueType ? one.GetValue(value) : other);
                return copy;
        }
    }

    private ShardRequest Spread(string name)
    {
        using MemMapArray<float> one = _silos.Array(name, (100, 3), random => (float)random.NextDouble());
        ShardManifest manifest = _silos.Spread(name, one, 10, _ => ["node0"]);
        return new()
        {
            Element = ElementScanner.NameOf<float>(),
            Descr = manifest.Descr,
            Shape = manifest.Shape.ToArray(),
            Folder = name,
            Shard = ShardFile.Of(manifest.Shards[0]),
            Reduction = "std(ddof=0)",
        };
    }

    private async Task<List<ShardMessage>> Ask(ShardRequest request)
    {
        IShardGrain grain = _silos.Cluster.Client.GetGrain<IShardGrain>(new ShardKey("hostile", 0, 0, 0, "node0").ToString());
        var messages = new List<ShardMessage>();
        await foreach (ShardMessage message in grain.ScanAsync(request, CancellationToken.None))
        {
            messages.Add(message);
        }

        return messages;
    }
}
