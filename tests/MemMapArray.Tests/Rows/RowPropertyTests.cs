using System;
using System.Linq;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Rows;

/// <summary>Rows of random views, by numbers and by masks, against the naive model. Everything is in one file, so that sources, masks and
/// destinations overlap.</summary>
public sealed class RowPropertyTests : IDisposable
{
    private const int Count = 1500;
    private static readonly long s_iterations = Iterations.Of(500, thorough: 2000);

    private readonly TemporaryFolder _folder = new();
    private readonly string _masks;

    public RowPropertyTests() => _masks = _folder.Write(new byte[2 * Count], name: "masks.bin");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_OfByte_MatchModel() => Check(i => (byte)(i * 7));

    [Fact]
    public void Rows_OfShort_MatchModel() => Check(i => (short)i);

    [Fact]
    public void Rows_OfInt_MatchModel() => Check(i => i);

    [Fact]
    public void Rows_OfDouble_MatchModel() => Check(i => i + 0.5);

    [Fact]
    public void Rows_OfTwelveByteStruct_MatchModel() => Check(i => new Triple(i, i + 1, -i));

    private void Check<T>(Func<int, T> element)
        where T : unmanaged
    {
        T[] content = [.. Enumerable.Range(0, Count).Select(element)];
        string path = _folder.Write(content);
        Choices.Tapes.Sample(tape =>
        {
            Choices choices = new(tape);
            using MemMapArray<T> file = MemMapArray.Open<T>(path, MemMapMode.CopyOnWrite);
            ViewModel<T> model = Source(file, choices);
            if (model.Naive.Rank == 0)
            {
                Assert.Throws<InvalidOperationException>(() => model.View.Take([]));
                return;
            }

            int length = model.Naive.Lengths[0];
            int[] rows = [.. Enumerable.Range(0, length == 0 ? 0 : choices.Below(12)).Select(_ => choices.Below(length))];
            long[] given = [.. rows.Select(row => choices.OneIn(3) ? row - (long)length : row)];
            NaiveArray taken = model.Naive.Take(0, rows);
            NDArray<T> result = model.View.Take(given);
            Assert.Equal(taken.Shape, result.Shape.ToArray());
            Assert.True(Expected(content, taken).SequenceEqual(result.ToArray()), $"{model}: rows {string.Join(' ', given)}");
            switch (choices.Below(3))
            {
                case 0:
                    TakeTo(content, file, model, given, taken, choices);
                    break;
                case 1:
                    PutFrom(content, file, model, given, choices);
                    break;
                default:
                    Compress(content, model, choices);
                    break;
            }
        }, iter: s_iterations);
    }

    // Anywhere in the same file, in any order of axes.
    private static void TakeTo<T>(T[] content, MemMapArray<T> file, ViewModel<T> model, long[] rows, NaiveArray taken, Choices choices)
        where T : unmanaged
    {
        if (taken.Count > Count)
        {
            return;
        }

        (MemMapView<T> target, int[] places) = Destination(file, taken.Lengths, choices);
        if (choices.OneIn(3) && target.IsContiguous)
        {
            model.View.TakeTo(rows, target.AsSpan());
        }
        else
        {
            model.View.TakeTo(rows, target);
        }

        T[] expected = (T[])content.Clone();
        for (int i = 0; i < places.Length; i++)
        {
            expected[places[i]] = content[taken.Elements[i]];
        }

        Assert.True(expected.AsSpan().SequenceEqual(file.AsSpan()),
            $"{model}: rows {string.Join(' ', rows)} to {string.Join(' ', places)}");
    }

