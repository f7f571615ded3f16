using System;
using System.Linq;
using System.Threading;
using Xunit;

namespace MemMap.Tests;

/// <summary>The examples of README.md and docs/overview.md, as they stand there; <see cref="DocumentTests"/> sees to it.</summary>
public sealed class ReadmeExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FromAnEmptyProject()
    {
        string path = _folder.Write([.. Enumerable.Range(0, 4000).Select(i => (float)i)]);

        using MemMapArray<float> data = MemMapArray.Open<float>(path, (-1, 1000));     // rows from the file's length
        Console.WriteLine(data.Shape);
        Console.WriteLine(data.Mean());
        Console.WriteLine(data.Std(axis: 0)[7]);

        Assert.Equal(("(4, 1000)", 1999.5), (data.Shape.ToString(), data.Mean()));
        Assert.Equal(1000 * Math.Sqrt(1.25), data.Std(axis: 0)[7], 9);
    }

    [Fact]
    public void TenLines()
    {
        string path = _folder.File();
        float[] firstRow = [.. Enumerable.Range(0, 1000).Select(i => (float)i)];

        using (MemMapArray<float> created = MemMapArray.Create<float>(path, (10000, 1000)))
        {
            created.Fill(0.5f);                                     // the whole file, in runs
            created[0, ..].CopyFrom(firstRow);                      // one row
            created.Flush();                                        // now it is on the medium
        }

        using MemMapArray<float> array = MemMapArray.Open<float>(path, (10000, 1000));
        float element = array[5, 7];                                // a bounds check and a load
        MemMapView<float> block = array[100..200, 50..100];         // a view: nothing is copied
        double mean = array.Mean();                                 // the file streams through a few MB of memory
        NDArray<double> columnStds = array.Std(axis: 0, ddof: 1);   // one result for each column

        Assert.Equal(0.5f, element);
        Assert.Equal((100, 50), block.Shape);
        Assert.Equal(((0.5 * 9999 * 1000) + (999 * 500)) / 1e7, mean, 12);
        Assert.Equal(0.5 / Math.Sqrt(10000), columnStds[0], 12);
    }

    [Fact]
    public void Chunks()
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write([.. Enumerable.Range(0, 30000).Select(i => (float)i)]), (10000, 3));

        double largest = double.NegativeInfinity;
        foreach (MemMapView<float> chunk in array.Chunks(rows: 4096))
        {
            foreach (float x in chunk.AsReadOnlySpan())
            {
                largest = Math.Max(largest, x);
            }
        }

        Assert.Equal(29999, largest);
    }

    [Fact]
    public void SharedWork()
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write([.. Enumerable.Range(0, 60000).Select(i => (float)(i % 997))]), (20000, 3));

        Reduction<float, double> std = Reduction.Std<float>();
        RowRange[] ranges = array.SplitRows(4);                          // at borders of blocks, so that partials stay small
        byte[] fromElsewhere = array.ReducePartial(std, ranges[1]).ToBytes();

        ReductionPartial<float, double> partial = array.ReducePartial(std, ranges[0]);
        partial.Merge(std.ReadPartial(fromElsewhere));                   // checked: version, shape, rows, checksum
        bool isWhole = partial.IsComplete;                               // with all four, partial.Value is array.Std(), bit for bit

        Assert.False(isWhole);
        partial.Merge(array.ReducePartial(std, ranges[3]));
        partial.Merge(array.ReducePartial(std, ranges[2]));
        Assert.True(partial.IsComplete);
        Assert.Equal(BitConverter.DoubleToInt64Bits(array.Std()), BitConverter.DoubleToInt64Bits(partial.Value));
    }

    [Fact]
    public void ReductionsOfYourOwn()
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write([.. Enumerable.Range(0, 30).Select(i => i / 30f)]), (10, 3));

        long count = array.Reduce(new Above(0.5f));
        NDArray<long> counts = array.Reduce(new Above(0.5f), axis: 0);

        Assert.Equal(14, count);
        Assert.Equal([4L, 5, 5], counts.ToArray());
    }

    [Fact]
    public void NpyFiles()
    {
        string npyPath = _folder.File("block.npy");
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write([.. Enumerable.Range(0, 100).Select(i => (float)i)]), (10, 10));
        MemMapView<float> block = array[2..5, ..3];

        block.SaveNpy(npyPath);                                           // any view; np.load(path, mmap_mode='r') opens it
        using MemMapArray<float> saved = MemMapArray.OpenNpy<float>(npyPath);

        Assert.Equal((3, 3), saved.Shape);
        Assert.Equal(block.ToArray(), saved.ToArray());
    }

    [Fact]
    public void NpzArchives()
    {
        string npzPath = _folder.File("archive.npz");
        using MemMapArray<float> array = MemMapArray.Create<float>(_folder.File(), (10, 5));
        array.Fill(3);
        MemMapView<float> block = array[2..5, ..3];

        using (NpzWriter writer = NpzFile.Create(npzPath))
        {
            writer.Add("block", block);                                   // any view, at a multiple of 64 bytes
            writer.Commit();                                              // now the file is there; np.load reads it
        }

        using MemMapArray<float> member = MemMapArray.OpenNpz<float>(npzPath, "block");

        Assert.Equal((3, 3), member.Shape);
        Assert.Equal(block.ToArray(), member.ToArray());
    }

    [Fact]
    public void SeveralProcesses()
    {
        string path = _folder.Write(new long[4]);

        using MemMapArray<long> shared = MemMapArray.Open<long>(path, MemMapMode.ReadWrite);
        long ticket = Interlocked.Increment(ref shared.GetReference(0));

        Assert.Equal(1, ticket);
    }

    [Fact]
    public void Growing()
    {
        string path = _folder.File();

        using MemMapArray<double> log = MemMapArray.Create<double>(path, (0, 3));
        log.Append([1.0, 2.0, 3.0]);
        log.Append([4.0, 5.0, 6.0, 7.0, 8.0, 9.0]);   // two rows
        double last = log[^1, ^1];                    // 9

        Assert.Equal(9, last);
    }

    private record struct Tick(long Time, float Price, int Volume);

    [Fact]
    public void Records()
    {
        string path = _folder.Write<Tick>([new(1, 10, 5), new(2, 20, 5)]);

        using MemMapArray<Tick> ticks = MemMapArray.Open<Tick>(path);
        double meanPrice = ticks.Field<float>(nameof(Tick.Price)).Mean();

        Assert.Equal(15, meanPrice);
    }

    public readonly record struct Above(float Threshold) : IReducer<float, long>
    {
        public long Empty => 0;

        public void Accumulate(ref long state, ReadOnlySpan<float> elements)
        {
            foreach (float x in elements)
            {
                state += x > Threshold ? 1 : 0;
            }
        }

        public void Merge(ref long state, in long following) => state += following;
    }
}
