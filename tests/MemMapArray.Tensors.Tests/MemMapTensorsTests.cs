using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using MemMap.Tests;
using Xunit;

namespace MemMap.Tensors.Tests;

public sealed class MemMapTensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // What a view can look like, made from an array of shape (4, 5, 6).
    public static TheoryData<string> Views => [.. s_views.Keys];

    private static readonly Dictionary<string, Func<MemMapView<double>, MemMapView<double>>> s_views = new()
    {
        ["whole"] = x => x,
        ["row"] = x => x[1, 2, ..],
        ["block"] = x => x[1..3, 2..4, 1..5],
        ["every second"] = x => x[(null, null, 2), .., (1, null, 3)],
        ["transposed"] = x => x.Transpose(),
        ["permuted"] = x => x.Permute(1, 2, 0),
        ["column"] = x => x[.., 3, 4],
        ["new axis"] = x => x[0, Slice.NewAxis, .., 0],
        ["one element"] = x => x[1, 2, 3..4].Squeeze(),
        ["empty"] = x => x[.., 2..2, ..],
        ["rank 5"] = x => x.Reshape([2, 2, 5, 3, 2]),
    };

    public void Dispose() => _folder.Dispose();

    // The examples in the XML documentation; DocumentTests compares them.
    [Fact]
    public void ApiExamples()
    {
        using MemMapArray<double> array = Numbered(MemMapOrder.C);

        TensorSpan<double> tensor = array.AsTensorSpan();
        tensor.Fill(1);    // in the file

        double sum = Tensor.Sum(array.AsReadOnlyTensorSpan());

        Assert.Equal(120, sum);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void AsReadOnlyTensorSpan_AnyView_HasItsShapeAndElements(string name)
    {
        using MemMapArray<double> array = Numbered(MemMapOrder.C);
        MemMapView<double> view = s_views[name](array);
        ReadOnlyTensorSpan<double> tensor = view.AsReadOnlyTensorSpan();
        Assert.Equal(view.Rank == 0 ? [1] : view.Shape.ToArray(), tensor.Lengths.ToArray().Select(length => (long)length));
        Assert.Equal(view.ToArray(), Elements(tensor));
        Assert.Equal(view.ToArray(), Elements(view.AsTensorSpan().AsReadOnlyTensorSpan()));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void AsTensorSpan_AnyViewOfMemory_IsThatOfAFile(string name)
    {
        using MemMapArray<double> array = Numbered(MemMapOrder.C);
        ReadOnlyTensorSpan<double> expected = s_views[name](array).AsReadOnlyTensorSpan();
        TensorSpan<double> tensor = InMemory(name);
        for (int i = 0; i < 3; i++)
        {
            // The tensor alone keeps the memory, wherever it is moved to.
            _ = Enumerable.Range(0, 100).Select(length => new byte[length]).ToArray();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            Assert.Equal(expected.Lengths.ToArray(), tensor.Lengths.ToArray());
            Assert.Equal(Elements(expected), Elements(tensor.AsReadOnlyTensorSpan()));
        }

        static TensorSpan<double> InMemory(string name) => s_views[name](NDArray.From([.. Enumerable.Range(0, 120).Select(i => (double)i)], (4, 5, 6))).AsTensorSpan();
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void AsTensorSpan_Written_WritesTheViewAndNothingElse(string name)
    {
        using MemMapArray<double> array = Numbered(MemMapOrder.F);
        double[] expected = array.ToArray();
        MemMapView<double> view = s_views[name](array);
        HashSet<double> inside = [.. view.ToArray()];
        view.AsTensorSpan().Fill(-1);
        Assert.Equal(expected.Select(x => inside.Contains(x) ? -1 : x), array.ToArray());
    }

    [Fact]
    public void AsTensorSpan_Arithmetic_HappensInTheFile()
    {
        using MemMapArray<double> array = Numbered(MemMapOrder.C);
        MemMapView<double> block = array[.., 1, 2..4];
        double[] expected = [.. block.ToArray().Select(x => (x * 2) + 1)];
        Tensor.Multiply(block.AsReadOnlyTensorSpan(), 2, block.AsTensorSpan());
        Tensor.Add(block.AsReadOnlyTensorSpan(), 1, block.AsTensorSpan());
        Assert.Equal(expected, block.ToArray());
        Assert.Equal(expected.Sum(), Tensor.Sum(block.AsReadOnlyTensorSpan()));
    }

    [Fact]
    public void AsTensorSpan_ExampleOfTheReadme_DoublesABlockOfTheFile()
    {
        string path = _folder.Write(Enumerable.Repeat(1f, 10000 * 1000).ToArray());
        using MemMapArray<float> array = MemMapArray.Open<float>(path, (10000, 1000), MemMapMode.ReadWrite);
        MemMapView<float> block = array[100..200, 50..100];
        float sum = Tensor.Sum(block.AsReadOnlyTensorSpan());
        Tensor.Multiply(block.AsReadOnlyTensorSpan(), 2, block.AsTensorSpan());   // in the file
        Assert.Equal((5000, 10_005_000), (sum, array.Sum()));
    }

    [Fact]
    public void AsReadOnlyTensorSpan_Broadcast_RepeatsAndRefusesWriting()
    {
        using MemMapArray<double> array = Numbered(MemMapOrder.C);
        MemMapView<double> view = array[0, .., 0..1].BroadcastTo((2, 5, 3));
        Assert.Equal(view.ToArray(), Elements(view.AsReadOnlyTensorSpan()));
        Assert.Contains(nameof(MemMapTensors.AsReadOnlyTensorSpan), Assert.Throws<NotSupportedException>(() => _ = view.AsTensorSpan().Rank).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AsTensorSpan_FileOpenForReading_Throws()
    {
        string path = _folder.Write<int>([1, 2, 3, 4]);
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (2, 2));
        Assert.Throws<NotSupportedException>(() => _ = array.AsTensorSpan().Rank);
        Assert.Equal(10, Tensor.Sum(array.AsReadOnlyTensorSpan()));
    }

    [Fact]
    public void AsReadOnlyTensorSpan_StridesThatTensorsDoNotHave_SayWhichAxis()
    {
        using MemMapArray<double> array = Numbered(MemMapOrder.C);
        Assert.Contains("axis 1 is negative", Assert.Throws<InvalidOperationException>(() => _ = array.Flip(1).AsReadOnlyTensorSpan().Rank).Message, StringComparison.Ordinal);
        using MemMapArray<(int, byte, short)> records = MemMapArray.Create<(int, byte, short)>(_folder.File("records.bin"), 3);
        using MemMapArray<byte> bytes = MemMapArray.Create<byte>(_folder.File("bytes.bin"), (3, 6));
        Assert.Contains("whole number", Assert.Throws<InvalidOperationException>(() => _ = bytes[.., 0..4].Cast<int>().AsReadOnlyTensorSpan().Rank).Message, StringComparison.Ordinal);
        Assert.Equal(3, records.Field<int>(0).AsReadOnlyTensorSpan().FlattenedLength);
    }

    [Fact]
    public void AsTensorSpan_Disposed_Throws()
    {
        MemMapArray<double> array = Numbered(MemMapOrder.C);
        array.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _ = array.AsTensorSpan().Rank);
        Assert.Throws<ObjectDisposedException>(() => _ = array.AsReadOnlyTensorSpan().Rank);
        Assert.Throws<ArgumentNullException>(() => _ = MemMapTensors.AsTensorSpan<int>(null!).Rank);
        Assert.Throws<ArgumentNullException>(() => _ = MemMapTensors.AsReadOnlyTensorSpan<int>(null!).Rank);
    }

    [Fact]
    public void AsReadOnlyTensorSpan_MoreElementsThanASpanHas_ReachesTheLast()
    {
        MemMapOptions sparse = new() { Mode = MemMapMode.Create, Preallocate = false };
        using MemMapArray<byte> array = MemMapArray.Create<byte>(_folder.File(), (3, 1L << 30), sparse);
        array[^1, ^1] = 7;
        ReadOnlyTensorSpan<byte> tensor = array.AsReadOnlyTensorSpan();
        Assert.Equal(3L << 30, tensor.FlattenedLength);
        Assert.Equal(7, tensor[2, (1 << 30) - 1]);
    }

    private MemMapArray<double> Numbered(MemMapOrder order)
    {
        MemMapArray<double> array = MemMapArray.Create<double>(_folder.File(), (4, 5, 6), order: order);
        array.CopyFrom([.. Enumerable.Range(0, 120).Select(i => (double)i)]);
        return array;
    }

    private static double[] Elements(ReadOnlyTensorSpan<double> tensor)
    {
        double[] elements = new double[tensor.FlattenedLength];
        tensor.FlattenTo(elements);
        return elements;
    }
}
