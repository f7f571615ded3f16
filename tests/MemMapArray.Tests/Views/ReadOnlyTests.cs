using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Views;

/// <summary>What is read-only, and that no member writes through it.</summary>
public sealed class ReadOnlyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryWritingMember_OfAnArrayOpenedForReading_ThrowsNotSupported()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.Read, [2, 3, 4, 5, 6]);
        AssertRefusesWrites(array, "open for reading only", array.Path, "ReadWrite");

        // A child of a read-only view is read-only, whatever made it.
        MemMapView<int>[] children =
        [
            array[.., .., .., .., ..], array.Transpose(), array.Permute(4, 3, 2, 1, 0), array.Reshape([3, 2, 4, 5, 6]), array.Flip(1), array[(null, null, -1)],
            array.ExpandDims(0).Squeeze(0), array.Cast<int>(), array.Cast<short>().Cast<int>(), array.Field<int>(0), array.Chunks(2).First(), array.BroadcastTo([2, 3, 4, 5, 6]),
        ];
        Assert.All(children, child => AssertRefusesWrites(child, "open for reading only", array.Path));
    }

    [Theory]
    [MemberData(nameof(ModeArrays.WritingModes), MemberType = typeof(ModeArrays))]
    public void EveryWritingMember_OfABroadcastView_ThrowsNotSupported(MemMapMode mode)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, mode, [3, 1, 1, 1]);
        Assert.False(array.IsReadOnly);
        AssertRefusesWrites(array.BroadcastTo([2, 3, 4, 5, 6]), "(2, 3, 4, 5, 6)", "broadcast");
        Assert.Equal([0, 1, 2], array.ToArray());
        Assert.False(array.BroadcastTo([3, 1, 1, 1]).IsReadOnly);
    }

    [Theory]
    [MemberData(nameof(ModeArrays.WritingModes), MemberType = typeof(ModeArrays))]
    public void CopyTo_AReadOnlyDestination_ThrowsNotSupported(MemMapMode mode)
    {
        using MemMapArray<int> source = ModeArrays.Open(_folder, mode, 4, name: "source.bin");
        using MemMapArray<int> destination = ModeArrays.Open(_folder, MemMapMode.Read, 4, name: "destination.bin");
        FolderSnapshot.Refused<NotSupportedException>(_folder, () => source.CopyTo(destination), destination.Path);
        destination.CopyTo(source);
        source.CopyFrom(destination.AsReadOnlySpan());
    }

    [Theory]
    [InlineData(MemMapMode.Read)]
    [InlineData(MemMapMode.CopyOnWrite)]
    public void ResizeAndAppend_InAModeThatNeverChangesTheFile_ThrowNotSupported(MemMapMode mode)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, mode, (3, 4));
        foreach (Action call in new Action[] { () => array.Resize(2), () => array.Resize(3), () => array.Resize(4), () => array.Append(new int[4]), () => array.Append([]), () => array.Append([1]) })
        {
            FolderSnapshot.Refused<NotSupportedException>(_folder, call, array.Path, mode.ToString(), "ReadWrite");
        }

        Assert.Equal(Enumerable.Range(0, 12), array.ToArray());
    }

    private void AssertRefusesWrites(MemMapView<int> view, params string[] said)
    {
        Assert.True(view.IsReadOnly);
        MemMapView<int> four = view[0, ..], three = four[0, ..], two = three[0, ..], one = two[0, ..], zero = one[(Slice)0];
        int[] before = view.ToArray();
        foreach (Action<MemMapView<int>> write in new Action<MemMapView<int>>[]
        {
            x => x.Fill(1), x => x.CopyFrom(new int[x.Length]), x => x.CopyFrom(x), x => x.AsSpan(), x => x.AsMemory(), x => x.GetRowSpan(0),
            x => x[0, 0, 0, 0, 0] = 1, x => x.GetReference(0, 0, 0, 0, 0) = 1,
        })
        {
            FolderSnapshot.Refused<NotSupportedException>(_folder, () => write(view), said);
        }

        Assert.False(view.TryGetSpan(out Span<int> span) || !span.IsEmpty);
        Assert.Equal(before, view.ToArray());
        if (!zero.IsReadOnly)
        {
            // One element of a broadcast view is an element like another.
            return;
        }

        foreach (Action write in new Action[]
        {
            () => zero.Value = 1, () => one[0] = 1, () => one[0L] = 1, () => one[^1] = 1, () => two[0, 0] = 1, () => two[0L, 0L] = 1, () => two[^1, ^1] = 1,
            () => three[0, 0, 0] = 1, () => four[0, 0, 0, 0] = 1, () => one[(ReadOnlySpan<long>)[0]] = 1,
            () => zero.GetReference([]) = 1, () => one.GetReference(0) = 1, () => two.GetReference(0, 0) = 1, () => three.GetReference(0, 0, 0) = 1, () => four.GetReference(0, 0, 0, 0) = 1,
            () => zero.AsSpan(), () => zero.Fill(1), () => one.GetRowSpan(0),
        })
        {
            FolderSnapshot.Refused<NotSupportedException>(_folder, write, said[0]);
        }

        Assert.Equal(before, view.ToArray());
    }
}
