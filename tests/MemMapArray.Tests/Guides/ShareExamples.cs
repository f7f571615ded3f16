using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>The examples of docs/guides/share.md and the recipe of docs/guarantees.md, as they stand there; <see cref="DocumentTests"/> sees to it.
/// Two arrays over one file stand for two processes; <c>ProcessTests</c> of the faults has real ones.</summary>
public sealed class ShareExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void RowsOfOnesOwn()
    {
        string path = _folder.File();
        MemMapArray.Create<float>(path, (1000, 50)).Dispose();
        const int Count = 3;

        void Work(int number, int count)
        {
            using MemMapArray<float> array = MemMapArray.Open<float>(path, (1000, 50), MemMapMode.ReadWrite);
            long rows = array.Shape[0], first = rows * number / count, end = rows * (number + 1) / count;
            array[Slice.Range(first, end)].Fill(number);          // process `number` of `count`
        }

        Parallel.For(0, Count, number => Work(number, Count));

        using MemMapArray<float> result = MemMapArray.Open<float>(path, (1000, 50));
        Assert.Equal([0, 0, 1, 1, 2, 2], new[] { 0, 332, 333, 665, 666, 999 }.Select(row => result[row, 25]));
        Assert.Equal((333 * 50) + (334 * 50 * 2), result.Sum());
    }

    [Fact]
    public void Publishing()
    {
        string path = _folder.File(), counterPath = _folder.File("counters");
        MemMapArray.Create<float>(path, (100, 50)).Dispose();
        MemMapArray.Create<long>(counterPath, 16).Dispose();
        float[] values = [.. Enumerable.Repeat(2f, 50)];
        const int Row = 0;
        using MemMapArray<float> array = MemMapArray.Open<float>(path, (100, 50), MemMapMode.ReadWrite);

        using MemMapArray<long> counters = MemMapArray.Open<long>(counterPath, MemMapMode.ReadWrite);
        array[Row, ..].CopyFrom(values);                          // the writer: first the data,
        Volatile.Write(ref counters.GetReference(0), Row + 1);    // then how many rows are there

        using MemMapArray<float> elsewhere = MemMapArray.Open<float>(path, (100, 50));
        double seen = Read(elsewhere);

        double Read(MemMapArray<float> array)
        {
            long rows = Volatile.Read(ref counters.GetReference(0));  // a reader: first how many,
            double mean = array[Slice.Range(0, rows)].Mean();         // then the rows
            return mean;
        }

        long ticket = Interlocked.Increment(ref counters.GetReference(8)) - 1;   // the next piece of work, once for each

        Assert.Equal((2, 0), (seen, ticket));
        using MemMapArray<long> reader = MemMapArray.Open<long>(counterPath);
        Assert.Equal((1, 1), (reader[0], reader[8]));
        Assert.Throws<NotSupportedException>(() => reader.GetReference(0));
        using MemMapArray<long> unaligned = MemMapArray.Open<long>(counterPath, 4, MemMapMode.ReadWrite, offset: 4);
        Assert.Throws<InvalidOperationException>(() => unaligned.GetReference(0));
    }

    [Fact]
    public void OneWriter()
    {
        string path = _folder.File();
        MemMapArray.Create<float>(path, 100).Dispose();
        using (var writing = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))   // IOException: somebody else is writing
        {
            Assert.Throws<IOException>(() => new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }

        Recipe();

        void Recipe()
        {
            using var writing = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);   // IOException: somebody else is writing
            using MemMapArray<float> array = MemMapArray.Open<float>(path, MemMapMode.ReadWrite);
            using MemMapArray<float> reader = MemMapArray.Open<float>(path);
            array[0] = 1;
            Assert.Equal(1, reader[0]);
        }

        var alone = new MemMapOptions { Mode = MemMapMode.ReadWrite, Share = FileShare.None };
        using MemMapArray<float> mine = MemMapArray.Open<float>(path, alone);       // IOException: somebody has it open

        Assert.Throws<IOException>(() => MemMapArray.Open<float>(path));
    }

    [Fact]
    public void Growing()
    {
        string path = _folder.File();
        using MemMapArray<float> writer = MemMapArray.Create<float>(path, (2, 5));
        using MemMapArray<float> other = MemMapArray.Open<float>(path, (-1, 5), MemMapMode.ReadWrite);
        writer.Append([1, 2, 3, 4, 5]);
        Assert.Equal((2, 5), other.Shape);
        Assert.Equal(1, other.Refresh());
        Assert.Equal((3, 5), other.Shape);
        writer.Append([1, 2, 3, 4, 5]);
        other.Append([6, 7, 8, 9, 10]);
        Assert.Equal((5, 5), other.Shape);
        Assert.Equal(2, writer.Refresh() + writer.Refresh() + 1);
        Assert.Equal(10, writer[^1, ^1]);
    }
}
