using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests;

/// <summary>What copies refuse, before they change an element.</summary>
public sealed class CopyErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MemMapArray<int> _array;

    public CopyErrorTests() => _array = MemMapArray.Open<int>(_folder.Write(Enumerable.Range(0, 12).ToArray()), (3, 4), MemMapMode.ReadWrite);

    public void Dispose()
    {
        _array.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void CopyTo_DestinationTooShort_Throws()
    {
        int[] destination = new int[11];
        ArgumentException exception = Assert.Throws<ArgumentException>(() => _array.CopyTo(destination));
        Assert.Contains("(3, 4)", exception.Message, StringComparison.Ordinal);
        Assert.All(destination, x => Assert.Equal(0, x));
    }

    [Fact]
    public void CopyTo_LongerDestination_LeavesTheRest()
    {
        int[] destination = Enumerable.Repeat(-1, 14).ToArray();
        _array.CopyTo(destination);
        Assert.Equal([.. Enumerable.Range(0, 12), -1, -1], destination);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(13)]
    public void CopyFrom_SpanOfOtherLength_ThrowsAndChangesNothing(int length)
    {
        int[] source = Enumerable.Repeat(-1, length).ToArray();
        Assert.Equal("source", Assert.Throws<ArgumentException>(() => _array.CopyFrom(source)).ParamName);
        Assert.Equal(Enumerable.Range(0, 12), _array.ToArray());
    }

    [Fact]
    public void CopyFrom_ViewThatDoesNotBroadcast_ThrowsAndChangesNothing()
    {
        foreach (MemMapView<int> source in new[] { _array.Transpose(), _array[.., 0], _array[..2], _array[.., ..2], _array.ExpandDims(1), _array[..0] })
        {
            Assert.Throws<ArgumentException>(() => _array.CopyFrom(source));
            Assert.Throws<ArgumentException>(() => source.CopyTo(_array));
        }

        Assert.Equal(Enumerable.Range(0, 12), _array.ToArray());
    }

    [Fact]
    public void Copies_IntoBroadcastView_Throw()
    {
        MemMapView<int> row = _array[0, ..].BroadcastTo((3, 4));
        Assert.True(row.IsReadOnly);
        Assert.Contains("broadcast", Assert.Throws<NotSupportedException>(() => row.Fill(1)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => row.CopyFrom(_array));
        Assert.Throws<NotSupportedException>(() => row.CopyFrom(new int[12]));
        Assert.Throws<NotSupportedException>(() => _array.CopyTo(row));
        Assert.Equal([0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3], row.ToArray());
    }

    [Fact]
    public void Copies_IntoReadOnlyFile_Throw()
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_array.Path, (3, 4));
        Assert.Throws<NotSupportedException>(() => array.Fill(1));
        Assert.Throws<NotSupportedException>(() => array[1..].CopyFrom(_array[1..]));
        Assert.Throws<NotSupportedException>(() => array.CopyFrom(new int[12]));
        Assert.Throws<NotSupportedException>(() => _array.CopyTo(array));
        Assert.Equal(Enumerable.Range(0, 12), array.ToArray());
    }

    [Fact]
    public void Copies_Null_Throw()
    {
        Assert.Throws<ArgumentNullException>(() => _array.CopyFrom((MemMapView<int>)null!));
        Assert.Throws<ArgumentNullException>(() => _array.CopyTo((MemMapView<int>)null!));
    }

    [Fact]
    public void Copies_AfterDispose_Throw()
    {
        MemMapView<int> view = _array[1..];
        using MemMapArray<int> other = MemMapArray.Create<int>(_folder.File("other.bin"), (3, 4));
        _array.Dispose();
        Assert.Throws<ObjectDisposedException>(() => view.ToArray());
        Assert.Throws<ObjectDisposedException>(() => view.Fill(1));
        Assert.Throws<ObjectDisposedException>(() => view.CopyTo(new int[8]));
        Assert.Throws<ObjectDisposedException>(() => other.CopyFrom(_array));
        Assert.Throws<ObjectDisposedException>(() => other.CopyTo(_array));
    }

    [Fact]
    public void CopyFrom_BetweenFilesOfOtherOrder_KeepsTheIndexes()
    {
        using MemMapArray<int> other = MemMapArray.Create<int>(_folder.File("other.bin"), (3, 4), offset: 3, order: MemMapOrder.F);
        other.CopyFrom(_array);
        Assert.Equal(Enumerable.Range(0, 12), other.ToArray());
        other.Transpose()[1..3].CopyTo(_array.Transpose()[..2]);
        Assert.Equal([1, 2, 2, 3, 5, 6, 6, 7, 9, 10, 10, 11], _array.ToArray());
    }
}
