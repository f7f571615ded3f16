using System;
using System.Linq;

namespace MemMap.Cluster;

/// <content>What a request must have: it comes from whoever reaches the silo.</content>
internal sealed partial record ShardRequest
{
    /// <summary>Looks whether all is there that the silo reads. What it says is compared with files, folders and lists where it is
    /// used.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    /// <exception cref="ArgumentException">It asks for more than a silo makes.</exception>
    public void Require()
    {
        Require(Element is not null && Descr is not null && Shape is { Length: > 0 } && Folder is not null, "the array");
        Require(Masks is not null && Predicates is not null && Array.TrueForAll(Predicates, one => one is not null), "what is selected");
        Require(More is not null && Array.TrueForAll(More, one => one is not null), "the other shards");
        RequirePart(ShardPart.Of(this));
        Array.ForEach(More!, RequirePart);
        if (Gather is { } gather)
        {
            Require(gather.Array is not null && gather.Units is { Length: > 0 }, "what is gathered");
            Require(Array.TrueForAll(gather.Units!, static unit => unit is { IsWhole: true }), "the shards that are gathered");
            Array.ForEach(gather.Units!, static unit => Array.ForEach(unit.Parts, RequirePart));
        }

        if (Order is { } order)
        {
            Require(order.Question is not null && order.Numbers is not null, "the order");
            Require(order.Kind != OrderKind.Histogram || order.Count == 0 || order.Numbers!.Length == 2, "the edges");
            Require(
                order.Kind != OrderKind.Top || Axes is null ||
                (Axes.Length == 1 && Axes[0] >= -Shape!.Length && Axes[0] < Shape.Length),
                "the axis");
        }

        RequireLimits();

        if (Output is { } output)
        {
            Require(
                output.Id is not null && output.Folder is not null && output.Element is not null && output.Manifest is not null &&
                output.Label is not null && output.Index >= 0,
                "the new array");
        }
    }

    private static void RequirePart(ShardPart part)
    {
        RequireFiles([part.Shard]);
        Require(part.Masks is not null, "what is selected");
        foreach (ShardMask mask in part.Masks!)
        {
            Require(mask is { Shape.Length: > 0, Bits.Length: <= ShardMask.MaxBytes, Folder: not null, Shards: not null }, "a mask");
            RequireFiles(mask.Shards!);
        }

        if (part.Other is { } other)
        {
            Require(
                other.Element is not null && other.Descr is not null && other.Shape is { Length: > 0 } && other.Folder is not null &&
                other.Shards is not null,
                "the other matrix");
            RequireFiles(other.Shards!);
        }
    }

    private static void RequireFiles(ShardFile[] shards) => Require(shards.All(static shard => shard?.Path is not null), "the files");

    private static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new FormatException($"The request is malformed: it has not all of {what}.");
        }
    }
}
