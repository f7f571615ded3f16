using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MemMap.Tests.Rows;

/// <summary>Rows in batches.</summary>
public sealed class BatchTests : IDisposable
{
    private const int Rows = 1000, Columns = 30;

    private readonly TemporaryFolder _folder = new();
    private readonly MemMapArray<int> _array;
    private readonly MemMapArray<short> _labels;

    public BatchTests()
    {
        _array = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, Rows * Columns)]), (Rows, 5, 6), MemMapMode.ReadWrite);
        _labels = MemMapArray.Open<short>(_folder.Write([.. Enumerable.Range(0, Rows).Select(i => (short)(i * 3))], name: "labels.bin"));
    }

    public void Dispose()
    {
        _array.Dispose();
        _labels.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 2)]
    [InlineData(256, 1)]
    [InlineData(1000, 3)]
    [InlineData(5000, 2)]
    public void Batches_Shuffled_HaveEachRowOnceWithItsNumber(int size, int readAhead)
    {
        List<long> rows = [];
        foreach (RowBatch<int> batch in _array.Batches(size, shuffleSeed: 11, readAhead: readAhead))
        {
            Assert.Equal(rows.Count / size, batch.Index);
            Assert.Equal(Math.Min(size, Rows - rows.Count), batch.Count);
            Assert.Equal((batch.Count, 5, 6), batch.Shape);
            Assert.Equal(batch.Rows.ToArray().SelectMany(row => Enumerable.Range((int)row * Columns, Columns)), batch.AsSpan().ToArray());
            Assert.True(batch.GetRowSpan(batch.Count - 1).SequenceEqual(batch.AsSpan()[^Columns..]));
            batch.AsSpan().Fill(-1);
            rows.AddRange(batch.Rows);
        }

        Assert.Equal(Enumerable.Range(0, Rows).Select(i => (long)i), rows.Order());
        Assert.NotEqual(rows.Order(), rows);
        Assert.Equal(Enumerable.Range(0, Rows * Columns), _array.ToArray());
    }

    [Fact]
    public void RowBatch_OfRowsReadElsewhere_IsWhatItWasMadeOf()
    {
        var batch = new RowBatch<int, byte>(3, [7, 5], [1, 2, 3, 4, 5, 6], (2, 3), [8, 9]);
        Assert.Equal((3L, 2, Shape.Create([2, 3])), (batch.Index, batch.Count, batch.Shape));
        Assert.Equal([7L, 5], batch.Rows.ToArray());
        Assert.Equal([4, 5, 6], batch.GetRowSpan(1).ToArray());
        Assert.Equal([8, 9], batch.Labels.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6], batch.ToNDArray().ToArray());
    }

    [Fact]
    public void RowBatch_WhatCannotBe_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RowBatch<int>(-1, [7], [1], 1));
        Assert.Throws<ArgumentNullException>(() => new RowBatch<int>(0, null!, [1], 1));
        Assert.Throws<ArgumentNullException>(() => new RowBatch<int>(0, [7], null!, 1));
        Assert.Throws<ArgumentNullException>(() => new RowBatch<int, byte>(0, [7], [1], 1, null!));
        Assert.Throws<ArgumentException>(() => new RowBatch<int>(0, [], [], 0));
        Assert.Throws<ArgumentException>(() => new RowBatch<int>(0, [7], [1], Shape.Create([])));
        Assert.Throws<ArgumentException>(() => new RowBatch<int>(0, [7, 5], [1], 1));
        Assert.Throws<ArgumentException>(() => new RowBatch<int>(0, [7, 5], [1, 2, 3], (2, 2)));
        Assert.Throws<ArgumentException>(() => new RowBatch<int, byte>(0, [7, 5], [1, 2], 2, [1, 2, 3]));
    }

    [Fact]
    public void Batches_SeedAndEpoch_ChooseTheOrder()
    {
        Assert.Equal(Order(11, 0, 7), Order(11, 0, 128));
        Assert.NotEqual(Order(11, 0, 7), Order(11, 1, 7));
        Assert.NotEqual(Order(11, 0, 7), Order(12, 0, 7));
        MemMap.Rows.RowOrder order = new(Rows, 11, 5);
        Assert.Equal(Enumerable.Range(0, Rows).Select(i => order[i]), Order(11, 5, 64));

        List<long> Order(ulong seed, long epoch, int size) =>
            [.. _array.Batches(size, seed, epoch).SelectMany(batch => batch.Rows.ToArray())];
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Batches_WithoutASeed_AreTheRowsInOrder(bool isTransposed)
    {
        MemMapView<int> view = isTransposed ? _array.Transpose() : _array;
        List<int> elements = [];
        foreach (RowBatch<int> batch in view.Batches(4))
        {
            elements.AddRange(batch.AsSpan());
        }

        Assert.Equal(view.ToArray(), elements);
    }

    [Theory]
    [InlineData(300, 3)]
    [InlineData(500, 2)]
    [InlineData(1001, 0)]
    public void Batches_DropLast_HaveFullOnesOnly(int size, int count)
    {
        Assert.Equal(Enumerable.Repeat(size, count), _array.Batches(size, shuffleSeed: 1, dropLast: true).Select(batch => batch.Count));
        Assert.Equal(Enumerable.Repeat(size, count), _array.Batches(size, dropLast: true).Select(batch => batch.Count));
    }

    [Fact]
    public void Batches_OfNoRows_AreNone() => Assert.Empty(_array[..0].Batches(10, shuffleSeed: 1));

    [Fact]
    public void Batches_WithLabels_AreInStep()
    {
        int rows = 0;
        foreach (RowBatch<int, short> batch in _array.Batches(_labels, 64, shuffleSeed: 3, epoch: 2))
        {
            rows += batch.Count;
            Assert.Equal(batch.Rows.ToArray().Select(row => (short)(row * 3)), batch.Labels.ToArray());
            Assert.Equal(batch.Rows.ToArray().Select(row => (int)row * Columns),
                Enumerable.Range(0, batch.Count).Select(i => batch.AsSpan()[i * Columns]));
        }

        Assert.Equal(Rows, rows);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => _array.Batches(_labels[1..], 64));
        Assert.Contains("(999,)", exception.Message, StringComparison.Ordinal);
        Assert.Contains("(1000, 5, 6)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BatchesAsync_AreTheSameBatches()
    {
        List<int> elements = [];
        await foreach (RowBatch<int> batch in _array.BatchesAsync(64, shuffleSeed: 3, epoch: 2))
        {
            elements.AddRange(batch.AsSpan());
        }

        Assert.Equal(_array.Batches(64, shuffleSeed: 3, epoch: 2).SelectMany(batch => batch.AsSpan().ToArray()), elements);
        List<short> labels = [];
        await foreach (RowBatch<int, short> batch in _array.BatchesAsync(_labels, 64, shuffleSeed: 3, epoch: 2))
        {
            labels.AddRange(batch.Labels);
        }

        Assert.Equal(_array.Batches(_labels, 64, shuffleSeed: 3, epoch: 2).SelectMany(batch => batch.Labels.ToArray()), labels);
    }

    [Fact]
    public async Task BatchesAsync_CancelledByTheParameter_EndTheLoop()
    {
        using CancellationTokenSource stop = new();
        Assert.Equal(1, await CountUntilCancelled(_array.BatchesAsync(10, cancellationToken: stop.Token), stop));
    }

    [Fact]
    public async Task BatchesAsync_CancelledByTheEnumerator_EndTheLoop()
    {
        using CancellationTokenSource stop = new();
        await using IAsyncEnumerator<RowBatch<int>> batches = _array.BatchesAsync(10).GetAsyncEnumerator(stop.Token);
        Assert.True(await batches.MoveNextAsync());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await batches.MoveNextAsync());
    }

    [Fact]
    public void Batch_AfterTheLoopHasGoneOn_IsRefused()
    {
        using IEnumerator<RowBatch<int>> batches = _array.Batches(10).GetEnumerator();
        Assert.True(batches.MoveNext());
        RowBatch<int> first = batches.Current;
        NDArray<int> kept = first.ToNDArray();
        Assert.True(batches.MoveNext());
        Assert.Contains("Batch 0 is over", Assert.Throws<InvalidOperationException>(() => { first.AsSpan(); }).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => { _ = first.Rows; });
        Assert.Throws<InvalidOperationException>(() => { first.GetRowSpan(0); });
        Assert.Throws<InvalidOperationException>(() => first.ToNDArray());
        Assert.Throws<IndexOutOfRangeException>(() => { batches.Current.GetRowSpan(10); });
        Assert.Equal(Enumerable.Range(0, 10 * Columns), kept.ToArray());
        Assert.Equal((10, 5, 6), kept.Shape);
    }

    [Fact]
    public void Batches_ArrayDisposedMeanwhile_ThrowAtTheNext()
    {
        MemMapArray<int> array = MemMapArray.Open<int>(_folder.File(), (Rows, Columns));
        using IEnumerator<RowBatch<int>> batches = array.Batches(10, shuffleSeed: 1, readAhead: 5).GetEnumerator();
        Assert.True(batches.MoveNext());
        array.Dispose();
        Assert.Throws<ObjectDisposedException>(() => batches.MoveNext());
        Assert.Throws<ObjectDisposedException>(() => array.Batches(10));
        Assert.Throws<ObjectDisposedException>(() => { array.BatchesAsync(10); });
    }

    [Fact]
    public void Batches_FileCutShort_ThrowIO()
    {
        string path = _folder.Write(new int[1_000_000], name: "cut.bin");
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (1000, 1000));
        using (FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(2_000_000);
        }

        int seen = 0;
        Assert.Throws<IOException>(() =>
        {
            foreach (RowBatch<int> batch in array.Batches(100))
            {
                seen++;
            }
        });
        Assert.Equal(5, seen);
    }

    private static async Task<int> CountUntilCancelled(IAsyncEnumerable<RowBatch<int>> batches, CancellationTokenSource stop)
    {
        int seen = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (RowBatch<int> batch in batches)
            {
                seen++;
                await stop.CancelAsync();
            }
        });
        return seen;
    }

    [Fact]
    public void Batches_BadNumbers_AreRefusedAtTheCall()
    {
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(() => _array.Batches(0)).ParamName);
        Assert.Equal("readAhead", Assert.Throws<ArgumentOutOfRangeException>(() => _array.Batches(1, readAhead: 0)).ParamName);
        Assert.Equal("readAhead", Assert.Throws<ArgumentOutOfRangeException>(() => _array.Batches(1, readAhead: 1 << 17)).ParamName);
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(
            () => _array[0, 0, 0, Slice.NewAxis].BroadcastTo((1L << 31, 2)).Batches(1 << 30)).ParamName);
        Assert.Throws<InvalidOperationException>(() => _array[0, 0, 0, Slice.Ellipsis].Batches(1));
    }
}
