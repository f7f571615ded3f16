using System;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap.CallSites;

/// <summary>Rows and batches.</summary>
public static class Rows
{
    public static long ByNumbersAndMasks(MemMapArray<float> array, MemMapShards<float> shards, MemMapView<bool> mask, float[] buffer, long[] rows)
    {
        NDArray<float> taken = array.Take([0, -1]), shardRows = shards.Take(rows), good = array[1.., ..].Compress(mask);
        array.TakeTo(rows, array[..2]);
        array.TakeTo([1, 2], buffer);
        NDArray<float> columns = array.Take([0, -1], axis: 1);
        array[.., 1..].TakeTo(rows, columns, axis: 1);
        good = columns.Compress(mask, 1);
        shards[..5].TakeTo(rows, buffer.AsSpan(5));
        array.PutFrom(rows, buffer);
        array[..5].PutFrom([0, 1], array[5..7]);
        array.PutFrom([0], new ReadOnlySpan<float>(buffer));
        return taken.Length + shardRows.Length + good.Length + array.CompressTo(mask, array[5..]) + array.CompressAppend(mask, array);
    }

    public static async Task<double> InBatches(MemMapArray<float> array, MemMapShards<float> shards, MemMapView<byte> labels, CancellationToken cancellation)
    {
        double sum = 0;
        foreach (RowBatch<float> batch in array.Batches(256))
        {
            sum += batch.AsSpan()[0] + batch.Rows[0] + batch.GetRowSpan(1)[0];
        }

        foreach (RowBatch<float, byte> batch in shards.Batches(labels, 256, 42, epoch: 3, dropLast: true))
        {
            sum += batch.Labels[0];
        }

        await foreach (RowBatch<float> batch in array.BatchesAsync(256, shuffleSeed: 1, readAhead: 4, cancellationToken: cancellation).ConfigureAwait(false))
        {
            sum += batch.ToNDArray()[0];
        }

        return sum;
    }
}
