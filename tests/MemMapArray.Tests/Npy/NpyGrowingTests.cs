using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using MemMap.Npy;
using Xunit;

namespace MemMap.Tests.Npy;

/// <summary>Append and Resize on .npy files: after each, the file is the one that NumPy writes for the longer or shorter array.</summary>
[Collection(OpenMappingsAlone.Name)]
public sealed class NpyGrowingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(MemMapOrder.C)]
    [InlineData(MemMapOrder.F)]
    public void AppendAndResize_FileOfNumPyShape_IsTheFileOfTheNewShape(MemMapOrder order)
    {
        string path = _folder.File("grown.npy");
        using MemMapArray<int> array = MemMapArray.CreateNpy<int>(path, Of(0), order);
        List<int> elements = [];
        Random source = new(17);
        foreach (int rows in new[] { 1, 3, 9, 10, 99, 100, 101, 1000, 999, 100, 10, 9, 0, 5, 12_345 })
        {
            int before = elements.Count / 4;
            if (rows > before && source.Next(2) == 0)
            {
                int[] added = Enumerable.Range(0, (rows - before) * 4).Select(_ => source.Next()).ToArray();
                array.Append(added);
                elements.AddRange(added);
            }
            else
            {
                array.Resize(rows);
                elements = [.. elements.Take(rows * 4), .. new int[Math.Max(0, rows - before) * 4]];
            }

            Assert.Equal(Of(rows), array.Shape);
            AssertIs(path, elements.ToArray(), Of(rows), order);
        }

        Shape Of(long rows) => order == MemMapOrder.C ? (rows, 4) : (4, rows);
    }

    [Fact]
    public void Append_ReopenedFile_GoesOn()
    {
        string path = _folder.File("grown.npy");
        using (MemMapArray<double> created = MemMapArray.CreateNpy<double>(path, 2))
        {
            created.CopyFrom([1, 2]);
        }

        for (int i = 3; i < 13; i++)
        {
            using MemMapArray<double> array = MemMapArray.OpenNpy<double>(path, MemMapMode.ReadWrite);
            array.Append([i]);
        }

        AssertIs(path, Enumerable.Range(1, 12).Select(i => (double)i).ToArray(), 12, MemMapOrder.C);
    }

    [Theory]
    [InlineData("python2", 7)]
    [InlineData("double_quotes", 100)]
    [InlineData("keys_1", 100)]
    [InlineData("keys_2", 100)]
    [InlineData("native_1", 100)]
    [InlineData("no_comma", 100)]
    [InlineData("loose", 999)]
    public void Append_HeaderWrittenOtherwise_ChangesItsShapeAndNothingElse(string name, int rows)
    {
        NpyCase file = NpyCase.Named($"by_hand_{name}_16.npy");
        string path = file.CopyTo(_folder);
        float[] elements = MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(file.Elements)).ToArray();
        using (MemMapArray<float> array = MemMapArray.OpenNpy<float>(path, MemMapMode.ReadWrite))
        {
            array.Append(new float[(rows - 2) * 3]);
            Assert.Equal((rows, 3), array.Shape);
        }

        string before = Encoding.Latin1.GetString(file.Bytes, 0, (int)file.Offset), after = Encoding.Latin1.GetString(File.ReadAllBytes(path), 0, (int)file.Offset);
        int start = before.IndexOf('('), end = before.IndexOf(')') + 1;
        Assert.Equal((before[..start] + $"({rows}, 3)" + before[end..].TrimEnd()).PadRight(before.Length - 1) + '\n', after);
        using MemMapArray<float> reopened = MemMapArray.OpenNpy<float>(path);
        Assert.Equal([.. elements, .. new float[(rows - 2) * 3]], reopened.ToArray());
    }

    [Fact]
    public void AppendAndResize_NoRoomInTheHeader_ChangeNothing()
    {
        NpyCase file = NpyCase.Named("by_hand_tight.npy");
        string path = file.CopyTo(_folder);
        using MemMapArray<float> array = MemMapArray.OpenNpy<float>(path, MemMapMode.ReadWrite);
        MemMapView<float> view = array[1, ..];
        FolderSnapshot.Refused<InvalidOperationException>(_folder, () => array.Append(new float[3 * 8]), "no room", "(10, 3)", "SaveNpy");
        FolderSnapshot.Refused<InvalidOperationException>(_folder, () => array.Resize(10), "no room", "(10, 3)");
        FolderSnapshot.Refused<InvalidOperationException>(_folder, () => array.Resize(1), "no room", "(1, 3)");
        Assert.Equal([3, 4, 5], view.ToArray());
        Assert.Equal((2, 3), array.Shape);
    }

    [Fact]
    public void AppendAndResize_WrongArguments_ChangeNothing()
    {
        using MemMapArray<int> array = MemMapArray.CreateNpy<int>(_folder.File(), (3, 4));
        FolderSnapshot.Refused<ArgumentException>(_folder, () => array.Append([1, 2]), "rows of 4");
        FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => array.Resize(-1));
        FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => array.Resize(long.MaxValue));
        FolderSnapshot.Refused<IOException>(_folder, () => array.Resize(1L << 58), array.Path);
        array.Append([1, 2, 3, 4]);
        AssertIs(array.Path, [.. new int[12], 1, 2, 3, 4], (4, 4), MemMapOrder.C);
        using MemMapArray<int> scalar = MemMapArray.CreateNpy<int>(_folder.File("scalar.npy"), []);
        FolderSnapshot.Refused<InvalidOperationException>(_folder, () => scalar.Resize(2), "rank 0");
    }

    [Fact]
    public void Resize_ShrinkWhileInUse_ChangesNothing()
    {
        using MemMapArray<int> array = MemMapArray.CreateNpy<int>(_folder.File(), 10);
        using (array.AsMemory().Pin())
        {
            FolderSnapshot.Refused<InvalidOperationException>(_folder, () => array.Resize(5), "in");
        }

        array.Resize(5);
        AssertIs(array.Path, new int[5], 5, MemMapOrder.C);
    }

    [Theory]
    [InlineData(MemMapMode.Read)]
    [InlineData(MemMapMode.CopyOnWrite)]
    public void Append_FileThatIsNotWritten_IsRefused(MemMapMode mode)
    {
        string path = NpyCase.Named("i4_vector_C.npy").CopyTo(_folder);
        using MemMapArray<int> array = MemMapArray.OpenNpy<int>(path, mode);
        FolderSnapshot.Refused<NotSupportedException>(_folder, () => array.Append([1]), "ReadWrite");
        FolderSnapshot.Refused<NotSupportedException>(_folder, () => array.Resize(1), "ReadWrite");
    }

    [Fact]
    public void Append_OtherBytesBehindTheArray_IsRefused()
    {
        string path = NpyCase.Named("i4_vector_C.npy").CopyTo(_folder);
        File.AppendAllText(path, "more");
        using MemMapArray<int> array = MemMapArray.OpenNpy<int>(path, MemMapMode.ReadWrite);
        Assert.Equal(7, array.Length);
        FolderSnapshot.Refused<InvalidOperationException>(_folder, () => array.Append([1]), "4 bytes behind the array");
    }

    [Fact]
    public void Resize_RowsOfLengthZero_IsInTheHeader()
    {
        using MemMapArray<int> array = MemMapArray.CreateNpy<int>(_folder.File(), (3, 0));
        foreach (long rows in new[] { 1_000_000_000_000L, 2, 0 })
        {
            array.Resize(rows);
            AssertIs(array.Path, Array.Empty<int>(), (rows, 0), MemMapOrder.C);
        }
    }

    [Fact]
    public void Append_VectorInFortranOrder_KeepsWhatTheHeaderSays()
    {
        string path = NpyCase.Named("by_hand_fortran_vector.npy").CopyTo(_folder);
        using (MemMapArray<int> array = MemMapArray.OpenNpy<int>(path, MemMapMode.ReadWrite))
        {
            array.Append([5, 6]);
        }

        using MemMapArray<int> reopened = MemMapArray.OpenNpy<int>(path);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], reopened.ToArray());
        Assert.Equal(MemMapOrder.F, NpyHeader.Read(path).Order);
    }

    [Fact]
    public void Append_EveryMoment_TheHeaderSaysNoMoreThanIsThere()
    {
        string path = _folder.File();
        using MemMapArray<int> array = MemMapArray.CreateNpy<int>(path, (0, 16));
        bool isDone = false;
        Exception? seen = null;
        var reader = new System.Threading.Thread(() => seen = Record.Exception(() =>
        {
            while (!System.Threading.Volatile.Read(ref isDone))
            {
                // Only grows, so what is read after the header is at least what was there with it.
                NpyHeader header = NpyHeader.Read(path);
                Assert.True(new FileInfo(path).Length >= header.DataOffset + (header.Shape.Length * 4));
                using MemMapArray<int> other = MemMapArray.OpenNpy<int>(path);
            }
        }));
        reader.Start();
        for (int i = 0; i < 200; i++)
        {
            array.Append(new int[16 * (1 + (i % 7))]);
        }

        System.Threading.Volatile.Write(ref isDone, true);
        reader.Join();
        Assert.Null(seen);
    }

    // By our own parser, and to the byte.
    private static void AssertIs<T>(string path, T[] inFileOrder, Shape shape, MemMapOrder order)
        where T : unmanaged
    {
        NpyHeader header = NpyHeader.Read(path);
        Assert.Equal(shape, header.Shape);
        Assert.Equal(order, header.Order);
        byte[] expected = [.. NpyHeaderText.Create(header.Descr, order, shape).For(shape), .. MemoryMarshal.AsBytes(inFileOrder.AsSpan())];
        Assert.True(expected.AsSpan().SequenceEqual(File.ReadAllBytes(path)), $"The bytes of shape {shape} are others.");
        using MemMapArray<T> array = MemMapArray.OpenNpy<T>(path);
        Assert.Equal(inFileOrder, (order == MemMapOrder.C ? array : array.Transpose()).ToArray());
    }
}
