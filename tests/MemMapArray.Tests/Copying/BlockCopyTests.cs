using System;
using System.Linq;
using CsCheck;
using MemMap.Copying;
using MemMap.Mapping;
using MemMap.Views;
using Xunit;

namespace MemMap.Tests.Copying;

/// <summary>Transposed copies of more than the memory holds, made small: blocks of a few hundred bytes, where copies of the same that fit go as a whole.</summary>
public sealed unsafe class BlockCopyTests : IDisposable
{
    private static readonly int[] s_edges = [1, 2, 3, 5, 8, 13, 31, 64];

    private readonly TemporaryFolder _folder = new();
    private int _transposed;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Copy_AnyOrderOfAxesOfBytes_IsThatOfTheNaiveLoop() => Check(i => (byte)(i * 7));

    [Fact]
    public void Copy_AnyOrderOfAxesOfInts_IsThatOfTheNaiveLoop() => Check(i => i);

    [Fact]
    public void Copy_AnyOrderOfAxesOfTwelveByteStructs_IsThatOfTheNaiveLoop() => Check(i => new Triple(i, i + 1, -i));

    [Fact]
    public void Copy_AnyOrderOfAxesOfOtherByteOrder_IsThatOfTheNaiveLoop() => Check(i => i, reverses: true);

    // More than a unit, so that the file is written in several boxes.
    [OnceTheory]
    [InlineData(0, 2, 1, 3)]
    [InlineData(1, 0, 3, 2)]
    [InlineData(2, 0, 1, 3)]
    [InlineData(3, 0, 1, 2)]
    [InlineData(3, 2, 1, 0)]
    [InlineData(2, 3, 0, 1)]
    [InlineData(1, 3, 2, 0)]
    public void SaveNpy_AnyOrderOfAxesOfSeveralUnits_IsThatOfToArray(int a, int b, int c, int d)
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), (30, 41, 37, 33));
        array.CopyFrom([.. Enumerable.Range(0, (int)array.Length)]);
        foreach (MemMapView<int> view in new[] { array.Permute(a, b, c, d), array[.., (null, null, -1), 1.., ..].Permute(a, b, c, d) })
        {
            view.SaveNpy(_folder.File("saved.npy"));
            using MemMapArray<int> saved = MemMapArray.OpenNpy<int>(_folder.File("saved.npy"));
            Assert.Equal(view.Shape, saved.Shape);
            Assert.True(view.ToArray().AsSpan().SequenceEqual(saved.ToArray()));
            using (NpzWriter writer = NpzFile.Create(_folder.File("saved.npz")))
            {
                writer.Add("array", view);
                writer.Commit();
            }

            using MemMapArray<int> member = MemMapArray.OpenNpz<int>(_folder.File("saved.npz"), "array");
            Assert.True(view.ToArray().AsSpan().SequenceEqual(member.ToArray()));
        }
    }

    private void Check<T>(Func<int, T> element, bool reverses = false)
        where T : unmanaged
    {
        Choices.Tapes.Sample(tape => CheckOne(element, reverses, new Choices(tape)), iter: Iterations.Of(300, thorough: 1000), threads: 1);
        Assert.True(_transposed > 50, $"{_transposed}");
    }

    private void CheckOne<T>(Func<int, T> element, bool reverses, Choices choices)
        where T : unmanaged
    {
        int rank = choices.Between(2, 4);
        long[] lengths = [.. Enumerable.Range(0, rank).Select(_ => (long)s_edges[choices.Below(rank == 2 ? 8 : rank == 3 ? 6 : 4)])];
        int count = (int)lengths.Aggregate(1L, (product, length) => product * length);
        T[] elements = [.. Enumerable.Range(0, count).Select(element)];
        using MemMapArray<T> file = MemMapArray.Open<T>(_folder.Write(elements, choices.Below(9)), lengths, choices.OneIn(3) ? MemMapMode.CopyOnWrite : MemMapMode.Read, offset: 0);
        elements = file.ToArray();

        // The same view of the file and of its elements' numbers.
        int[] order = choices.Permutation(rank);
        Slice[] slices = [.. Enumerable.Range(0, rank).Select(_ => choices.Below(4) switch { 0 => Slice.Range(null, null, -1), 1 => Slice.Range(null, null, 2), _ => Slice.All })];
        MemMapView<T> source = file[slices].Permute(order);
        using MemMapArray<int> numbers = MemMapArray.Open<int>(_folder.Write(Enumerable.Range(0, count).ToArray(), name: "numbers.bin"), lengths);
        T[] expected = [.. numbers[slices].Permute(order).ToArray().Select(i => reverses ? Reversed(elements[i]) : elements[i])];
        var memory = new CopyMemory(1, choices.Between(1, 40) * sizeof(T) * 8);
        Window window = source.Window;
        _transposed += !window.Layout.IsContiguous && source.Length * sizeof(T) * 2 > memory.BlockBytes ? 1 : 0;
        using Lease lease = window.Region.Lease();
        var from = new StridedMemory(lease.Origin, window.Layout, window.Region);

        // Into memory, into a mapping, into one with gaps, into a file.
        T[] copy = new T[source.Length];
        fixed (T* pointer = copy)
        {
            StridedCopy<T>.Copy(StridedMemory.Contiguous((byte*)pointer, window.Layout.Lengths, sizeof(T)), from, reverses, memory);
        }

        Assert.Equal(expected, copy);
        using MemMapArray<T> target = MemMapArray.Create<T>(_folder.File("target.bin"), [.. source.Shape.ToArray(), 2]);
        foreach (MemMapView<T> view in new[] { target.Reshape(-1)[Slice.Range(0, source.Length)].Reshape(source.Shape), target[Slice.Ellipsis, 1] })
        {
            target.Fill(default);
            using Lease held = view.Window.Region.Lease();
            StridedCopy<T>.Copy(new StridedMemory(held.Origin, view.Window.Layout, view.Window.Region), from, reverses, memory);
            Assert.Equal(expected, view.ToArray());
            Assert.Equal(target.Length - source.Length, target.ToArray().Count(x => x.Equals(default(T))) - expected.Count(x => x.Equals(default(T))));
        }

        MappedFile written = MappedFile.Create(_folder.File("written.bin"), replace: true, System.IO.FileShare.ReadWrite, permissions: null);
        try
        {
            written.SetLength(source.Length * sizeof(T), reserve: false);
            StridedCopy<T>.Copy(StridedMemory.InFile(written, Layout.Create(source.Shape, MemMapOrder.C, 0, sizeof(T))), from, reverses, memory);
        }
        finally
        {
            written.Close();
        }

        using MemMapArray<T> saved = MemMapArray.Open<T>(_folder.File("written.bin"));
        Assert.Equal(expected, saved.ToArray());
    }

    private static T Reversed<T>(T element)
        where T : unmanaged
    {
        new Span<byte>(&element, sizeof(T)).Reverse();
        return element;
    }
}
