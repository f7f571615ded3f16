using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using CsCheck;
using Xunit;

namespace MemMap.Tests;

/// <summary>Copies that convert the byte order, against a copy of the elements one by one.</summary>
public sealed class ByteOrderCopyTests : IDisposable
{
    private static readonly long s_iterations = Iterations.Of(600, thorough: 2500);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CopyToAndFrom_RandomViewsOfShort_MatchModel() => CheckViews(i => (short)(i * 257));

    [Fact]
    public void CopyToAndFrom_RandomViewsOfFloat_MatchModel() => CheckViews(i => i + 0.25f);

    [Fact]
    public void CopyToAndFrom_RandomViewsOfUlong_MatchModel() => CheckViews(i => (ulong)i * 0x0102030405060708UL);

    [Fact]
    public void CopyFrom_OverlappingViews_IsAsIfCopiedFirst()
    {
        byte[] content = [.. Enumerable.Range(0, 1500).Select(i => (byte)(i * 7))];
        string path = _folder.Write(content);
        Choices.Tapes.Sample(tape =>
        {
            // Ints that begin at any byte, so that source and target may share all, some or no bytes.
            Choices choices = new(tape);
            using MemMapArray<byte> file = MemMapArray.Open<byte>(path, MemMapMode.CopyOnWrite);
            int count = choices.Between(1, 40), spacing = choices.Between(1, 3), length = 4 * count * spacing;
            int to = choices.Below(100), from = choices.OneIn(3) ? to : to + choices.Between(-Math.Min(to, 9), 9);
            bool reversedTarget = choices.OneIn(3), reversedSource = choices.OneIn(3);
            MemMapView<int> Ints(int start, bool reversed)
            {
                MemMapView<int> ints = file[start..(start + length)].Cast<int>()[Slice.Range(null, null, spacing)];
                return reversed ? ints.Flip(0) : ints;
            }

            Ints(to, reversedTarget).Cast<BigEndian<int>>().CopyFrom(Ints(from, reversedSource));
            byte[] expected = (byte[])content.Clone();
            for (int i = 0; i < count; i++)
            {
                int target = to + (4 * spacing * (reversedTarget ? count - 1 - i : i)), source = from + (4 * spacing * (reversedSource ? count - 1 - i : i));
                byte[] element = content.AsSpan(source, 4).ToArray();
                Array.Reverse(element, 0, BitConverter.IsLittleEndian ? 4 : 0);
                element.CopyTo(expected, target);
            }

            Assert.True(expected.AsSpan().SequenceEqual(file.AsReadOnlySpan()), $"{count} ints {spacing} apart from byte {from} ({reversedSource}) to {to} ({reversedTarget})");
        }, iter: s_iterations);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void CopyFrom_ItselfThroughOneOrTwoMappings_ConvertsInPlace(int mappings)
    {
        // More than one unit of work, and not a whole number of vectors.
        double[] values = [.. Enumerable.Range(0, 700_001).Select(i => i - 0.5)];
        string path = _folder.Write(values, offset: 5);
        using MemMapArray<double> array = MemMapArray.Open<double>(path, values.Length, MemMapMode.ReadWrite, offset: 5);
        using MemMapArray<double> again = MemMapArray.Open<double>(path, values.Length, MemMapMode.ReadWrite, offset: 5);
        MemMapView<BigEndian<double>> big = array.Cast<BigEndian<double>>();
        big.CopyFrom(mappings == 1 ? array : again);
        Assert.Equal(values, big.ToNativeArray());
        Assert.Equal(values[12345], again.Cast<BigEndian<double>>()[12345].Value);
        big.CopyTo(array);
        Assert.Equal(values, array.ToArray());
    }

    [Fact]
    public void Copies_OfNaNs_KeepEveryBit()
    {
        uint[] bits = [0x7F800001, 0xFFC12345, 0x80000000, 0x7FC00000, 0xFF800000];
        using MemMapArray<BigEndian<float>> big = MemMapArray.Create<BigEndian<float>>(_folder.File(), bits.Length);
        big.CopyFrom(MemoryMarshal.Cast<uint, float>(bits));
        Assert.Equal(bits, big.Cast<BigEndian<uint>>().ToNativeArray());
        Assert.Equal(bits, MemoryMarshal.Cast<float, uint>(big.ToNativeArray()).ToArray());
        Assert.Equal(bits.SelectMany(x => BitConverter.GetBytes(x).Reverse()), File.ReadAllBytes(big.Path));
    }

    [Fact]
    public void Copies_OfRanks0And5AndEmpty_Convert()
    {
        using MemMapArray<LittleEndian<ushort>> scalar = MemMapArray.Create<LittleEndian<ushort>>(_folder.File("scalar.bin"), []);
        scalar.CopyFrom([0x0102]);
        Assert.Equal((ushort)0x0102, scalar.Value.Value);
        Assert.Equal([2, 1], File.ReadAllBytes(scalar.Path));
        using MemMapArray<BigEndian<ushort>> five = MemMapArray.Create<BigEndian<ushort>>(_folder.File("five.bin"), [2, 1, 3, 2, 2], order: MemMapOrder.F);
        ushort[] values = [.. Enumerable.Range(0, 24).Select(i => (ushort)(i * 300))];
        five.CopyFrom(values);
        Assert.Equal(values, five.ToNativeArray());
        Assert.Equal(values[23], five[[1, 0, 2, 1, 1]].Value);
        using MemMapArray<BigEndian<ushort>> empty = MemMapArray.Create<BigEndian<ushort>>(_folder.File("empty.bin"), (0, 4));
        empty.CopyFrom([]);
        Assert.Empty(empty.ToNativeArray());
    }

    [Fact]
    public void Copies_Refused_ChangeNothing()
    {
        using MemMapArray<BigEndian<int>> big = MemMapArray.Create<BigEndian<int>>(_folder.File("big.bin"), (3, 4));
        using MemMapArray<int> native = ModeArrays.Open(_folder, MemMapMode.ReadWrite, (2, 4));
        using MemMapArray<LittleEndian<int>> read = MemMapArray.Open<LittleEndian<int>>(native.Path, (2, 4));
        MemMapView<BigEndian<int>> nothing = null!;
        FolderSnapshot.Refused<ArgumentException>(_folder, () => big.CopyFrom(native), "(2, 4)", "(3, 4)");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => big.CopyTo(native), "(2, 4)", "(3, 4)");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => big.CopyFrom(new int[11]), "11", "(3, 4)");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => big.CopyTo(new int[11]), "11", "(3, 4)");
        FolderSnapshot.Refused<NotSupportedException>(_folder, () => read.CopyFrom(native), "reading only");
        FolderSnapshot.Refused<NotSupportedException>(_folder, () => read.CopyFrom(new int[8]), "reading only");
        FolderSnapshot.Refused<NotSupportedException>(_folder, () => big[0, ..].CopyTo(native[0, ..].BroadcastTo((2, 4))), "broadcast");
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(() => nothing.ToNativeArray()).ParamName);
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(() => nothing.CopyTo(native)).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentNullException>(() => nothing.CopyFrom(native)).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentNullException>(() => big.CopyTo((MemMapView<int>)null!)).ParamName);
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(() => big.CopyFrom((MemMapView<int>)null!)).ParamName);
    }

    [Fact]
    public void Copies_OfADisposedArray_ThrowObjectDisposed()
    {
        using MemMapArray<int> native = ModeArrays.Open(_folder, MemMapMode.ReadWrite, 4);
        MemMapArray<BigEndian<int>> big = MemMapArray.Create<BigEndian<int>>(_folder.File("big.bin"), 4);
        MemMapArray<LittleEndian<int>> little = MemMapArray.Create<LittleEndian<int>>(_folder.File("little.bin"), 4);
        big.Dispose();
        little.Dispose();
        foreach (Action call in new Action[]
        {
            () => big.CopyTo(new int[4]), () => big.CopyTo(native), () => big.CopyFrom(new int[4]), () => big.CopyFrom(native), () => big.ToNativeArray(),
            () => little.CopyTo(new int[4]), () => little.CopyTo(native), () => little.CopyFrom(new int[4]), () => little.CopyFrom(native), () => little.ToNativeArray(),
        })
        {
            FolderSnapshot.Refused<ObjectDisposedException>(_folder, call, "disposed");
        }
    }

    [Fact]
    public void Copies_FileCutShort_IsAnIOException()
    {
        using MemMapArray<BigEndian<int>> big = MemMapArray.Create<BigEndian<int>>(_folder.File(), 100_000);
        using (FileStream file = new(big.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(10);
        }

        Assert.Throws<IOException>(() => big.ToNativeArray());
        Assert.Throws<IOException>(() => big.CopyFrom(new int[100_000]));
    }

    private void CheckViews<T>(Func<int, T> value)
        where T : unmanaged
    {
        T[] values = [.. Enumerable.Range(0, 1500).Select(value)];
        byte[] Ordered(bool bigEndian) => [.. values.SelectMany(x => bigEndian == BitConverter.IsLittleEndian ? Bytes(x).Reverse() : Bytes(x))];
        string bigPath = _folder.Write(Ordered(true), name: "big.bin"), littlePath = _folder.Write(Ordered(false), name: "little.bin"), zeros = _folder.Write(new T[1500], name: "zeros.bin");
        Choices.Tapes.Sample(tape =>
        {
            Choices choices = new(tape);
            int[] lengths = [.. Enumerable.Range(0, choices.Below(4)).Select(_ => choices.Between(1, 11))];
            long[] shape = Array.ConvertAll(lengths, x => (long)x);
            MemMapOrder order = choices.OneIn(2) ? MemMapOrder.F : MemMapOrder.C, otherOrder = choices.OneIn(2) ? MemMapOrder.F : MemMapOrder.C;
            using MemMapArray<BigEndian<T>> big = MemMapArray.Open<BigEndian<T>>(bigPath, shape, MemMapMode.CopyOnWrite, order: order);
            using MemMapArray<LittleEndian<T>> little = MemMapArray.Open<LittleEndian<T>>(littlePath, shape, MemMapMode.CopyOnWrite, order: order);
            ViewModel<BigEndian<T>> model = new ViewModel<BigEndian<T>>(big, NaiveArray.Stored(lengths, order), $"{big.Shape} {order}").Chain(choices);
            T[] expected = [.. model.Naive.Elements.ToArray().Select(element => values[element])];
            Assert.True(expected.SequenceEqual(model.View.ToNativeArray()), $"{model}: ToNativeArray");
            Assert.True(values.Take((int)little.Length).ToHashSet().SetEquals(little.ToNativeArray()), $"{model}: little");
            T[] room = new T[expected.Length + 1];
            model.View.CopyTo(room);
            Assert.True(expected.AsSpan().SequenceEqual(room.AsSpan(0, expected.Length)), $"{model}: CopyTo a span");
            using MemMapArray<T> native = MemMapArray.Open<T>(zeros, model.Naive.Shape, MemMapMode.CopyOnWrite, order: otherOrder);
            model.View.CopyTo(native);
            Assert.True(expected.SequenceEqual(native.ToArray()), $"{model}: CopyTo a view");
            if (model.View.IsReadOnly)
            {
                Assert.Throws<NotSupportedException>(() => model.View.CopyFrom(native));
                return;
            }

            // Back, the other way round: what was first is last.
            MemMapView<T> flipped = native;
            for (int axis = 0; axis < native.Rank; axis++)
            {
                flipped = flipped.Flip(axis);
            }

            model.View.CopyFrom(flipped);
            Assert.True(expected.Reverse().SequenceEqual(model.View.ToNativeArray()), $"{model}: CopyFrom a view");
            model.View.CopyFrom(expected);
            Assert.True(expected.SequenceEqual(model.View.ToNativeArray()), $"{model}: CopyFrom a span");
            if (model.Naive.Count > 0)
            {
                long[] first = new long[native.Rank];
                model.View.CopyFrom(native[[.. first.Select(_ => (Slice)(0..1))]]);
                Assert.True(model.View.ToNativeArray().All(x => x.Equals(expected[0])), $"{model}: CopyFrom a broadcast view");
            }
        }, iter: s_iterations);
    }

    private static byte[] Bytes<T>(T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new[] { value }.AsSpan()).ToArray();
}
