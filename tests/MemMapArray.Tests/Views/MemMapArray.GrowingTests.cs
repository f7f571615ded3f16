using System;
using System.IO;
using System.Linq;
using MemMap.Mapping;
using Xunit;

namespace MemMap.Tests.Views;

/// <summary>Resize and Append: what is in the array and in the file, and what becomes of views from before.</summary>
[Collection(OpenMappingsAlone.Name)]
public sealed class MemMapArrayGrowingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _before = MemMapDiagnostics.OpenMappings;

    public static TheoryData<MemMapMode, MemMapOrder, int> Arrays
    {
        get
        {
            var data = new TheoryData<MemMapMode, MemMapOrder, int>();
            foreach (MemMapMode mode in new[] { MemMapMode.ReadWrite, MemMapMode.Create, MemMapMode.CreateNew })
            {
                foreach (int offset in new[] { 0, 7, 5000 })
                {
                    data.Add(mode, MemMapOrder.C, offset);
                    data.Add(mode, MemMapOrder.F, offset);
                }
            }

            return data;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Arrays))]
    public void Resize_UpAndDown_KeepsRowsAndAddsZeros(MemMapMode mode, MemMapOrder order, int offset)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, mode, ShapeOf(order, 3), offset, order);
        byte[] head = File.ReadAllBytes(array.Path).AsSpan(0, offset).ToArray();
        foreach (int rows in new[] { 5, 5, 2, 0, 4, 1 })
        {
            int[] kept = ModeArrays.ReadFile(array.Path, offset);
            array.Resize(rows);
            int[] expected = [.. kept.Take(rows * 4), .. new int[Math.Max(0, (rows * 4) - kept.Length)]];
            Assert.Equal(ShapeOf(order, rows), array.Shape);
            Assert.Equal(expected, InFileOrder(array));
            Assert.Equal(expected, ModeArrays.ReadFile(array.Path, offset));
            if (rows > 0)
            {
                (order == MemMapOrder.C ? array[^1, ..] : array[.., ^1]).Fill(rows);
            }
        }

        Assert.Equal(head, File.ReadAllBytes(array.Path).AsSpan(0, offset).ToArray());
        Assert.Equal(offset, array.Offset);
    }

    [Theory]
    [MemberData(nameof(Arrays))]
    public void Append_Rows_WritesExactlyTheirBytes(MemMapMode mode, MemMapOrder order, int offset)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, mode, ShapeOf(order, 3), offset, order);
        byte[] before = File.ReadAllBytes(array.Path);
        array.Append([1, 2, 3, 4, 5, 6, 7, 8]);
        array.Append([]);
        array.Append([9, 10, 11, 12]);
        byte[] added = System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(Enumerable.Range(1, 12).ToArray()).ToArray();
        Assert.Equal([.. before, .. added], File.ReadAllBytes(array.Path));
        Assert.Equal(ShapeOf(order, 6), array.Shape);
        Assert.Equal([.. Enumerable.Range(0, 12), .. Enumerable.Range(1, 12)], InFileOrder(array));
        array[^1, ^1] = -1;
        Assert.Equal(-1, ModeArrays.ReadFile(array.Path, offset)[^1]);
    }

    [Theory]
    [InlineData(MemMapOrder.C, 0)]
    [InlineData(MemMapOrder.F, 0)]
    [InlineData(MemMapOrder.C, 9)]
    [InlineData(MemMapOrder.F, 9)]
    public void Append_FromEmpty_Grows(MemMapOrder order, int offset)
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), ShapeOf(order, 0), offset, order);
        Assert.Empty(array.ToArray());
        array.Append([1, 2, 3, 4]);
        array.Append([5, 6, 7, 8]);
        Assert.Equal(ShapeOf(order, 2), array.Shape);
        Assert.Equal(Enumerable.Range(1, 8), InFileOrder(array));
        Assert.Equal(Enumerable.Range(1, 8), ModeArrays.ReadFile(array.Path, offset));
    }

    [Fact]
    public void Resize_OtherRanks_ChangesTheAxisAtTheEndOfTheFile()
    {
        using MemMapArray<int> vector = ModeArrays.Open(_folder, MemMapMode.ReadWrite, 3, name: "vector.bin");
        vector.Append([3, 4]);
        Assert.Equal([0, 1, 2, 3, 4], vector.ToArray());
        using MemMapArray<int> cube = ModeArrays.Open(_folder, MemMapMode.ReadWrite, (2, 1, 3), order: MemMapOrder.F, name: "cube.bin");
        cube.Append([6, 7]);
        Assert.Equal((2, 1, 4), cube.Shape);
        Assert.Equal([6, 7], cube[.., 0, ^1].ToArray());
    }

    [Fact]
    public void Append_RowsOfLengthZero_TakesOnlyNothing()
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), (3, 0));
        FolderSnapshot.Refused<ArgumentException>(_folder, () => array.Append([1]), "1 elements", "(3, 0)");
        array.Append([]);
        Assert.Equal((3, 0), array.Shape);
        array.Resize(1000);
        Assert.Equal((1000, 0), array.Shape);
        array.Resize(0);
        Assert.Equal((0, 0), array.Shape);
    }

    [Fact]
    public void ResizeAndAppend_WrongArguments_ChangeNothingAndTheArrayGoesOn()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.ReadWrite, (3, 4));
        MemMapView<int> row = array[1, ..];
        FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => array.Resize(-1), "-1", "rows");
        FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => array.Resize(long.MinValue));
        FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => array.Resize(long.MaxValue), "9223372036854775807", "16 bytes", "rows");
        FolderSnapshot.Refused<IOException>(_folder, () => array.Resize(1L << 58), array.Path);
        ArgumentException exception = FolderSnapshot.Refused<ArgumentException>(_folder, () => array.Append(new int[6]), "6 elements", "rows of 4", "(3, 4)");
        Assert.Equal("rows", exception.ParamName);
        Assert.Equal([4, 5, 6, 7], row.ToArray());
        array.Append([12, 13, 14, 15]);
        Assert.Equal(Enumerable.Range(0, 16), array.ToArray());
        Assert.Equal([4, 5, 6, 7], row.ToArray());
    }

    [Fact]
    public void ResizeAndAppend_RankZero_ThrowInvalidOperation()
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), []);
        FolderSnapshot.Refused<InvalidOperationException>(_folder, () => array.Resize(1), "rank 0");
        FolderSnapshot.Refused<InvalidOperationException>(_folder, () => array.Append([1]), "rank 0");
    }

    [Fact]
    public void ResizeAndAppend_BytesBehindTheArray_ThrowInvalidOperation()
    {
        string path = _folder.Write(Enumerable.Range(0, 20).ToArray());
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (3, 4), MemMapMode.ReadWrite, 4);
        foreach (Action call in new Action[] { () => array.Append([1, 2, 3, 4]), () => array.Append([]), () => array.Resize(2), () => array.Resize(3), () => array.Resize(9) })
        {
            FolderSnapshot.Refused<InvalidOperationException>(_folder, call, path, "28 bytes behind", "byte 52");
        }

        Assert.Equal(Enumerable.Range(1, 12), array.ToArray());
    }

    [Fact]
    public void ResizeAndAppend_FileCutShortBySomebody_ThrowIO()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.ReadWrite, (3, 4));
        using (var other = new FileStream(array.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            other.SetLength(40);
        }

        foreach (Action call in new Action[] { () => array.Append([1, 2, 3, 4]), () => array.Resize(2), () => array.Resize(4) })
        {
            FolderSnapshot.Refused<IOException>(_folder, call, array.Path, "48 bytes", "40 are left");
        }
    }

    [Fact]
    public void Growing_ViewsAndSpansFromBefore_StayValidAndSeeTheSameFile()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.ReadWrite, (3, 4));
        MemMapView<int> all = array[.., ..], row = array[1, ..];
        Span<int> span = array.AsSpan();
        Memory<int> memory = row.AsMemory();
        array.Append(new int[4000]);
        array.Resize(5000);
        array[1, 0] = 100;
        row[1] = 101;
        span[6] = 102;
        memory.Span[3] = 103;
        int[] expected = [100, 101, 102, 103];
        Assert.Equal(expected, array[1, ..].ToArray());
        Assert.Equal(expected, row.ToArray());
        Assert.Equal(expected, span.Slice(4, 4).ToArray());
        Assert.Equal(expected, memory.ToArray());
        Assert.Equal((3, 4), all.Shape);
        Assert.Equal((5000, 4), array.Shape);
        Assert.Throws<IndexOutOfRangeException>(() => all[3, 0]);
        Assert.Equal(0, array[4999, 3]);
        row.Flush();
        array.Flush();
        Mappings.AssertCount(2, _before);
        array.Dispose();
        Mappings.AssertCount(0, _before);
        Assert.Throws<ObjectDisposedException>(row.ToArray);
    }

    [Fact]
    public void Shrinking_ViewsFromBefore_ThrowObjectDisposedAndTheArrayGoesOn()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.ReadWrite, (3, 4));
        MemMapView<int> oldest = array[0, ..];
        array.Append([12, 13, 14, 15]);
        MemMapView<int> older = array[0, ..];
        Assert.Equal(older.ToArray(), oldest.ToArray());
        array.Resize(2);
        foreach (MemMapView<int> view in new[] { oldest, older })
        {
            string message = Assert.Throws<ObjectDisposedException>(view.ToArray).Message;
            Assert.Contains("shrunk", message, StringComparison.Ordinal);
            Assert.Contains(array.Path, message, StringComparison.Ordinal);
            Assert.Throws<ObjectDisposedException>(() => view[0]);
            Assert.Throws<ObjectDisposedException>(() => view[0] = 1);
            Assert.Throws<ObjectDisposedException>(view.Flush);
        }

        Mappings.AssertCount(1, _before);
        Assert.Equal(Enumerable.Range(0, 8), array.ToArray());
        array[0, ..].Fill(-1);
        array.Append([20, 21, 22, 23]);
        Assert.Equal([-1, -1, -1, -1, 4, 5, 6, 7, 20, 21, 22, 23], ModeArrays.ReadFile(array.Path));
    }

    [Fact]
    public void Shrinking_WhileALeaseIsHeld_ThrowsInvalidOperationAndChangesNothing()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.ReadWrite, (3, 4));
        MemMapView<int> row = array[2, ..];
        using (array.Window.Region.Lease())
        {
            FolderSnapshot.Refused<InvalidOperationException>(_folder, () => array.Resize(2), array.Path);
            Assert.Equal((3, 4), array.Shape);
            Assert.Equal([8, 9, 10, 11], row.ToArray());
            array.Resize(4);
            FolderSnapshot.Refused<InvalidOperationException>(_folder, () => array.Resize(3), array.Path);
            Assert.Equal([8, 9, 10, 11], row.ToArray());
        }

        array.Resize(2);
        Assert.Equal(Enumerable.Range(0, 8), array.ToArray());
        Assert.Throws<ObjectDisposedException>(row.ToArray);
    }

    [Fact]
    public void Shrinking_WhileAMemoryIsPinned_ThrowsInvalidOperationAndChangesNothing()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.ReadWrite, (3, 4));
        using (array.AsMemory().Pin())
        {
            FolderSnapshot.Refused<InvalidOperationException>(_folder, () => array.Resize(0), "pinned");
            Assert.Equal(Enumerable.Range(0, 12), array.ToArray());
        }

        array.Resize(0);
        Assert.Equal(0, array.Length);
    }

    [Fact]
    public void Append_TenThousandInARow_MakesOneMapping()
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), (0, 3));
        Mappings.AssertCount(0, _before);
        for (int i = 0; i < 10_000; i++)
        {
            array.Append([i, i + 1, i + 2]);
        }

        // Elsewhere a mapping has no room beyond the end of its file.
        Mappings.AssertCount(OperatingSystem.IsLinux() ? 1 : 10_000, _before);
        Assert.Equal((10_000, 3), array.Shape);
        Assert.Equal(10_001, array[^1, ^1]);
        Assert.Equal([5000, 5001, 5002], array[5000, ..].ToArray());
    }

    [Theory]
    [InlineData(MemMapOrder.C)]
    [InlineData(MemMapOrder.F)]
    public void Append_TheArrayItself_DoublesIt(MemMapOrder order)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.ReadWrite, ShapeOf(order, 2000), order: order);
        int[] expected = Enumerable.Range(0, 8000).ToArray();
        for (int i = 0; i < 3; i++)
        {
            array.Append((order == MemMapOrder.C ? array : array.Transpose()).AsReadOnlySpan());
            expected = [.. expected, .. expected];
        }

        Assert.Equal(expected, InFileOrder(array));
        Assert.Equal(expected, ModeArrays.ReadFile(array.Path));
    }

    [Fact]
    public void AppendAndResize_FromManyThreads_EachRowIsThereOnce()
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), (0, 2));
        System.Threading.Tasks.Parallel.For(0, 2000, i => array.Append([i, -i]));
        Assert.Equal((2000, 2), array.Shape);
        Assert.Equal(Enumerable.Range(0, 2000), array[.., 0].ToArray().Order());
        Assert.All(Enumerable.Range(0, 2000), i => Assert.Equal(0, array[i, 0] + array[i, 1]));
    }

    [Fact]
    public void Append_AfterDisposeOfAnOlderUser_LeavesNoMapping()
    {
        MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.ReadWrite, (3, 4));
        Lease lease = array.Window.Region.Lease();
        for (int i = 0; i < 5; i++)
        {
            array.Append([1, 2, 3, 4]);
            Assert.Equal(4, array[^1, ^1]);
        }

        Mappings.AssertCount(OperatingSystem.IsLinux() ? 2 : 6, _before);
        array.Dispose();
        Mappings.AssertCount(1, _before);
        lease.Dispose();
        Mappings.AssertCount(0, _before);
    }

    [Fact]
    public void Append_BeyondTheRoomOfAMapping_KeepsEveryViewValid()
    {
        // The first growing mapping has 64 MiB of room; each of these appends is 16 MiB.
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), (1, 1 << 22));
        var firsts = new System.Collections.Generic.List<MemMapView<int>>();
        int[] row = new int[1 << 22];
        for (int i = 1; i < 12; i++)
        {
            Array.Fill(row, i);
            array.Append(row);
            firsts.Add(array[.., 0]);
            Assert.Equal(i, array[i, ^1]);
        }

        array[0, 0] = -1;
        Assert.All(firsts, first => Assert.Equal(-1, first[0]));
        Assert.Equal(Enumerable.Range(0, 12).Select(i => i == 0 ? -1 : i), array[.., 0].ToArray());
    }

    [Fact]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a thread throws is a failure of the test, not the end of the process.")]
    public void ParallelReads_WhileGrowingAndShrinking_SeeWholeRowsOrThrow()
    {
        // Row i holds i in every column, whatever was cut off and appended again.
        const int Columns = 64, Rounds = 400;
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), (0, Columns));
        using var done = new System.Threading.ManualResetEventSlim();
        var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        System.Threading.Thread[] readers = [.. Enumerable.Range(0, 3).Select(_ => new System.Threading.Thread(Read))];
        Array.ForEach(readers, reader => reader.Start());
        for (int round = 0; round < Rounds; round++)
        {
            int rows = (int)array.Shape[0];
            array.Append([.. Enumerable.Range(rows, 30).SelectMany(row => Enumerable.Repeat(row, Columns))]);
            try
            {
                if (round % 3 == 2)
                {
                    array.Resize(rows / 2);
                }
            }
            catch (InvalidOperationException)
            {
                Assert.Equal(rows + 30, array.Shape[0]);
            }
        }

        done.Set();
        Array.ForEach(readers, reader => reader.Join());
        Assert.Empty(failures);
        Assert.Equal(array.ToArray(), ModeArrays.ReadFile(array.Path));
        array.Dispose();
        Mappings.AssertCount(0, _before);

        void Read()
        {
            while (!done.IsSet)
            {
                try
                {
                    int[] elements = array.ToArray();
                    for (int i = 0; i < elements.Length; i++)
                    {
                        Assert.Equal(i / Columns, elements[i]);
                    }
                }
                catch (ObjectDisposedException exception) when (exception.Message.Contains("shrunk", StringComparison.Ordinal))
                {
                    // It had begun with the rows from before.
                }
                catch (Exception exception)
                {
                    failures.Enqueue(exception);
                    return;
                }
            }
        }
    }

    private static Shape ShapeOf(MemMapOrder order, long rows) => order == MemMapOrder.C ? (rows, 4) : (4, rows);

    private static int[] InFileOrder(MemMapArray<int> array) => (array.Order == MemMapOrder.C ? array : array.Transpose()).ToArray();
}