    private static void PutFrom<T>(T[] content, MemMapArray<T> file, ViewModel<T> model, long[] rows, Choices choices)
        where T : unmanaged
    {
        int[] lengths = [rows.Length, .. model.Naive.Lengths[1..]];

        // An axis of the source may be broadcast, the first one too: also to none, hence the source's count beside the target's.
        int[] ones = [.. lengths.Select(x => choices.OneIn(5) ? 1 : x)];
        if (model.View.IsReadOnly || Product(lengths) > Count || Product(ones) > Count)
        {
            return;
        }

        (MemMapView<T> source, int[] places) = Destination(file, ones, choices);
        NaiveArray order = NaiveArray.Stored(ones, MemMapOrder.C).BroadcastTo(lengths);
        T[] given = [.. order.Elements.ToArray().Select(i => content[places[i]])];
        if (choices.OneIn(3))
        {
            model.View.PutFrom(rows, given);
        }
        else
        {
            model.View.PutFrom(rows, source);
        }

        NaiveArray named = model.Naive.Take(0, [.. rows.Select(row => (int)(row < 0 ? row + model.Naive.Lengths[0] : row))]);
        T[] expected = (T[])content.Clone();
        for (int i = 0; i < named.Count; i++)
        {
            expected[named.Elements[i]] = given[i];
        }

        Assert.True(expected.AsSpan().SequenceEqual(file.AsSpan()),
            $"{model}: {string.Join(' ', places)} to rows {string.Join(' ', rows)}");
    }

    private void Compress<T>(T[] content, ViewModel<T> model, Choices choices)
        where T : unmanaged
    {
        int length = model.Naive.Lengths[0];

        // Whatever is not 0 is true. The mask is every second byte, perhaps backwards.
        byte[] truths = [.. Enumerable.Range(0, 2 * length).Select(_ => choices.OneIn(2) ? (byte)choices.Between(1, 255) : (byte)0)];
        bool isBackwards = choices.OneIn(3);
        using MemMapArray<byte> file = MemMapArray.Open<byte>(_masks, truths.Length, MemMapMode.CopyOnWrite);
        file.CopyFrom(truths);
        MemMapView<bool> mask = file.Cast<bool>()[Slice.Range(null, null, 2)];
        mask = isBackwards ? mask.Flip(0) : mask;
        int[] rows = [.. Enumerable.Range(0, length).Where(i => truths[2 * (isBackwards ? length - 1 - i : i)] != 0)];
        NDArray<T> result = model.View.Compress(mask);
        Assert.Equal(rows.Length, result.Shape[0]);
        Assert.True(Expected(content, model.Naive.Take(0, rows)).SequenceEqual(result.ToArray()),
            $"{model}: mask {string.Join(' ', rows)}");
    }

    private static long Product(int[] lengths) => lengths.Aggregate(1L, (product, x) => product * x);

    private static T[] Expected<T>(T[] content, NaiveArray naive)
        where T : unmanaged => [.. naive.Elements.ToArray().Select(i => content[i])];

    // A view of the file, and which of its elements it has.
    private static (MemMapView<T> View, int[] Places) Destination<T>(MemMapArray<T> file, int[] lengths, Choices choices)
        where T : unmanaged
    {
        int[] axes = choices.OneIn(2) ? choices.Permutation(lengths.Length) : [.. Enumerable.Range(0, lengths.Length)];
        int[] stored = new int[lengths.Length];
        for (int i = 0; i < axes.Length; i++)
        {
            stored[axes[i]] = lengths[i];
        }

        NaiveArray naive = NaiveArray.Stored(stored, MemMapOrder.C).Permute(axes);
        int at = choices.Below(Count - naive.Count + 1);
        return (file[at..(at + naive.Count)].Reshape(Array.ConvertAll(stored, x => (long)x)).Permute(axes),
            [.. naive.Elements.ToArray().Select(i => at + i)]);
    }

    private static ViewModel<T> Source<T>(MemMapArray<T> file, Choices choices)
        where T : unmanaged
    {
        int[][] shapes = [[200], [30, 9], [12, 5, 4], [5, 4, 3, 4], [3, 2, 4, 2, 3]];
        int[] lengths = shapes[choices.Below(shapes.Length)];
        NaiveArray naive = NaiveArray.Stored(lengths, MemMapOrder.C);
        return new ViewModel<T>(file[..naive.Count].Reshape(naive.Shape), naive, string.Join(' ', lengths)).Chain(choices);
    }
}
