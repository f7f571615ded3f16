using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Rows;

/// <summary>Rows by a mask: into memory, a view, and the end of a file.</summary>
public sealed class CompressTests : IDisposable
{
    private const int Rows = 150_000, Columns = 3;

    private readonly TemporaryFolder _folder = new();
    private readonly MemMapArray<int> _array;
    private readonly MemMapArray<bool> _mask;
    private readonly int[] _selected;

    public CompressTests()
    {
        _array = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, Rows * Columns)]), (Rows, Columns));
        byte[] truths = [.. Enumerable.Range(0, Rows).Select(IsSelected)];
        _mask = MemMapArray.Open<bool>(_folder.Write(truths, name: "mask.bin"));
        _selected = [.. Enumerable.Range(0, Rows).Where(i => truths[i] != 0).SelectMany(i => Enumerable.Range(i * Columns, Columns))];
    }

    public void Dispose()
    {
        _array.Dispose();
        _mask.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Compress_RunsAndSingleRows_AreTheSelected() => Assert.Equal(_selected, _array.Compress(_mask).ToArray());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Compress_NoneAndAll_AreNoneAndAll(byte truth)
    {
        using MemMapArray<bool> mask = MemMapArray.Open<bool>(_folder.Write(Enumerable.Repeat(truth, Rows).ToArray(), name: "same.bin"));
        Assert.Equal(truth == 0 ? [] : _array.ToArray(), _array.Compress(mask).ToArray());
    }

    [Fact]
    public void CompressTo_LongerDestination_LeavesTheRest()
    {
        using MemMapArray<int> target = MemMapArray.Create<int>(_folder.File("target.bin"), (Rows, Columns));
        target.Fill(-1);
        Assert.Equal(_selected.Length / Columns, _array.CompressTo(_mask, target));
        Assert.Equal(_selected, target.Reshape(-1)[.._selected.Length].ToArray());
        Assert.True(target.Reshape(-1)[_selected.Length..].ToArray().AsSpan().IndexOfAnyExcept(-1) < 0);
    }

    [Fact]
    public void CompressTo_TheSourceItself_IsAsIfCopiedFirst()
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.File(), (Rows, Columns), MemMapMode.CopyOnWrite);
        array.CompressTo(_mask, array);
        Assert.Equal(_selected, array.Reshape(-1)[.._selected.Length].ToArray());
        Assert.Equal(Enumerable.Range(_selected.Length, (Rows * Columns) - _selected.Length),
            array.Reshape(-1)[_selected.Length..].ToArray());
    }

    [Fact]
    public void CompressTo_TooFewRowsOrOtherShape_IsRefusedWithBoth()
    {
        using MemMapArray<int> target = MemMapArray.Create<int>(_folder.File("target.bin"), (Rows, Columns));
        foreach (MemMapView<int> view in new[] { target[..((_selected.Length / Columns) - 1)], target[.., ..2], target[.., 0] })
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(() => _array.CompressTo(_mask, view));
            Assert.Contains($"shape {view.Shape}", exception.Message, StringComparison.Ordinal);
            Assert.Contains($"({_selected.Length / Columns}, 3)", exception.Message, StringComparison.Ordinal);
        }

        Assert.True(target.ToArray().AsSpan().IndexOfAnyExcept(0) < 0);
    }

    [Fact]
    public void Compress_MaskOfAnotherLength_IsRefusedWithBoth()
    {
        foreach (MemMapView<bool> mask in new[] { _mask[1..], _mask.Reshape((Rows, 1)), _mask[..0] })
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(() => _array.Compress(mask));
            Assert.Contains($"shape {mask.Shape}", exception.Message, StringComparison.Ordinal);
            Assert.Contains($"({Rows},)", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CompressAppend_RawAndNpy_RowsAreAtTheEnd(bool isNpy)
    {
        string path = _folder.File(isNpy ? "log.npy" : "log.bin");
        int[] first = [-1, -2, -3];
        using (MemMapArray<int> log = isNpy ? MemMapArray.CreateNpy<int>(path, (1, Columns)) : MemMapArray.Create<int>(path, (1, Columns)))
        {
            log[0, ..].CopyFrom(first);
            Assert.Equal(_selected.Length / Columns, _array.CompressAppend(_mask, log));
            Assert.Equal(Enumerable.Range(0, 10).Count(i => IsSelected(i) != 0), _array[..10].CompressAppend(_mask[..10], log));
        }

        using MemMapArray<int> opened = isNpy ? MemMapArray.OpenNpy<int>(path) : MemMapArray.Open<int>(path, (-1, Columns));
        int[] elements = opened.ToArray();
        Assert.Equal(first, elements[..Columns]);
        Assert.Equal(_selected, elements[Columns..(Columns + _selected.Length)]);
        Assert.Equal(_selected[..(elements.Length - Columns - _selected.Length)], elements[(Columns + _selected.Length)..]);
    }

    [Fact]
    public void CompressAppend_ToItself_DoublesWhatWasThere()
    {
        using MemMapArray<int> log = MemMapArray.Create<int>(_folder.File("log.bin"), (4, 2));
        log.CopyFrom([0, 1, 2, 3, 4, 5, 6, 7]);
        using MemMapArray<bool> mask = MemMapArray.Open<bool>(_folder.Write(new byte[] { 1, 0, 0, 9 }, name: "four.bin"));
        Assert.Equal(2, log.CompressAppend(mask, log));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 6, 7], log.ToArray());
    }

    [Fact]
    public void CompressAppend_InABatchOfTheUsers_IsPartOfIt()
    {
        string path = _folder.File("log.npy");
        using MemMapArray<int> log = MemMapArray.CreateNpy<int>(path, (0, Columns));
        using (log.BeginAppend())
        {
            _array.CompressAppend(_mask, log);
            Assert.Equal(0, MemMapArray.OpenNpy<int>(path).Shape[0]);
            log.Append([1, 2, 3]);
        }

        using MemMapArray<int> opened = MemMapArray.OpenNpy<int>(path);
        Assert.Equal([.. _selected, 1, 2, 3], opened.ToArray());
    }

    [Fact]
    public void CompressAppend_SourceCutShort_LeavesWholeRows()
    {
        string path = _folder.Write(new int[600_000], name: "cut.bin");
        using MemMapArray<int> cut = MemMapArray.Open<int>(path, (Rows, 4));
        using MemMapArray<int> log = MemMapArray.Create<int>(_folder.File("log.bin"), (0, 4));
        using (FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(500_000);
        }

        Assert.Throws<IOException>(() => cut.CompressAppend(_mask, log));
        Assert.Equal(new FileInfo(_folder.File("log.bin")).Length, log.ByteLength);
        log.Append([1, 2, 3, 4]);
        Assert.Equal(1, log[^1, 0]);
    }

    [Fact]
    public void CompressAppend_OtherRowsOrOrder_IsRefused()
    {
        using MemMapArray<int> narrow = MemMapArray.Create<int>(_folder.File("narrow.bin"), (0, 2)),
            flat = MemMapArray.Create<int>(_folder.File("flat.bin"), 0);
        using MemMapArray<int> fortran = MemMapArray.Create<int>(_folder.File("f.bin"), (3, Columns), order: MemMapOrder.F);
        Assert.Contains("(0, 2)", Assert.Throws<ArgumentException>(() => _array.CompressAppend(_mask, narrow)).Message,
            StringComparison.Ordinal);
        Assert.Contains("(0,)", Assert.Throws<ArgumentException>(() => _array.CompressAppend(_mask, flat)).Message,
            StringComparison.Ordinal);
        Assert.Contains("F order", Assert.Throws<ArgumentException>(() => _array.CompressAppend(_mask, fortran)).Message,
            StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => _array.CompressAppend(_mask, _array));
    }

    // Single rows, runs, and nothing for a while; and not only ones are true.
    private static byte IsSelected(int row) =>
        (byte)(row is > 60_000 and < 70_000 ? 0 : row is > 90_000 and < 120_000 ? 255 : row * 31 % 7 < 3 ? 2 : 0);
}
