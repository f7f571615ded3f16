using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Views;

/// <summary>Spans and memories: over contiguous views, and refused over the others.</summary>
public sealed class MemMapViewSpansTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(ModeArrays.AllModes), MemberType = typeof(ModeArrays))]
    public void Spans_OfAContiguousView_AreItsElements(MemMapMode mode)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, mode, (4, 5), 7);
        MemMapView<int> rows = array[1..3, ..];
        int[] expected = Enumerable.Range(5, 10).ToArray();
        Assert.Equal(expected, rows.AsReadOnlySpan().ToArray());
        Assert.Equal(expected, rows.AsReadOnlyMemory().ToArray());
        Assert.Equal([10, 11, 12, 13, 14], rows.GetReadOnlyRowSpan(1).ToArray());
        Assert.True(rows.TryGetReadOnlySpan(out ReadOnlySpan<int> span) && span.Length == 10);
        Assert.Equal([3], array[0, ..].GetReadOnlyRowSpan(3).ToArray());
        if (mode == MemMapMode.Read)
        {
            return;
        }

        rows.AsSpan()[0] = 100;
        rows.AsMemory().Span[1] = 101;
        rows.GetRowSpan(0)[2] = 102;
        Assert.True(rows.TryGetSpan(out Span<int> writable));
        writable[3] = 103;
        Assert.Equal([100, 101, 102, 103, 9], array[1, ..].ToArray());
        if (ModeArrays.ChangesFile(mode))
        {
            Assert.Equal([100, 101, 102, 103, 9], ModeArrays.ReadFile(array.Path, 7).AsSpan(5, 5).ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(ModeArrays.AllModes), MemberType = typeof(ModeArrays))]
    public void Spans_OfANonContiguousView_AreRefusedNamingTheWayOut(MemMapMode mode)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, mode, (4, 5));
        foreach (MemMapView<int> view in new[] { array[.., 1..4], array[(null, null, 2)], array[(null, null, -1)], array.Flip(1), array[.., 2] })
        {
            string[] said = [view.Shape.ToString(), "not contiguous", "GetRowSpan", "ToArray"];
            foreach (Action call in SpansOf(view, mode))
            {
                FolderSnapshot.Refused<InvalidOperationException>(_folder, call, said);
            }

            Assert.False(view.TryGetReadOnlySpan(out ReadOnlySpan<int> readOnly) || !readOnly.IsEmpty);
            Assert.False(view.TryGetSpan(out Span<int> span) || !span.IsEmpty);
        }

        MemMapView<int> transposed = array.Transpose();
        foreach (Action call in SpansOf(transposed, mode))
        {
            FolderSnapshot.Refused<InvalidOperationException>(_folder, call, "(5, 4)", "(4, 20)", "view.Transpose()");
        }

        Assert.Equal(20, transposed.Transpose().AsReadOnlySpan().Length);
        Assert.Equal([6, 7, 8], array[.., 1..4].GetReadOnlyRowSpan(1).ToArray());
        Assert.Throws<InvalidOperationException>(() => transposed.GetReadOnlyRowSpan(0));
    }

    [Theory]
    [MemberData(nameof(ModeArrays.WritingModes), MemberType = typeof(ModeArrays))]
    public void Copies_OfAnotherLength_AreRefusedAndChangeNothing(MemMapMode mode)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, mode, (3, 4), name: "array.bin");
        using MemMapArray<int> other = ModeArrays.Open(_folder, mode, (2, 4), name: "other.bin");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => array.CopyFrom(new int[11]), "11 elements", "(3, 4)", "12");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => array.CopyFrom([1]), "1 elements", "Fill");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => array.CopyFrom(new int[13]), "13 elements");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => array.CopyTo(new int[11]), "11 elements", "(3, 4)", "12");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => array.CopyFrom(other), "(2, 4)", "(3, 4)");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => array.CopyTo(other), "(3, 4)", "(2, 4)");
        Assert.Throws<ArgumentNullException>(() => array.CopyFrom((MemMapView<int>)null!));
        Assert.Throws<ArgumentNullException>(() => array.CopyTo((MemMapView<int>)null!));
        int[] longer = Enumerable.Repeat(-1, 14).ToArray();
        array.CopyTo(longer);
        Assert.Equal([.. Enumerable.Range(0, 12), -1, -1], longer);
    }

    [Fact]
    public void GetRowSpan_OfDisposedEmptyRows_Throws()
    {
        MemMapArray<int> array = MemMapArray.Create<int>(_folder.File("rows.bin"), (3, 0, 4));
        Assert.Equal(0, array.GetReadOnlyRowSpan(2).Length + array.GetRowSpan(2).Length);
        Assert.Throws<IndexOutOfRangeException>(() => array.GetRowSpan(3));
        array.Dispose();
        Assert.Throws<ObjectDisposedException>(() => array.GetReadOnlyRowSpan(2));
        Assert.Throws<ObjectDisposedException>(() => array.GetRowSpan(3));
        Assert.Throws<ObjectDisposedException>(() => array.GetEnumerator());
    }

    [Fact]
    public void GetReadOnlyRowSpan_ManyRows_MakesNoObjects()
    {
        using MemMapArray<float> array = MemMapArray.Create<float>(_folder.File("rows.bin"), (1000, 16));
        long before = 0;
        int elements = 0;
        for (int round = 0; round < 2; round++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                elements += array.GetReadOnlyRowSpan(i).Length + array.GetRowSpan(i).Length;
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2 * 2 * 16_000, elements);
    }

    [Fact]
    public void Enumerator_CurrentBeforeTheFirstMoveNext_Throws()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.Read, (2, 2), name: "array.bin");
        using MemMapArray<int> empty = MemMapArray.Create<int>(_folder.File("empty.bin"), 0);
        Assert.Throws<InvalidOperationException>(() => array.GetEnumerator().Current);
        Assert.Throws<InvalidOperationException>(() => array[0, ..][(Slice)0].GetEnumerator().Current);
        Assert.Throws<InvalidOperationException>(() => empty.GetEnumerator().Current);
        Assert.Throws<InvalidOperationException>(() =>
        {
            MemMapView<int>.Enumerator enumerator = empty.GetEnumerator();
            Assert.False(enumerator.MoveNext());
            return enumerator.Current;
        });
    }

    [Fact]
    public void Enumerator_AnyLayout_GivesCOrder()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.Read, (3, 4));
        foreach (MemMapView<int> view in new[] { array, array.Transpose(), array.Flip(1), array[(null, null, 2)], array[.., 1], array[(Slice)1, 2], array[2..2, ..] })
        {
            var elements = new List<int>();
            foreach (int element in view)
            {
                elements.Add(element);
            }

            Assert.Equal(view.ToArray(), elements);
        }
    }

    private static List<Action> SpansOf(MemMapView<int> view, MemMapMode mode)
    {
        List<Action> calls = [() => view.AsReadOnlySpan(), () => view.AsReadOnlyMemory()];
        if (mode != MemMapMode.Read)
        {
            calls.AddRange([() => view.AsSpan(), () => view.AsMemory()]);
        }

        return calls;
    }
}
