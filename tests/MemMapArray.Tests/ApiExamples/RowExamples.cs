using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MemMap.Tests.ApiExamples;

/// <summary>The examples in the XML documentation of rows and batches; <see cref="DocumentTests"/> compares them.</summary>
public sealed class RowExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MemMapArray<float> _array;

    public RowExamples() =>
        _array = MemMapArray.Open<float>(_folder.Write([.. Enumerable.Range(0, 200).Select(i => (float)i)]), (20, 10),
        MemMapMode.ReadWrite);

    public void Dispose()
    {
        _array.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void ByNumbers()
    {
        using MemMapArray<float> destination = MemMapArray.Create<float>(_folder.File("destination.bin"), (5, 10));
        MemMapArray<float> array = _array;

        NDArray<float> some = array.Take([7, 0, -1]);    // np.take(a, [7, 0, -1], axis=0)

        array.TakeTo([7, 0, -1], destination[..3]);    // np.take(a, [7, 0, -1], axis=0, out=b[:3])

        Assert.Equal((70, 0, 190), (some[0, 0], some[1, 0], some[2, 0]));
        Assert.Equal(some.ToArray(), destination[..3].ToArray());
        MemMapView<float> rows = array[1..4];

        array.PutFrom([7, 0, -1], rows);    // a[[7, 0, -1]] = b

        Assert.Equal((10, 20, 30), (array[7, 0], array[0, 0], array[^1, 0]));
    }

    [Fact]
    public void AlongAnAxis()
    {
        using MemMapArray<float> narrow = MemMapArray.Create<float>(_folder.File("narrow.bin"), (20, 3));
        NDArray<bool> isWanted = NDArray.From([true, false, false, false, true, false, false, false, false, true]);
        MemMapArray<float> array = _array;

        NDArray<float> columns = array.Take([0, 4, -1], axis: 1);    // a[:, [0, 4, -1]]

        array.TakeTo([0, 4, -1], narrow, axis: 1);    // np.take(a, [0, 4, -1], axis=1, out=b)

        NDArray<float> wanted = array.Compress(isWanted, axis: 1);    // a[:, mask]

        Assert.Equal((20, 3), columns.Shape);
        Assert.Equal((10, 14, 19), (columns[1, 0], columns[1, 1], columns[1, 2]));
        Assert.Equal(columns.ToArray(), narrow.ToArray());
        Assert.Equal(columns.ToArray(), wanted.ToArray());
    }

    [Fact]
    public void ByAMask()
    {
        using MemMapArray<float> destination = MemMapArray.Create<float>(_folder.File("destination.bin"), (20, 10)),
            log = MemMapArray.Create<float>(_folder.File("log.bin"), (0, 10));
        using MemMapArray<bool> isGood = MemMapArray.Open<bool>(_folder.Write([.. Enumerable.Range(0, 20).Select(i => i % 4 == 1)],
            name: "mask.bin"));
        MemMapArray<float> array = _array;

        NDArray<float> good = array.Compress(isGood);    // a[mask]

        long count = array.CompressTo(isGood, destination);    // np.compress(mask, a, axis=0, out=b[:count])

        long added = array.CompressAppend(isGood, log);    // log has these rows at its end

        Assert.Equal((5, 5, (5, 10)), (count, added, good.Shape));
        Assert.Equal(good.ToArray(), log.ToArray());
        Assert.Equal(good.ToArray(), destination[..5].ToArray());
    }

    [Fact]
    public async Task InBatches()
    {
        using MemMapArray<byte> labels = MemMapArray.Open<byte>(_folder.Write([.. Enumerable.Range(0, 20).Select(i => (byte)i)],
            name: "labels.bin"), MemMapMode.CopyOnWrite);
        MemMapArray<float> array = _array;
        int trained = 0, sent = 0;

        for (int epoch = 0; epoch < 3; epoch++)
        {
            foreach (RowBatch<float> batch in array.Batches(size: 16, shuffleSeed: 42, epoch))
            {
                Train(batch.AsSpan(), batch.Rows);
            }
        }

        foreach (RowBatch<float, byte> batch in array.Batches(labels, size: 16, shuffleSeed: 42))
        {
            Train(batch.AsSpan(), batch.Labels);
        }

        await foreach (RowBatch<float> batch in array.BatchesAsync(size: 16, shuffleSeed: 42))
        {
            await SendAsync(batch.ToNDArray());
        }

        Assert.Equal((800, 200), (trained, sent));

        foreach (RowBatch<float> batch in array.Batches(size: 16))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                Train(batch.GetRowSpan(i), batch.Rows);
            }
        }

        Assert.Equal(1000, trained);
        foreach (RowBatch<float, byte> batch in array.Batches(labels, size: 16))
        {
            byte[] predicted = [.. batch.Labels.ToArray().Select(label => (byte)(label + 1))];

            labels.PutFrom(batch.Rows, predicted);    // a[rows] = b
        }

        Assert.Equal(Enumerable.Range(1, 20).Select(i => (byte)i), labels.ToArray());

        void Train<T>(Span<float> elements, ReadOnlySpan<T> _) => trained += elements.Length;

        Task SendAsync(NDArray<float> rows)
        {
            sent += (int)rows.Length;
            return Task.CompletedTask;
        }
    }
}
