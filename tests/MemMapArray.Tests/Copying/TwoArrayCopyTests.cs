using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests;

/// <summary>
/// Copies between two arrays over one file. Their mappings have different addresses for the same bytes, and where one is private, different bytes at the same place.
/// </summary>
public sealed class TwoArrayCopyTests : IDisposable
{
    private const int Rows = 3000, Columns = 4;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<MemMapMode, MemMapMode, string> Pairs
    {
        get
        {
            var data = new TheoryData<MemMapMode, MemMapMode, string>();
            foreach (string place in new[] { "same", "behind", "before", "gaps", "flipped", "row" })
            {
                data.Add(MemMapMode.CopyOnWrite, MemMapMode.Read, place);
                data.Add(MemMapMode.CopyOnWrite, MemMapMode.ReadWrite, place);
                data.Add(MemMapMode.ReadWrite, MemMapMode.CopyOnWrite, place);
                data.Add(MemMapMode.CopyOnWrite, MemMapMode.CopyOnWrite, place);
                data.Add(MemMapMode.ReadWrite, MemMapMode.ReadWrite, place);
            }

            return data;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void CopyFrom_AnotherArrayOverTheFile_IsAsIfCopiedFirst(MemMapMode to, MemMapMode from, string place)
    {
        string path = _folder.Write([.. Enumerable.Range(0, Rows * Columns)]);
        using MemMapArray<int> target = MemMapArray.Open<int>(path, (Rows, Columns), to), source = MemMapArray.Open<int>(path, (Rows, Columns), from);
        Edit(target, -1);
        Edit(source, -2);
        (MemMapView<int> into, MemMapView<int> given) = place switch
        {
            "same" => (target, source),
            "behind" => (target[1..], source[..^1]),
            "before" => (target[..^1], source[1..]),
            "gaps" => (target[1.., ..3], source[..^1, ..3]),
            "flipped" => (target, source.Flip(0)),
            _ => (target, (MemMapView<int>)source[1, ..]),
        };
        int[] expected = given.BroadcastTo(into.Shape).ToArray();
        into.CopyFrom(given);
        Assert.Equal(expected, into.ToArray());
        if (to == MemMapMode.ReadWrite)
        {
            using MemMapArray<int> file = MemMapArray.Open<int>(path, (Rows, Columns));
            Assert.Equal(target.ToArray(), file.ToArray());
        }
    }

    // Longer than a unit of work, and less apart than what is copied at once.
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(-3)]
    [InlineData(2500)]
    [InlineData(-2500)]
    public void CopyFrom_AnotherArrayALittleApart_IsAsIfCopiedFirst(int distance)
    {
        const int Length = 3_000_000;
        string path = _folder.Write([.. Enumerable.Range(0, Length)]);
        using MemMapArray<int> target = MemMapArray.Open<int>(path, MemMapMode.ReadWrite), source = MemMapArray.Open<int>(path);
        int from = Math.Max(0, -distance), to = Math.Max(0, distance), count = Length - Math.Abs(distance);
        target[to..(to + count)].CopyFrom(source[from..(from + count)]);
        int[] now = target.ToArray();
        Assert.True(now.AsSpan(to, count).SequenceEqual(Enumerable.Range(from, count).ToArray()));
        Assert.True(now.AsSpan(0, to).SequenceEqual(Enumerable.Range(0, to).ToArray()));
        Assert.True(now.AsSpan(to + count).SequenceEqual(Enumerable.Range(to + count, Length - to - count).ToArray()));
    }

    [Theory]
    [InlineData(MemMapMode.CopyOnWrite, MemMapMode.Read)]
    [InlineData(MemMapMode.ReadWrite, MemMapMode.CopyOnWrite)]
    public void CopyFrom_AnotherArrayInAnotherByteOrder_IsAsIfCopiedFirst(MemMapMode to, MemMapMode from)
    {
        string path = _folder.Write([.. Enumerable.Range(0, Rows * Columns)]);
        using MemMapArray<BigEndian<int>> target = MemMapArray.Open<BigEndian<int>>(path, (Rows, Columns), to);
        using MemMapArray<int> source = MemMapArray.Open<int>(path, (Rows, Columns), from);
        target[Rows / 2, 0] = -1;
        Edit(source, -2);
        int[] expected = source.ToArray();
        target.CopyFrom(source);
        Assert.Equal(expected, target.ToNativeArray());
    }

    // In some pages and not in others.
    private static void Edit(MemMapArray<int> array, int value)
    {
        if (!array.IsReadOnly)
        {
            array[1, 1] = value;
            array[Rows / 2, 0] = value;
        }
    }
}
