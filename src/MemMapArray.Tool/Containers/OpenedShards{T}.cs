using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Tool.Elements;

namespace MemMap.Tool.Containers;

/// <summary>An array of many files, or a slice of one.</summary>
/// <param name="shards">The whole array.</param>
/// <param name="slices">What of each axis is in the slice.</param>
internal sealed class OpenedShards<T>(MemMapShards<T> shards, AxisSlice[] slices) : OpenedArray<T>
    where T : unmanaged
{
    public OpenedShards(MemMapShards<T> shards)
        : this(shards, [.. shards.Shape.ToArray().Select(length => AxisSlice.Range(null, null, 1, length))])
    {
    }

    public override Shape Shape => Shape.Create([.. slices.Where(slice => !slice.IsIndex).Select(slice => slice.Count)]);

    public override MemMapOrder Order => MemMapOrder.C;

    public override ReductionSource<T> Elements => slices[0] is { IsIndex: false, Step: 1 } rows && IsWhole(1)
        ? shards[new RowRange(rows.Start, rows.Count)]
        : throw new UsageException(
            "A slice of shards that is more than a range of rows, such as [1000:2000], has no reductions: convert the slice to a .npy " +
            "file first.");

    public override IEnumerable<ArrayPart<T>> Parts()
    {
        AxisSlice rows = slices[0];
        for (long done = 0; done < rows.Count;)
        {
            int index = shards.Manifest.FindShard(rows.Start + (done * rows.Step));
            RowRange inShard = shards.Manifest.Shards[index].Rows;
            long start = rows.Start + (done * rows.Step);

            // As many steps as stay in this shard.
            long steps = rows.Step > 0 ? (inShard.End - 1 - start) / rows.Step : (start - inShard.Start) / -rows.Step;
            long count = Math.Min(steps + 1, rows.Count - done);
            using MemMapArray<T> shard = shards.OpenShard(index);
            AxisSlice[] taken = [rows with { Start = start - inShard.Start, Count = count }, .. slices[1..]];
            yield return new(done, shard[(Slice[])[.. taken.Select(slice => slice.ToSlice())]]);
            done += count;
        }
    }

    public override OpenedArray<T> Sliced(AxisSlice[] part) => new OpenedShards<T>(shards, part);

    public override void Dispose() => shards.Dispose();

    private bool IsWhole(int firstAxis) =>
        Enumerable.Range(firstAxis, slices.Length - firstAxis).All(axis => slices[axis].IsAll(shards.Shape[axis]));
}
