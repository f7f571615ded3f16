using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Xunit;

namespace MemMap.Tests.Rows;

/// <summary>Rows by their numbers: long and short ones, of files in memory and not, in every mode; and what is refused.</summary>
public sealed class TakeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int, int, MemMapMode, MemMapOrder> Sizes
    {
        get
        {
            var data = new TheoryData<int, int, MemMapMode, MemMapOrder>();
            foreach (MemMapMode mode in ModeArrays.OpensExisting)
            {
                foreach (MemMapOrder order in new[] { MemMapOrder.C, MemMapOrder.F })
                {
                    // One element, shorter and longer than what the system moves, more than a page, and than what is read at once.
                    foreach ((int rows, int columns) in new[] { (200_000, 1), (20_000, 7), (3_000, 255), (1000, 2047), (1000, 2049),
                        (7, 300_000) })
                    {
                        data.Add(rows, columns, mode, order);
                    }
                }
            }

            return data;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Take_RandomRows_AreTheRows(int rows, int columns, MemMapMode mode, MemMapOrder order)
    {
        string path = _folder.Write([.. Enumerable.Range(0, rows * columns)]);
        DropFromMemory(path);
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (rows, columns), mode, order: order);
        long[] some = RandomRows(rows, count: Math.Min(70_000, 2 * rows));
        if (mode == MemMapMode.CopyOnWrite)
        {
            array[(int)Normal(some[0], rows), columns - 1] = -5;
        }

        // The second time the pages are known.
        for (int time = 0; time < 2; time++)
        {
            NDArray<int> taken = array.Take(some);
            Assert.Equal((some.Length, columns), taken.Shape);
            ReadOnlySpan<int> elements = taken.AsSpan();
            for (int i = 0; i < some.Length; i += 1 + (i % 7))
            {
                long row = Normal(some[i], rows);
                for (int j = 0; j < columns; j += 1 + (columns / 5))
                {
                    Assert.Equal(array[row, j], elements[(int)(((long)i * columns) + j)]);
                }

                Assert.Equal(array[row, columns - 1], elements[(int)((((long)i + 1) * columns) - 1)]);
            }
        }
    }

    [Fact]
    public void Take_FewRowsOfALargeFile_AreTheRows()
    {
        // Short rows so far apart that their pages are not all asked for.
        const int Rows = 2_000_000;
        string path = _folder.Write([.. Enumerable.Range(0, 4 * Rows)]);
        DropFromMemory(path);
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (Rows, 4));
        long[] some = RandomRows(Rows, count: 900);
        Assert.Equal(some.SelectMany(row => Enumerable.Range((int)Normal(row, Rows) * 4, 4)), array.Take(some).ToArray());
        Assert.Equal(some.Select(row => ((int)Normal(row, Rows) * 4) + 3), array[.., 3].Take(some).ToArray());
    }

    [Theory]
    [InlineData(MemMapMode.ReadWrite)]
    [InlineData(MemMapMode.CopyOnWrite)]
    public void TakeTo_AnotherFile_WritesTheRows(MemMapMode mode)
    {
        const int Rows = 2000, Columns = 2100;
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, Rows * Columns)]), (Rows, Columns));
        string path = _folder.Write(new int[600 * Columns], name: "target.bin");
        using MemMapArray<int> target = MemMapArray.Open<int>(path, (600, Columns), mode);
        long[] some = RandomRows(Rows, 200);
        array.TakeTo(some, target[Slice.Range(null, null, 3)]);
        Assert.Equal(array.Take(some).ToArray(), target[Slice.Range(null, null, 3)].ToArray());
        Assert.True(target[Slice.Range(1, null, 3)].ToArray().AsSpan().IndexOfAnyExcept(0) < 0);
        array.TakeTo(some, target[..200].Flip(0));
        Assert.Equal(array.Take(some).ToArray(), target[..200].Flip(0).ToArray());
    }

    [Fact]
    public void Take_RowsInTheirOrder_AreTheArray()
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, 900_000)]), (9000, 100));
        Assert.Equal(array.ToArray(), array.Take([.. Enumerable.Range(0, 9000).Select(i => (long)i)]).ToArray());
        Assert.Equal(array.Flip(0).ToArray(), array.Flip(0).Take([.. Enumerable.Range(0, 9000).Select(i => (long)i)]).ToArray());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-6)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Take_RowOutside_IsRefusedBeforeAnythingIsWritten(long row)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, 10)]), (5, 2), MemMapMode.CopyOnWrite);
        int[] target = new int[6];
        foreach (Action call in new Action[]
        {
            () => array.Take([0, 1, row]), () => array.TakeTo([0, 1, row], target), () => array.TakeTo([0, 1, row], array[..3]),
            () => array.PutFrom([0, 1, row], target), () => array.PutFrom([3, 3, row], array[..3]),
        })
        {
            IndexOutOfRangeException exception = Assert.Throws<IndexOutOfRangeException>(call);
            Assert.Contains($"Row {row}, number 2 of those asked for", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(new int[6], target);
        Assert.Equal(Enumerable.Range(0, 10), array.ToArray());
    }

    [Fact]
    public void Take_NoRows_IsEmpty()
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, 10)]), (5, 2), MemMapMode.CopyOnWrite);
        Assert.Equal((0, 2), array.Take([]).Shape);
        array.TakeTo([], array[..0]);
        array.PutFrom([], array[..0]);
        Assert.Equal((3, 0), array[.., ..0].Take([1, 1, -1]).Shape);
        Assert.Throws<IndexOutOfRangeException>(() => array[..0].Take([0]));
        Assert.Contains("there are 0 rows.", Assert.Throws<IndexOutOfRangeException>(() => array[..0].Take([-1])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void TakeTo_OtherShape_IsRefusedWithBoth()
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, 10)]), (5, 2), MemMapMode.CopyOnWrite);
        foreach (MemMapView<int> target in new[] { array[..2], array[..3, ..1], array[..3, 0], array[Slice.NewAxis, ..3] })
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(() => array.TakeTo([0, 1, 2], target));
            Assert.Contains($"shape {target.Shape}", exception.Message, StringComparison.Ordinal);
            Assert.Contains("(3, 2)", exception.Message, StringComparison.Ordinal);
        }

        ArgumentException tooShort = Assert.Throws<ArgumentException>(() => array.TakeTo([0, 1, 2], new int[5]));
        Assert.Contains("5 elements", tooShort.Message, StringComparison.Ordinal);
        Assert.Contains("have 6", tooShort.Message, StringComparison.Ordinal);
        ArgumentException notBroadcast = Assert.Throws<ArgumentException>(() =>
            array.PutFrom([0, 1, 2], array[0, ..][Slice.NewAxis, ..].Transpose()));
        Assert.Contains("(2, 1) cannot be broadcast to (3, 2)", notBroadcast.Message, StringComparison.Ordinal);
        Assert.Contains("have 6", Assert.Throws<ArgumentException>(() => array.PutFrom([0, 1, 2], new int[5])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void TakeTo_ReadOnlyDestination_IsRefused()
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, 10)]), (5, 2));
        Assert.Throws<NotSupportedException>(() => array.TakeTo([0, 1], array[..2]));
        Assert.Throws<NotSupportedException>(() => array.PutFrom([0, 1], array[..2]));
        Assert.Throws<NotSupportedException>(() => array.PutFrom([0, 1], new int[4]));
    }

    [Fact]
    public void Take_SourceWithAMask_IsRefusedWithTheWayOut()
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, 10)]), (5, 2));
        ReductionSource<int> odd = array.Where(x => x % 2 != 0);
        Assert.Contains("the array that the mask was put on", Assert.Throws<NotSupportedException>(() => odd.Take([0])).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => odd.TakeTo([0], new int[2]));
        Assert.Throws<NotSupportedException>(() => odd.Compress(NDArray.From([true, false, true, false, true])));
        Assert.Throws<NotSupportedException>(() => odd.Batches(2).GetEnumerator().MoveNext());
    }

    [Fact]
    public void Take_MoreThanAnArrayHas_IsRefusedWithTheWayOut()
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write(new int[1]), 1);
        MemMapView<int> wide = array.BroadcastTo((2, 1L << 30));
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => wide.Take([0, 1, 0]));
        Assert.Contains("TakeTo", exception.Message, StringComparison.Ordinal);
        InvalidOperationException huge = Assert.Throws<InvalidOperationException>(() =>
            array.BroadcastTo((2, 1L << 30, 1L << 25)).Take([0, 1, 0]));
        Assert.Contains("3 rows of shape (1073741824, 33554432)", huge.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PutFrom_RepeatedRows_TheLastCounts()
    {
        const int Rows = 50, Count = 150_000;
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write(new int[2 * Rows]), (Rows, 2), MemMapMode.ReadWrite);
        long[] rows = [.. Enumerable.Range(0, Count).Select(i => (long)(i * 7919L % Rows))];
        int[] expected = new int[2 * Rows];
        for (int i = 0; i < Count; i++)
        {
            (expected[2 * rows[i]], expected[(2 * rows[i]) + 1]) = (2 * i, (2 * i) + 1);
        }

        array.PutFrom(rows, [.. Enumerable.Range(0, 2 * Count)]);
        Assert.Equal(expected, array.ToArray());
    }

    [Fact]
    public void PutFrom_LongRowsOfAFile_AreWritten()
    {
        const int Rows = 300, Columns = 2100;
        string path = _folder.Write(new int[Rows * Columns]);
        using (MemMapArray<int> array = MemMapArray.Open<int>(path, (Rows, Columns), MemMapMode.ReadWrite))
        using (MemMapArray<int> source = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, Rows * Columns)], name: "source.bin"),
            (Rows, Columns)))
        {
            array.PutFrom([.. Enumerable.Range(0, Rows).Select(i => (long)(i * 7) % Rows)], source);
        }

        int[] written = ModeArrays.ReadFile(path);
        for (int i = 0; i < Rows; i++)
        {
            Assert.True(written.AsSpan(i * 7 % Rows * Columns, Columns).SequenceEqual(Enumerable.Range(i * Columns, Columns).ToArray()));
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(400)]
    [InlineData(4000)]
    public void Take_FileCutShort_ThrowsIO(int columns)
    {
        const int Rows = 3000;
        string path = _folder.Write([.. Enumerable.Range(0, Rows * columns)]);
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (Rows, columns));
        using (FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength((long)Rows * columns * sizeof(int) / 2);
        }

        IOException exception = Assert.Throws<IOException>(() => array.Take([0, 1, Rows - 1]));
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(columns, columns), array[..(Rows / 2)].Take([1]).ToArray());
    }

    private static long Normal(long row, long rows) => row < 0 ? row + rows : row;

    private static long[] RandomRows(int rows, int count)
    {
        Random random = new(rows);
        return [.. Enumerable.Range(0, count).Select(i => random.NextInt64(-rows, rows))];
    }

    // So that some rows must be read. It is only asked for; where it is not done, the rows are there.
    private static void DropFromMemory(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite);
            file.Flush(flushToDisk: true);
            _ = posix_fadvise((int)file.SafeFileHandle.DangerousGetHandle(), 0, 0, 4 /* POSIX_FADV_DONTNEED */);
        }
    }

    [DllImport("libc")]
    private static extern int posix_fadvise(int descriptor, nint offset, nint length, int advice);
}
