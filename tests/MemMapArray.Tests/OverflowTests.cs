using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Xunit;

namespace MemMap.Tests;

/// <summary>Shapes, offsets and indexes at the ends of the numbers: each is refused with an exception that says so, or is right. None wraps around.</summary>
public sealed class OverflowTests : IDisposable
{
    private static readonly long[] s_borders =
    [
        long.MaxValue, long.MaxValue - 1, long.MaxValue - 7, long.MaxValue / 4, (long.MaxValue / 4) - 1, 1L << 62, (1L << 62) - 1, 1L << 61,
        long.MinValue, long.MinValue + 1, -1L << 62,
    ];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<long> Borders => [.. s_borders];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Borders))]
    public void OpenAndCreate_LengthAtTheBorder_AreRefused(long length)
    {
        string path = _folder.Write(new int[12]);
        foreach (Shape shape in new Shape[] { length, (length, 2), (2, length), (length, length), (3037000500, 3037000500), [length, length, length, length], (-1, length), (0, length, length) })
        {
            Refused(() => MemMapArray.Open<int>(path, shape));
            Refused(() => MemMapArray.Open<int>(path, shape, new MemMapOptions { Mode = MemMapMode.ReadWrite, AllowGrow = true }));
            Refused(() => MemMapArray.Create<int>(path, shape));
            Refused(() => MemMapArray.CreateNpy<int>(path, shape));
        }
    }

    [Theory]
    [MemberData(nameof(Borders))]
    public void OpenAndCreate_OffsetAtTheBorder_AreRefused(long offset)
    {
        string path = _folder.Write(new int[12]);
        foreach (Shape shape in new Shape[] { 1, 12, (3, 4), (1L << 60), (-1, 4) })
        {
            Refused(() => MemMapArray.Open<int>(path, shape, offset: offset));
            Refused(() => MemMapArray.Open<int>(path, shape, new MemMapOptions { Mode = MemMapMode.ReadWrite, AllowGrow = true, Offset = offset }));
        }

        Refused(() => MemMapArray.Create<int>(path, 12, offset));
        Refused(() => MemMapArray.Open<int>(path, new MemMapOptions { Offset = offset }));
    }

    [Theory]
    [MemberData(nameof(Borders))]
    public void ViewsAndIndexes_AtTheBorder_AreRefusedOrClipped(long number)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, 12)]), (3, 4), MemMapMode.ReadWrite);
        MemMapView<int> vector = array.Reshape(12);
        Refused(() => _ = vector[number]);
        Refused(() => vector[number] = 1);
        Refused(() => _ = array[number, 0]);
        Refused(() => _ = array[0, number]);
        Refused(() => vector.GetReference(number) = 1);
        Refused(() => _ = vector[(Slice)number]);
        Refused(() => array.GetRowSpan(number));
        Refused(() => array.Reshape(number));
        Refused(() => array.Reshape((number, 2)));
        Refused(() => array.Reshape((-1, number)));
        Refused(() => array.Reshape((number, number)));
        Refused(() => array.Resize(number));
        Refused(() => array.GetReadOnlyRowSpan(number));
        Refused(() => _ = new RowRange(long.MaxValue, number));
        Refused(() => _ = new RowRange(number, long.MaxValue));
        Refused(() => array.ReducePartial(Reduction.Sum<int>(), new RowRange(number, 0)));
        Refused(() => array.ReducePartial(Reduction.Sum<int>(), new RowRange(0, number)));
        if (number > 0)
        {
            Assert.Equal(12, Assert.Single(vector.Chunks(number)).Length);
        }
        else
        {
            Refused(() => vector.Chunks(number));
        }

        // As Python: start and stop clip, and a step that leaves the array takes one element.
        Assert.Equal(number > 0 ? 0 : 12, vector[Slice.Range(number, null)].Length);
        Assert.Equal(number > 0 ? 12 : 0, vector[Slice.Range(null, number)].Length);
        MemMapView<int> stepped = vector[Slice.Range(null, null, number)];
        Assert.Equal([number > 0 ? 0 : 11], stepped.ToArray());
        Assert.Equal([number > 0 ? 0 : 11], stepped.Transpose()[Slice.Range(null, null, number)].ToArray());
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], array.ToArray());
    }

    [Fact]
    public void Reductions_OfNoElementsAfterTheLowestStep_AreThoseOfNone()
    {
        using MemMapArray<byte> array = MemMapArray.Create<byte>(_folder.File(), (2, 0));
        MemMapView<byte> stepped = array[.., Slice.Range(null, null, long.MinValue)];
        Assert.Equal(0, stepped.Sum());
        Assert.Equal([0, 0], stepped.Sum(axis: 1).ToArray());
        Assert.Empty(stepped.Max(axis: 0).ToArray());
        Assert.Empty(stepped.ToArray());
    }

    [Theory]
    [MemberData(nameof(Borders))]
    public void BroadcastTo_AtTheBorder_IsRefusedOrRight(long number)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([7, 8]));
        if (number is > 0 and <= long.MaxValue / 8)
        {
            MemMapView<int> wide = array.BroadcastTo((number, 2));
            Assert.Equal((number * 2, 8), (wide.Length, wide[number - 1, 1]));
            Refused(() => wide.ToArray());
        }
        else
        {
            Refused(() => array.BroadcastTo((number, 2)));
        }

        Refused(() => array.BroadcastTo((number, number, 2)));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue - 127)]
    [InlineData(1L << 62)]
    public void SplitRows_OfAsManyRowsAsThereCanBe_AreAllRows(long length)
    {
        using MemMapArray<byte> array = MemMapArray.Open<byte>(_folder.Write(new byte[] { 7 }));
        MemMapView<byte> wide = array.BroadcastTo(length);
        RowRange[] ranges = wide.SplitRows(3);
        Assert.Equal([0, ranges[0].End, ranges[1].End], ranges.Select(range => range.Start));
        Assert.Equal(length, ranges[2].End);
        Assert.Equal(new RowRange(length - 1, 1), Assert.Single(wide.ReducePartial(Reduction.Max<byte>(), new RowRange(length - 1, 1)).Rows));
    }

    [Theory]
    [InlineData("(9223372036854775807,)")]
    [InlineData("(9223372036854775807, 2)")]
    [InlineData("(9223372036854775808,)")]
    [InlineData("(18446744073709551617,)")]
    [InlineData("(2305843009213693952,)")]
    [InlineData("(4611686018427387904, 4)")]
    [InlineData("(3037000500, 3037000500)")]
    [InlineData("(0, 9223372036854775807, 9223372036854775807)")]
    [InlineData("(-9223372036854775808,)")]
    public void OpenNpy_ShapeAtTheBorder_IsRefused(string shape)
    {
        string header = $"{{'descr': '<i4', 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n";
        string path = _folder.File("huge.npy");
        File.WriteAllBytes(path, [0x93, .. Encoding.ASCII.GetBytes("NUMPY"), 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. new byte[64]]);
        Refused(() => MemMapArray.OpenNpy<int>(path));
        Refused(() => MemMapArray.OpenNpy<int>(path, MemMapMode.ReadWrite));
        string archive = _folder.File("huge.npz");
        using (var zip = new ZipArchive(File.Create(archive), ZipArchiveMode.Create))
        {
            using Stream member = zip.CreateEntry("a.npy", CompressionLevel.NoCompression).Open();
            member.Write(File.ReadAllBytes(path));
        }

        Refused(() => MemMapArray.OpenNpz<int>(archive, "a"));
    }

    // Anything but an exception that the caller can have been told of is a failure, and so is a file that changed.
    private void Refused(Action call)
    {
        var before = FolderSnapshot.Of(_folder);
        Exception? exception = Record.Exception(call);
        Assert.True(
            exception is ArgumentException or InvalidDataException or NpyFormatException or IOException or IndexOutOfRangeException or InvalidOperationException,
            exception?.ToString() ?? "Nothing was thrown.");
        before.AssertUnchanged();
    }
}
