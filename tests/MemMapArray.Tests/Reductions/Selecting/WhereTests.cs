using System;
using System.IO;
using System.Linq;
using MemMap.Tests.Shards;
using Xunit;

namespace MemMap.Tests.Reductions;

public sealed class WhereTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Where_EachForm_CountsOnlyWhatItSelects()
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write([1f, 2, 3, 4, 5, 6]), (2, 3));
        using MemMapArray<bool> mask = MemMapArray.Open<bool>(_folder.Write([true, false, true], name: "mask.bin"));
        Assert.Equal(3.5, array.Where(mask).Mean());
        Assert.Equal([5.0, 0, 9], array.Where(mask).Sum(0).ToArray());
        Assert.Equal([4.0, 10], array.Where(mask).Sum(1).ToArray());
        Assert.Equal(5, array.Where(Predicate.GreaterThan(3.5f)).Mean());
        Assert.Equal(12, array.Where(v => v % 2 == 0).Sum());
        Assert.Equal(6, array.Where(mask).Where(Predicate.GreaterThan(2f)).Where(v => v > 5).Max());
        Assert.Equal(array.Shape, array.Where(mask).Shape);
    }

    [Fact]
    public void Where_NothingIsSelected_IsAsWhereAllIsNaNAndLeftOut()
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write([1f, 2, 3, 4, 5, 6]), (2, 3));
        using MemMapArray<int> integers = MemMapArray.Open<int>(_folder.Write([1, 2, 3, 4, 5, 6], name: "integers.bin"), (2, 3));
        ReductionSource<float> none = array.Where(_ => false);
        Assert.Equal((0, 1, false, true, 0L), (none.Sum(), none.Prod(), none.Any(), none.All(), none.CountNonZero()));
        Assert.Equal([double.NaN, double.NaN, double.NaN, double.NaN], new[] { none.Mean(), none.Std(), none.Min(), none.MinMax().Max });
        Assert.Equal([float.NaN, float.NaN, float.NaN], none.Max(0).ToArray());
        Assert.Equal(default, none.Describe());
        Assert.Throws<InvalidOperationException>(() => none.ArgMin());

        ReductionSource<int> some = integers.Where(v => v % 3 != 0);
        Assert.Equal([5.0, 7, 0], some.Sum(0).ToArray());
        Assert.Equal([2.5, 3.5, double.NaN], some.Mean(0).ToArray());
        Assert.Equal([1, 4], some.Min(1).ToArray());
        Assert.Throws<InvalidOperationException>(() => some.Min(0));
        Assert.Throws<InvalidOperationException>(() => some.ArgMax(0));
    }

    [Fact]
    public void Max_OfNoElementsUnderAMask_ThrowsAsWithout()
    {
        NDArray<float> none = NDArray.Create<float>((0, 2));
        Assert.Throws<InvalidOperationException>(() => none.Max(0));
        Assert.Throws<InvalidOperationException>(() => none.Where(_ => true).Max(0));
    }

    [Fact]
    public void Where_SkipNaNAsWell_LeavesOutBoth()
    {
        using MemMapArray<double> array = MemMapArray.Open<double>(_folder.Write([double.NaN, 1, 2, double.NaN, 3, 10]));
        ReductionSource<double> some = array.Where(v => !(v > 5));
        Assert.True(double.IsNaN(some.Mean()));
        Assert.Equal(2, some.Mean(new ReductionOptions { SkipNaN = true }));
        Assert.Equal(2, array.Where(Predicate.Not(Predicate.IsNaN<double>())).Where(v => v < 5).Mean());
        Assert.Equal(5, array.Where(Predicate.IsFinite<double>()).ArgMax());
    }

    [Fact]
    public void ArgMin_OfSelectedElements_IsTheIndexInTheWholeArray()
    {
        var random = new Random(4);
        int[] elements = [.. Enumerable.Range(0, 20_000).Select(_ => random.Next(5))];
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write(elements), (200, 100));
        bool[] truths = [.. elements.Select((element, i) => i % 7 == 3 && element > 0)];
        using MemMapArray<bool> mask = MemMapArray.Open<bool>(_folder.Write(truths, name: "mask.bin"), (200, 100));
        long first = Enumerable.Range(0, 20_000).Where(i => truths[i]).MinBy(i => elements[i]);
        Assert.Equal(first, array.Where(mask).ArgMin());

        // In another order of memory the first in C order is another one.
        Assert.Equal(array.Transpose().ToArray().Index().Where(e => e.Item is > 2 and < 4).Min(e => e.Index), array.Transpose().Where(Predicate.Between(3, 3)).ArgMax());
        for (int axis = 0; axis < 2; axis++)
        {
            MemMapView<int> byRows = axis == 0 ? array.Transpose() : array;
            MemMapView<bool> maskByRows = axis == 0 ? mask.Transpose() : mask;
            long[] expected = [.. Enumerable.Range(0, (int)byRows.Shape[0]).Select(row =>
                Enumerable.Range(0, (int)byRows.Shape[1]).Where(i => maskByRows[row, i]).MaxBy(i => byRows[row, i]))];
            Assert.Equal(expected, array.Where(mask).ArgMax(axis).ToArray().Select(index => index));
            Assert.Equal([.. expected.Reverse()], array.Flip(1 - axis).Where(mask.Flip(1 - axis)).ArgMax(axis).ToArray());
        }
    }

    [Fact]
    public void Where_MaskThatDoesNotFit_NamesBothShapes()
    {
        using MemMapArray<float> array = MemMapArray.Create<float>(_folder.File(), (3, 4));
        using MemMapArray<bool> mask = MemMapArray.Create<bool>(_folder.File("mask.bin"), (4, 3));
        string message = Assert.Throws<ArgumentException>("mask", () => array.Where(mask)).Message;
        Assert.Contains("(4, 3)", message, StringComparison.Ordinal);
        Assert.Contains("(3, 4)", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("mask", () => array.Where(mask.Reshape((1, 3, 4))));
        NDArray<float> cube = NDArray.Create<float>((5, 3, 4));
        NDArray<bool> ofRows = NDArray.Full(5, true);
        message = Assert.Throws<ArgumentException>("mask", () => cube.Where(ofRows)).Message;
        Assert.Contains("mask[.., Slice.NewAxis, Slice.NewAxis]", message, StringComparison.Ordinal);
        Assert.Equal(0, cube.Where(ofRows[.., Slice.NewAxis, Slice.NewAxis]).Max());
        Assert.Throws<ArgumentException>("mask", () => array.Where(mask.Reshape((3, 4)).Where(v => v)));
        Assert.Throws<ArgumentNullException>("mask", () => array.Where((ReductionSource<bool>)null!));
        Assert.Throws<ArgumentNullException>("predicate", () => array.Where((ElementPredicate<float>)null!));
        Assert.Throws<ArgumentNullException>("predicate", () => array.Where((Func<float, bool>)null!));
        Assert.Throws<ArgumentNullException>("source", () => ((MemMapView<float>)null!).Where(mask));
    }

    [Fact]
    public void Where_ArrayThatGrew_NeedsAMaskThatDid()
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), (3, 4));
        using MemMapArray<bool> mask = MemMapArray.Create<bool>(_folder.File("mask.bin"), (3, 4));
        ReductionSource<int> some = array.Where(mask);
        mask.Fill(true);
        array.Resize(4);
        Assert.Contains("(3, 4)", Assert.Throws<ArgumentException>(() => some.Sum()).Message, StringComparison.Ordinal);
        mask.Resize(4);
        array.Fill(2);
        Assert.Equal(24, some.Sum());
    }

    [Fact]
    public void Where_DisposedOrCutMask_Throws()
    {
        using MemMapArray<byte> array = MemMapArray.Create<byte>(_folder.File(), (100, 10_000));
        MemMapArray<bool> mask = MemMapArray.Create<bool>(_folder.File("mask.bin"), (100, 10_000));
        ReductionSource<byte> some = array.Where(mask);
        using (FileStream file = new(_folder.File("mask.bin"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(5000);
        }

        foreach (ReadStrategy strategy in new[] { ReadStrategy.Mapped, ReadStrategy.Buffered })
        {
            Assert.Throws<IOException>(() => some.Sum(new ReductionOptions { ReadStrategy = strategy }));
            Assert.Throws<IOException>(() => some.Sum(0, options: new ReductionOptions { ReadStrategy = strategy }));
        }

        mask.Dispose();
        Assert.Throws<ObjectDisposedException>(() => some.Sum());
        Assert.Equal(0, array.Sum());
    }

    [Fact]
    public void Where_MaskOverTheSameFile_IsOfItsBytes()
    {
        using MemMapArray<byte> array = MemMapArray.Open<byte>(_folder.Write([0, 3, 0, 200, 1]));
        using MemMapArray<bool> mask = MemMapArray.Open<bool>(_folder.File());
        Assert.Equal(204 / 3.0, array.Where(mask).Mean());
        Assert.Equal(3, mask.Where(mask).CountNonZero());
        Assert.True(mask.Where(mask).All());
    }

    [Fact]
    public void ReduceTo_DestinationInTheMask_IsRefused()
    {
        using MemMapArray<byte> array = MemMapArray.Create<byte>(_folder.File(), (8, 8));
        using MemMapArray<bool> mask = MemMapArray.Create<bool>(_folder.File("mask.bin"), (8, 8));
        Assert.Throws<ArgumentException>(() => array.Where(mask).ReduceTo(Reduction.Any<byte>(), [0], mask[0, ..]));
        array.Where(mask[1.., ..][..1, ..]).ReduceTo(Reduction.All<byte>(), [0], mask[7, ..]);
        Assert.True(mask[7, 0]);
    }

    [Fact]
    public void Where_OfShards_HasTheBitsOfOneFile()
    {
        var random = new Random(5);
        float[] elements = [.. Enumerable.Range(0, 900 * 37).Select(_ => random.NextSingle())];
        bool[] truths = [.. elements.Select(element => element < 0.7f)];
        using var folder = new ShardFolder<float>(_folder.File(), elements, (900, 37), [200, 500], new Random(1));
        using var masks = new ShardFolder<bool>(_folder.File("masks"), truths, (900, 37), [1, 450, 451], new Random(2));
        foreach (KnownReduction<float> reduction in KnownReductions.Of<float>())
        {
            foreach (int[]? axes in new int[]?[] { null, [0], [1], [0, 1] })
            {
                byte[] expected = reduction.Reduce(folder.One.Where(masks.One), axes, null);
                Assert.Equal(expected, reduction.Reduce(folder.Many.Where(masks.Many), axes, null));
                Assert.Equal(expected, reduction.Reduce(folder.Many.Where(masks.One), axes, new ReductionOptions { ReadStrategy = ReadStrategy.Buffered }));
                Assert.Equal(expected, reduction.Reduce(folder.One.Where(masks.Many), axes, null));
                Assert.Equal(expected, reduction.Reduce(folder.Many.Where(Predicate.LessThan(0.7f)), axes, null));
                Assert.Equal(expected, reduction.ReduceByParts(folder.Many.Where(masks.Many), axes, [100, 128, 700], new Random(1), null));
            }
        }
    }

    [Fact]
    public void Where_OtherByteOrder_TestsValues()
    {
        BigEndian<float>[] elements = [.. Enumerable.Range(0, 300).Select(i => (BigEndian<float>)(i - 150.5f))];
        using MemMapArray<BigEndian<float>> array = MemMapArray.Open<BigEndian<float>>(_folder.Write(elements), (100, 3));
        double expected = Enumerable.Range(0, 300).Select(i => i - 150.5).Where(value => value > 3).Sum();
        Assert.Equal(expected, array.Where(Predicate.GreaterThan<BigEndian<float>>(3f)).Sum());
        Assert.Equal(expected, array.Where(v => v > 3).Sum());
        Assert.Equal(expected, array.Where(Predicate.GreaterThan<BigEndian<float>>(3f)).Reduce(new Total()));
        Assert.Equal(expected, array.Where(v => v > 3).Reduce(new Total(), 0).ToArray().Sum());
        Assert.Equal(array.Sum(), array.Reduce(new Total()));
    }

    [Fact]
    public void Where_FunctionThrows_ItsExceptionComes()
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), 3_000_000);
        Assert.Throws<InvalidTimeZoneException>(() => array.Where(_ => throw new InvalidTimeZoneException()).Sum());
        Assert.Equal(0, array.Where(v => v == 0).Sum());
    }

    [Fact]
    public void ReducePartial_OfSelectedElements_DoesNotMergeWithThatOfAll()
    {
        using MemMapArray<float> array = MemMapArray.Create<float>(_folder.File(), (1000, 3));
        using MemMapArray<bool> mask = MemMapArray.Create<bool>(_folder.File("mask.bin"), (1000, 1));
        ReductionPartial<float, double> part = array.Where(mask).Where(Predicate.LessThan(0.25f)).ReducePartial(Reduction.Mean<float>(), new RowRange(0, 500));
        Assert.Contains("mean of System.Single(1000, 3) where mask and element < 0.25 over", part.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => part.Merge(array.ReducePartial(Reduction.Mean<float>(), new RowRange(500, 500))));
        Assert.Throws<ArgumentException>(() => part.Merge(array.Where(mask).ReducePartial(Reduction.Mean<float>(), new RowRange(500, 500))));
        byte[] bytes = part.ToBytes();
        Assert.Throws<InvalidDataException>(() => Reduction.Mean<double>().ReadPartial(bytes));
        part = Reduction.Mean<float>().ReadPartial(bytes);
        part.Merge(array.Where(mask).Where(Predicate.LessThan(0.25f)).ReducePartial(Reduction.Mean<float>(), new RowRange(500, 500)));
        Assert.True(double.IsNaN(part.Value));
    }

    [Fact]
    public void Where_RowsAndPlanes_OfAMaskForEachRow()
    {
        // Whole rows are left out: the rest is as an array of the rest.
        var random = new Random(6);
        double[] elements = [.. Enumerable.Range(0, 100 * 40).Select(_ => random.NextDouble())];
        using MemMapArray<double> array = MemMapArray.Open<double>(_folder.Write(elements), (100, 40));
        bool[] truths = [.. Enumerable.Range(0, 100).Select(row => row % 3 == 0)];
        using MemMapArray<bool> mask = MemMapArray.Open<bool>(_folder.Write(truths, name: "mask.bin"), (100, 1));
        using MemMapArray<double> rest = MemMapArray.Open<double>(_folder.Write([.. elements.Where((_, i) => truths[i / 40])], name: "rest.bin"), (34, 40));
        Assert.Equal(rest.Mean(0).ToArray(), array.Where(mask).Mean(0).ToArray());
        Assert.Equal(rest.Std(0, ddof: 1, keepDims: true).ToArray(), array.Where(mask).Std(0, ddof: 1, keepDims: true).ToArray());
        Assert.Equal(rest.Sum(), array.Where(mask).Sum());
        Assert.Equal(rest.Describe().ToString(), array.Where(mask).Describe().ToString());
    }

    // Whole words of truths, whole vectors of what is left of a row, and some elements more.
    [Theory]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(255)]
    [InlineData(300)]
    public void SumOfColumns_RandomMaskAndRestsOfRows_IsTheNaiveOne(int columns)
    {
        const int Rows = 140;
        var random = new Random(columns);
        int[] numbers = [.. Enumerable.Range(0, Rows * columns).Select(_ => random.Next(-1000, 1000))];
        bool[] truths = [.. numbers.Select(_ => random.Next(2) == 0)];
        double[] expected = [.. Enumerable.Range(0, columns).Select(column => Enumerable.Range(0, Rows).Sum(row => truths[(row * columns) + column] ? (double)numbers[(row * columns) + column] : 0))];
        NDArray<bool> mask = NDArray.From(truths, (Rows, columns));
        Assert.Equal(expected, NDArray.From([.. numbers.Select(x => (float)x)], (Rows, columns)).Where(mask).Sum(0).ToArray());
        Assert.Equal(expected, NDArray.From([.. numbers.Select(x => (double)x)], (Rows, columns)).Where(mask).Sum(0).ToArray());
        Assert.Equal(expected, NDArray.From([.. numbers.Select(x => (short)x)], (Rows, columns)).Where(mask).Sum(0).ToArray().Select(sum => (double)sum));
    }

    private readonly record struct Total : IReducer<BigEndian<float>, double>
    {
        public double Empty => 0;

        public void Accumulate(ref double state, ReadOnlySpan<BigEndian<float>> elements)
        {
            foreach (float element in elements)
            {
                state += element;
            }
        }

        public void Merge(ref double state, in double following) => state += following;
    }
}
