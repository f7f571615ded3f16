using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>The examples of docs/guides/select.md, as they stand there; <see cref="DocumentTests"/> sees to it.</summary>
public sealed class SelectExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void RowsByNumbers()
    {
        using MemMapArray<float> a = Counting(), b = MemMapArray.Create<float>(_folder.File("b.bin"), (6, 50));
        float[] buffer = new float[100];

        NDArray<float> some = a.Take([7, 0, -1, 7]);              // (4, 50): np.take(a, [7, 0, -1, 7], axis=0); -1 is the last row
        a.TakeTo([7, 0, -1, 7], b[..4]);                          // the same into a view of a file, at any size
        a.TakeTo([7, 0], buffer);                                 // or into memory of your own
        b.PutFrom([2, 2, -1], a[..3]);                            // b[[2, 2, -1]] = a[:3]: of a row that is named twice the last one counts
        b.PutFrom([0, 1], buffer);                                // from memory

        Assert.Equal(((4, 50), 350, 4950, 350), (some.Shape, some[0, 0], some[2, 0], some[3, 0]));
        Assert.Equal((350, 0, 50, 350, 0, 100), (b[0, 0], b[1, 0], b[2, 0], b[3, 0], b[4, 0], b[5, 0]));
    }

    [Fact]
    public void Columns()
    {
        using MemMapArray<float> a = Counting(), narrow = MemMapArray.Create<float>(_folder.File("narrow.bin"), (100, 3));
        NDArray<bool> isWanted = NDArray.From([.. Enumerable.Range(0, 50).Select(column => column is 0 or 4 or 49)]);

        NDArray<float> columns = a.Take([0, 4, -1], axis: 1);     // (100, 3): a[:, [0, 4, -1]]
        a.TakeTo([0, 4, -1], narrow, axis: 1);                    // into a view of a file, at any size
        NDArray<float> wanted = a.Compress(isWanted, axis: 1);    // a[:, mask], with one truth a column

        Assert.Equal(((100, 3), 50, 54, 99), (columns.Shape, columns[1, 0], columns[1, 1], columns[1, 2]));
        Assert.Equal(columns.ToArray(), narrow.ToArray());
        Assert.Equal(columns.ToArray(), wanted.ToArray());
    }

    [Fact]
    public void RowsByAMask()
    {
        using MemMapArray<float> a = Counting(), b = MemMapArray.Create<float>(_folder.File("b.bin"), (40, 50)),
            log = MemMapArray.CreateNpy<float>(_folder.File("log.npy"), (1, 50));
        using MemMapArray<bool> isGood = MemMapArray.Open<bool>(_folder.Write([.. Enumerable.Range(0, 100).Select(row => row % 3 == 1)],
            name: "mask.bin"));

        NDArray<float> good = a.Compress(isGood);                 // np.compress(mask, a, axis=0), a[mask]
        long count = a.CompressTo(isGood, b);                     // into the first rows of a view; how many is returned
        long added = a.CompressAppend(isGood, log);               // at the end of a raw or .npy file, which grows

        Assert.Equal(((33, 50), 33, 33, (34, 50)), (good.Shape, count, added, log.Shape));
        Assert.Equal((50, 50, 50, 200), (good[0, 0], b[0, 0], log[1, 0], log[2, 0]));
    }

    [Fact]
    public void Batches()
    {
        using MemMapArray<float> a = Counting();
        using MemMapArray<byte> labels = MemMapArray.Open<byte>(_folder.Write([.. Enumerable.Range(0, 100).Select(row => (byte)row)],
            name: "labels.bin"));
        int rows = 0, last = 0;

        for (int epoch = 0; epoch < 2; epoch++)
        {
            foreach (RowBatch<float, byte> batch in a.Batches(labels, size: 32, shuffleSeed: 42, epoch))
            {
                Train(batch.AsSpan(), batch.Labels, batch.Rows);  // 32 rows of 50, their 32 labels, their 32 numbers; the last batch has 4
            }
        }

        Assert.Equal((200, 4), (rows, last));

        void Train(Span<float> elements, Span<byte> labels, ReadOnlySpan<long> numbers)
        {
            (rows, last) = (rows + numbers.Length, numbers.Length);
            Assert.Equal(labels.Length * 50, elements.Length);
            for (int i = 0; i < numbers.Length; i++)
            {
                Assert.Equal((numbers[i] * 50f, (byte)numbers[i]), (elements[i * 50], labels[i]));
            }
        }
    }

    [Fact]
    public void Masks()
    {
        using MemMapArray<float> a = MemMapArray.Open<float>(_folder.Write([.. Enumerable.Range(0, 5000).Select(i => (float)i)]), (100, 50));
        using MemMapArray<bool> mask = MemMapArray.Open<bool>(_folder.Write([.. Enumerable.Range(0, 100).Select(row => row % 10 == 0)], name: "mask.bin"), (100, 1));

        double masked = a.Where(mask).Mean();                                     // 2274.5: np.mean(a, where=mask)
        NDArray<double> columns = a.Where(mask).Std(0, ddof: 1);                  // shape (50), of ten rows each
        double above = a.Where(Predicate.GreaterThan(4000f)).Mean();              // 4500
        double even = a.Where(v => v % 2 == 0).Sum();                             // 6247500
        double both = a.Where(mask).Where(Predicate.LessThan(50f)).Max();         // 49: all have to agree
        long counted = a.Where(Predicate.Between(10f, 19f)).Describe().Count;     // 10

        Assert.Equal((2274.5, 50, 4500, 6247500, 49, 10), (masked, columns.Shape, above, even, both, counted));
        Assert.Equal(Math.Sqrt(500.0 * 500 * 110 / 12), columns[7], 9);

        MemMapView<float> b = a.ToNDArray();
        NDArray<bool> isLarge = a.Where(Predicate.GreaterThan(4000f)).Mask();     // a > 4000, a byte an element
        double ofOthers = b.Where(isLarge).Mean();                                // 4500, of an array of the same shape
        NDArray<bool> isLateRow = a[.., 3].Where(v => v > 4500).Mask();           // a[:, 3] > 4500
        NDArray<float> late = a.Compress(isLateRow);                              // (10, 50): a[a[:, 3] > 4500], whole rows

        Assert.Equal(4500, ofOthers);
        Assert.Equal((10, 50), late.Shape);
    }

    [Fact]
    public void Nothing()
    {
        using MemMapArray<float> a = MemMapArray.Create<float>(_folder.File(), (3, 4));

        ReductionSource<float> none = a.Where(_ => false);
        (double sum, double mean, float min) = (none.Sum(), none.Mean(), none.Min());   // 0, NaN, NaN

        Assert.Equal((0, double.NaN, float.NaN), (sum, mean, min));
    }

    private MemMapArray<float> Counting() =>
        MemMapArray.Open<float>(_folder.Write([.. Enumerable.Range(0, 5000).Select(i => (float)i)]), (100, 50));
}
