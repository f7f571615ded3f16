using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Views;

/// <summary>Views of views are small, and what they are made of is there when it is asked for.</summary>
public sealed class MemMapViewSlicingTests : IDisposable
{
    private const int Calls = 1000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

#if !NETSTANDARD_BUILD
    // There the slices themselves are an array, too.
    [Fact]
    public void Slices_OfRankOneAndTwo_AreOneObject()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.ReadWrite, (3, 4, 5));
        MemMapView<int> matrix = array[1, .., ..];
        const int ObjectBytes = 88;
        Assert.Equal(ObjectBytes, BytesOf(() => array[1, .., ..]));
        Assert.Equal(ObjectBytes, BytesOf(() => array[1, 2, ..]));
        Assert.Equal(ObjectBytes, BytesOf(() => matrix[1..3, ..2]));
        Assert.Equal(ObjectBytes, BytesOf(() => matrix[.., 1]));
        Assert.Equal(ObjectBytes, BytesOf(() => matrix[(null, null, -2)]));
    }
#endif

    [Fact]
    public void Elements_OfASlice_AllocateNothing()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.ReadWrite, (3, 4, 5));
        MemMapView<int> matrix = array[1, .., ..], vector = array[1, 2, ..];
        int sum = 0;
        Assert.Equal(0, BytesOf(() =>
        {
            matrix[1, 2] = vector[3] = 7;
            sum += matrix[1, 2] + vector[3] + (int)(matrix.Length + vector.Rank + matrix.ByteLength + matrix.ByteOffset);
            return matrix.IsReadOnly ? null : matrix;
        }));
        Assert.NotEqual(0, sum);
    }

    [Fact]
    public void Slices_OfEveryRank_KnowTheirShapeAndPlace()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.Read, (3, 4, 5), 8);
        (MemMapView<int> View, long[] Shape, long[] Strides, int First)[] cases =
        [
            (array[1.., .., ..], [2, 4, 5], [80, 20, 4], 20),
            (array[1, .., ..], [4, 5], [20, 4], 20),
            (array[1, .., (null, null, -2)], [4, 3], [20, -8], 24),
            (array[1, 2, ..], [5], [4], 30),
            (array[1, 2, 3..3], [0], [4], -1),
            (array[1, 3..3, ..], [0, 5], [20, 4], -1),
            (array[1, 2, ..][(Slice)3], [], [], 33),
            (array[1, 2, ..][Slice.NewAxis, .., Slice.NewAxis], [1, 5, 1], [0, 4, 0], 30),
            (array[1, 2, ..].BroadcastTo((2, 5)), [2, 5], [0, 4], 30),
        ];
        foreach ((MemMapView<int> view, long[] shape, long[] strides, int first) in cases)
        {
            Assert.Equal(shape.Length, view.Rank);
            Assert.Equal(shape.Aggregate(1L, (product, length) => product * length), view.Length);
            Assert.Equal(shape, view.Shape.ToArray());
            Assert.Equal(strides, view.Strides.ToArray());
            if (first >= 0)
            {
                Assert.Equal(8 + (4 * first), view.ByteOffset);
                Assert.Equal(first, view.ToArray()[0]);
            }
        }
    }

    // The fewest of some tries: the runtime, too, allocates now and then on the thread that it uses.
    private static long BytesOf(Func<object?> call)
    {
        return Enumerable.Range(0, 5).Min(_ => Once());

        long Once()
        {
            call();
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Calls; i++)
            {
                GC.KeepAlive(call());
            }

            return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
        }
    }
}
