using System;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit;

namespace MemMap.Tests.ApiExamples;

/// <summary>The examples in the XML documentation of views, shapes and slices; <see cref="DocumentTests"/> compares them.</summary>
public sealed class ViewExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MemMapArray<float> _array;
    private readonly MemMapArray<float> _cube;

    public ViewExamples()
    {
        float[] numbers = [.. Enumerable.Range(0, 200).Select(i => (float)i)];
        _array = MemMapArray.Open<float>(_folder.Write(numbers), (20, 10), MemMapMode.ReadWrite);
        _cube = MemMapArray.Open<float>(_folder.Write(numbers[..24], name: "cube.bin"), (2, 3, 4));
    }

    public void Dispose()
    {
        _array.Dispose();
        _cube.Dispose();
        _folder.Dispose();
    }

    private record struct Tick(long Time, float Price, int Volume);

    [Fact]
    public void Elements()
    {
        MemMapView<float> array = _array, cube = _cube, vector = array[0, ..];

        Console.WriteLine(array);    // print(a)

        float third = vector[2];
        vector[2] = 2 * third;

        float last = vector[^1];

        float element = array[5, 7];
        array[5, 7] = element + 1;

        float corner = array[^1, ^1];

        float voxel = cube[1, 2, 3];

        MemMapView<float> one = array[5, 7, Slice.Ellipsis];
        float value = one.Value;

        foreach (float x in vector)
        {
            Console.Write($"{x} ");
        }

        int[] sorted = [.. vector.AsEnumerable().Select(x => (int)x).OrderBy(x => x)];

        Assert.Equal([0, 1, 3, 4, 4, 5, 6, 7, 8, 9], sorted);
        Assert.Equal((2f, 4f, 9f, 57f, 58f, 199f, 23f, 58f), (third, vector[2], last, element, array[5, 7], corner, voxel, value));
    }

    [Fact]
    public void Slices()
    {
        MemMapView<float> array = _array, cube = _cube;

        MemMapView<float> rows = array[5..10];    // a[5:10]
        MemMapView<float> everyOther = array[(null, null, 2)];    // a[::2]

        MemMapView<float> block = array[5..10, ..3];    // a[5:10, :3]
        MemMapView<float> column = array[.., ^1];    // a[:, -1]

        MemMapView<float> plane = cube[Slice.Ellipsis, 0];    // a[..., 0]

        MemMapView<float> withAxis = array[.., Slice.NewAxis, ..];    // a[:, np.newaxis, :]

        MemMapView<float> reversed = array[Slice.Range(null, null, -1)];    // a[::-1]

        MemMapView<float> row = array[Slice.At(5)];    // a[5]

        MemMapView<float> firstRows = array[(0, 5)];    // a[0:5]

        Assert.Equal(((5, 10), (10, 10), (5, 3), 20L), (rows.Shape, everyOther.Shape, block.Shape, column.Shape));
        Assert.Equal(((2, 3), (20, 1, 10), 190f, 50f), (plane.Shape, withAxis.Shape, reversed[0, 0], row[0]));
        Assert.Equal((5, 10), firstRows.Shape);
    }

    [Fact]
    public void Axes()
    {
        MemMapView<float> array = _array, cube = _cube;

        MemMapView<float> transposed = array.Transpose();    // a.T

        MemMapView<float> channelsFirst = cube.Permute(2, 0, 1);    // a.transpose(2, 0, 1)

        MemMapView<float> matrix = cube.Reshape((-1, 4));    // a.reshape(-1, 4)

        MemMapView<float> flat = cube.Squeeze();    // a.squeeze()

        MemMapView<float> batchOfOne = array.ExpandDims(0);    // np.expand_dims(a, 0)

        MemMapView<float> repeated = array[0, ..].BroadcastTo((20, 10));    // np.broadcast_to(a[0], (20, 10))

        MemMapView<float> upsideDown = array.Flip(0);    // np.flip(a, 0)

        Assert.Equal(((10, 20), (4, 2, 3), (6, 4), (2, 3, 4)), (transposed.Shape, channelsFirst.Shape, matrix.Shape, flat.Shape));
        Assert.Equal(((1, 20, 10), (20, 10), 190f), (batchOfOne.Shape, repeated.Shape, upsideDown[0, 0]));
    }

    [Fact]
    public void ArraysInMemory()
    {
        MemMapView<float> array = _array;
        string path = _folder.File("means.npy");
        int[] numbers = [0, 1, 2, 3, 4, 5];

        NDArray<double> means = array.Mean(axis: 0);
        means[..3].SaveNpy(path);    // a.mean(0)[:3]

        NDArray<float> weights = NDArray.From(new float[] { 1, 2, 3 });    // np.asarray([1, 2, 3], 'f4')

        NDArray<int> matrix = NDArray.From(numbers, (2, -1));    // no copy

        NDArray<double> corners = NDArray.From([0.0, 1, 1, 0], (2, 2));

        NDArray<double> totals = NDArray.Create<double>((10, 3));    // np.zeros((10, 3))

        NDArray<float> ones = NDArray.Full((28, 28), 1f);    // np.full((28, 28), 1, 'f4')

        NDArray<float> inMemory = array[5..10].ToNDArray();    // np.array(a[5:10])

        Assert.Equal((3L, 2.0, 5, 1.0), (NpyHeader.Read(path).Shape[0], weights.Mean(), matrix[1, 2], corners[0, 1]));
        Assert.Equal((0.0, 784.0, 50f), (totals.Sum(), ones.Sum(), inMemory[0, 0]));
    }

    [Fact]
    public void Spans()
    {
        MemMapView<float> array = _array;
        string path = _folder.File("copy.bin");

        array.AsSpan().Sort();

        ReadOnlySpan<float> elements = array.AsReadOnlySpan();
        int index = elements.IndexOf(42f);

        array.GetRowSpan(3).Clear();

        int column = array.GetReadOnlyRowSpan(4).IndexOf(45f);

        if (array[0, ..].TryGetReadOnlySpan(out ReadOnlySpan<float> row))
        {
            Console.WriteLine(row.Length);
        }

        Memory<float> memory = array.AsMemory();
        memory.Span[0] = 1;

        using (FileStream file = File.Create(path))
        {
            array.AsStream().CopyTo(file);    // a.tofile(file)
        }

        Assert.Equal((42, 5, 800L), (index, column, new FileInfo(path).Length));
        Assert.Equal(1, array[0, 0]);
    }

    [Fact]
    public void Copies()
    {
        MemMapView<float> array = _array;
        float[] buffer = new float[200], ten = [.. Enumerable.Range(0, 10).Select(i => (float)i)];

        array.Fill(1);    // a[...] = 1

        array.CopyTo(buffer);

        array[5..10].CopyTo(array[..5]);    // a[:5] = a[5:10]

        array[0, ..].CopyFrom(ten);    // a[0] = ten

        array.CopyFrom(array[0, ..]);    // a[...] = a[0], broadcast to every row

        float[] copy = array[.., 3].ToArray();

        Assert.Equal((1f, 9f, 3f), (buffer[199], array[19, 9], copy[19]));
    }

    [Fact]
    public void Chunks()
    {
        MemMapView<float> array = _array;

        float maximum = float.NegativeInfinity;
        foreach (MemMapView<float> chunk in array.Chunks(rows: 8))
        {
            maximum = Math.Max(maximum, chunk.Max());
        }

        array[10..].Prefetch();    // read ahead, while the first rows are used

        Assert.Equal(199, maximum);
    }

    [Fact]
    public void OtherTypes()
    {
        string path = _folder.Write<Tick>([new(1, 10, 5), new(2, 20, 5)], name: "ticks.bin");
        string bigEndianPath = _folder.Write<byte>([0x3F, 0x80, 0, 0, 0x40, 0, 0, 0], name: "big.bin");
        MemMapView<float> array = _array;
        using MemMapArray<Tick> ticks = MemMapArray.Open<Tick>(path);

        MemMapView<uint> bits = array.Cast<uint>();    // a.view(np.uint32)

        double meanPrice = ticks.Field<float>(nameof(Tick.Price)).Mean();    // a['Price'].mean()

        MemMapView<int> volumes = ticks.Field<int>(byteOffset: 12);

        using MemMapArray<BigEndian<float>> big = MemMapArray.Open<BigEndian<float>>(bigEndianPath);
        float first = big[0];

        float[] native = big.ToNativeArray();

        Assert.Equal((0x3F800000u, 15.0, 5, 1f), (bits[0, 1], meanPrice, volumes[1], first));
        Assert.Equal([1f, 2f], native);
    }

    [Fact]
    public void References()
    {
        using MemMapArray<long> counters = MemMapArray.Create<long>(_folder.File("counters.bin"), (4, 2));

        long ticket = Interlocked.Increment(ref counters.GetReference(0, 1));    // across processes

        Assert.Equal(1, ticket);
    }

    [Fact]
    public void Shapes()
    {
        MemMapView<float> array = _array;

        Shape shape = (60000, 28, 28);
        Shape same = [60000, 28, 28];

        var (rows, columns) = array.Shape;

        long lastAxis = shape[^1];

        Shape image = Shape.Create(shape.ToArray().AsSpan(1));

        Assert.Equal((same, 20L, 10L, 28L, (28, 28)), (shape, rows, columns, lastAxis, image));
    }
}
