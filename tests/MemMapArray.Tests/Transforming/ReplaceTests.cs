using System;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using CsCheck;
using MemMap.Tests.Reductions;
using Xunit;

namespace MemMap.Tests.Transforming;

/// <summary>What <c>Where</c> selects, replaced and as masks, beside loops.</summary>
public sealed class ReplaceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Masks, predicates and functions, one after the other, of views that lie in any way; small pieces and units, so that there are many.
    [Fact]
    public void ReplaceAndMaskTo_AnyLayoutsAndSelections_AreLoops() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 5]).Sample(
            (seed, rank) =>
            {
                using var folder = new TemporaryFolder();
                var random = new Random(seed);
                using var views = new RandomViews(folder, random);
                using var masks = new DrawnMasks(folder);
                long[] shape = [.. Enumerable.Range(0, rank).Select(_ => random.Next(20) == 0 ? 0L : random.Next(rank < 3 ? 60 : 8) + 1)];
                (MemMapArray<int> whole, MemMapView<int> z) = views.Create(shape, _ => -1);
                (_, MemMapView<int> x) = views.Create(shape, i => (int)(i * 7919 % 1009));
                (_, MemMapView<int> values) = views.Create(views.Narrowed(shape), i => -10 - (int)i);
                (_, MemMapView<bool> truths) = views.Create(shape, i => i % 2 == 0);
                int[] xs = x.ToArray(), others = values.BroadcastTo(shape).ToArray();
                bool[] selected = [.. xs.Select(_ => true)];
                ReductionSource<int> some = x.Where(Predicate.GreaterThanOrEqual(int.MinValue));
                if (random.Next(2) == 0)
                {
                    MemMapView<bool> mask = masks.Of(shape, random);
                    byte[] bytes = MemoryMarshal.Cast<bool, byte>(mask.BroadcastTo(shape).ToArray()).ToArray();
                    selected = [.. selected.Zip(bytes, (one, other) => one && other != 0)];
                    some = some.Where(mask);
                }

                if (random.Next(2) == 0)
                {
                    int least = random.Next(-200, 1200);
                    selected = [.. selected.Zip(xs, (one, element) => one && element >= least)];
                    some = some.Where(Predicate.GreaterThanOrEqual(least));
                }

                if (random.Next(3) == 0)
                {
                    selected = [.. selected.Zip(xs, (one, element) => one && element % 3 == 0)];
                    some = some.Where(element => element % 3 == 0);
                }

                var options = new TransformOptions
                {
                    MaxDegreeOfParallelism = random.Next(1, 4),
                    UnitBytes = random.Next(1, 4000),
                    PieceBytes = random.Next(1, 1200),
                    ReadStrategy = (ReadStrategy)random.Next(4),
                };
                some.MaskTo(truths, options);
                Assert.Equal(selected, truths.ToArray());
                Assert.Equal(selected, some.Mask(options).ToArray());
                Assert.Equal(selected.Count(one => one), some.Replace(z, -5, options));
                Assert.Equal(xs.Select((element, i) => selected[i] ? -5 : element), z.ToArray());
                Assert.Equal(selected.Count(one => one), some.Replace(z, values, options));
                Assert.Equal(xs.Select((element, i) => selected[i] ? others[i] : element), z.ToArray());
                Assert.Equal(whole.Length - z.Length, whole.ToArray().Count(value => value == -1));
                if (random.Next(2) == 0)
                {
                    some.Replace(x, values, options);
                    Assert.Equal(z.ToArray(), x.ToArray());
                }
                else
                {
                    some.Replace(x, -5, options);
                    Assert.Equal(xs.Select((element, i) => selected[i] ? -5 : element), x.ToArray());
                }
            }, iter: Iterations.Of(100, 400));

    // All sizes of elements: those with vectors, larger ones, and one that is no power of 2. Around words of 64, and beyond blocks.
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(4096)]
    [InlineData(10_001)]
    public void Replace_EveryElementSize_IsALoop(int count)
    {
        Check(i => (byte)i, (byte)200);
        Check(i => (short)i, (short)-7);
        Check(i => (float)i, -7f);
        Check(i => (long)i << 20, -7L);
        Check(i => new Complex(i, -i), new Complex(-1, 9));
        Check(i => new Rgb((byte)i, 2, 3), new Rgb(9, 8, 7));
        Check(i => (BigEndian<double>)i, (BigEndian<double>)(-0.5));

        void Check<T>(Func<int, T> element, T value)
            where T : unmanaged
        {
            T[] elements = [.. Enumerable.Range(0, count).Select(element)];
            bool[] truths = [.. Enumerable.Range(0, count).Select(i => (i * 2654435761u & 4096) != 0)];
            MemMapView<T> x = NDArray.From(elements, count), z = NDArray.Create<T>(count), values = NDArray.From(elements.Reverse().ToArray(), count);
            ReductionSource<T> some = x.Where(NDArray.From(truths, count));
            some.Replace(z, value);
            Assert.Equal(elements.Select((own, i) => truths[i] ? value : own), z.ToArray());
            some.Replace(z, values);
            Assert.Equal(elements.Select((own, i) => truths[i] ? elements[^(i + 1)] : own), z.ToArray());
            Assert.Equal(truths, some.Mask().ToArray());
        }
    }

    // What is not replaced keeps its bits, such as those of a NaN.
    [Fact]
    public void Replace_NaNs_KeepsAllOtherBits()
    {
        const uint Signaling = 0x7F80_0001, Negative = 0xFFC0_1234;
        uint[] bits = [.. Enumerable.Range(0, 1000).Select(i => i % 3 == 0 ? Signaling : i % 3 == 1 ? Negative : 0x8000_0000)];
        MemMapView<float> x = NDArray.From(MemoryMarshal.Cast<uint, float>(bits), 1000), z = NDArray.Create<float>(1000);
        x.Where(Predicate.EqualTo(0f)).Replace(z, 1f);
        Assert.Equal(bits.Select(each => each == 0x8000_0000 ? 0x3F80_0000 : each), z.Cast<uint>().ToArray());
        x.Where(Predicate.IsNaN<float>()).Replace(x, 2f);
        Assert.Equal(bits.Select(each => each == 0x8000_0000 ? each : 0x4000_0000), x.Cast<uint>().ToArray());
    }

    [Theory]
    [InlineData(ReadStrategy.Mapped)]
    [InlineData(ReadStrategy.Buffered)]
    public void Replace_NothingInPlace_WritesNothing(ReadStrategy strategy)
    {
        string path = _folder.Write([.. Enumerable.Range(0, 3_000_000)]);
        DateTime before = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, before);
        var options = new TransformOptions { ReadStrategy = strategy };
        using (MemMapArray<int> x = MemMapArray.Open<int>(path, mode: MemMapMode.ReadWrite))
        {
            Assert.Equal(0, x.Where(Predicate.LessThan(0)).Replace(x, 0, options));
            x.Flush();
            Assert.Equal(before, File.GetLastWriteTimeUtc(path));
            Assert.Equal(1, x.Where(Predicate.EqualTo(2_000_000)).Replace(x, -1, options));
            Assert.Equal((-1, 1_999_999L + 2_000_001L), (x[2_000_000], x[1_999_999] + (long)x[2_000_001]));
        }

        Assert.NotEqual(before, File.GetLastWriteTimeUtc(path));
        using MemMapArray<int> after = MemMapArray.Open<int>(path);
        Assert.Equal(Enumerable.Range(0, 3_000_000).Select(i => i == 2_000_000 ? -1 : i), after.ToArray());
    }

    [Fact]
    public void Replace_WithoutWhere_IsRefused()
    {
        MemMapView<float> x = NDArray.Full(5, 2f);
        ArgumentException exception = Assert.Throws<ArgumentException>("x", () => x.Replace(x, 0f));
        Assert.Contains("Where(Predicate", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("x", () => x.Mask());
        Assert.Throws<ArgumentException>("x", () => x.ReplaceToNpy(_folder.File("new.npy"), x));
        Assert.Throws<ArgumentException>("values", () => x.Where(v => v > 1).Replace(x, x.Where(v => v > 1)));
        Assert.Empty(Directory.GetFiles(_folder.Path));
        Assert.Equal(10, x.Sum());
    }

    [Fact]
    public void Replace_WrongShapeOrPlace_IsRefusedAndNothingIsWritten()
    {
        using MemMapArray<float> x = MemMapArray.Create<float>(_folder.File(), (4, 5));
        ReductionSource<float> zeros = x.Where(Predicate.EqualTo(0f));
        Assert.Throws<ArgumentException>("x", () => zeros.Replace(NDArray.Create<float>((5, 4)), 1f));
        Assert.Throws<ArgumentException>("values", () => zeros.Replace(x, NDArray.Create<float>(4)));
        Assert.Throws<ArgumentException>(() => zeros.Replace(x.Flip(0), 1f));
        using MemMapArray<float> readOnly = MemMapArray.Open<float>(_folder.File(), (4, 5));
        Assert.Throws<NotSupportedException>(() => zeros.Replace(readOnly, 1f));
        Assert.Throws<ArgumentNullException>("z", () => zeros.Replace(null!, 1f));
        Assert.Throws<ArgumentNullException>("x", () => ((ReductionSource<float>)null!).Mask());
        Assert.Throws<ArgumentNullException>("values", () => zeros.Replace(x, (ReductionSource<float>)null!));
        Assert.Equal(0, x.Sum());
    }

    // A mask may be written where it is read.
    [Fact]
    public void MaskTo_OneOfTheMasks_IsInPlace()
    {
        MemMapView<bool> mask = NDArray.From([.. Enumerable.Range(0, 300).Select(i => i % 2 == 0)], 300);
        MemMapView<int> x = NDArray.From([.. Enumerable.Range(0, 300)], 300);
        x.Where(mask).Where(Predicate.LessThan(100)).MaskTo(mask);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => i % 2 == 0 && i < 100), mask.ToArray());
    }

    [Fact]
    public void ReplaceToNpyAndMaskToNpy_FOrder_KeepItAndMayReplaceTheSource()
    {
        string path = _folder.File("x.npy"), other = _folder.File("mask.npy");
        NDArray.From([.. Enumerable.Range(0, 12)], (4, 3)).Transpose().SaveNpy(path);
        using (MemMapArray<int> x = MemMapArray.OpenNpy<int>(path))
        {
            Assert.Equal((3, 4), x.Shape);
            x.Where(Predicate.GreaterThan(8)).MaskToNpy(other);
            Assert.Equal(3, x.Where(Predicate.GreaterThan(8)).ReplaceToNpy(path, NDArray.From<int>([-1, -2, -3], (3, 1))));
            Assert.Equal(11, x.Max());
        }

        using MemMapArray<int> replaced = MemMapArray.OpenNpy<int>(path);
        using MemMapArray<bool> mask = MemMapArray.OpenNpy<bool>(other);
        Assert.Equal([0, 3, 6, -1, 1, 4, 7, -2, 2, 5, 8, -3], replaced.ToArray());
        Assert.Equal(3, mask.CountNonZero());
        Assert.Equal((4, 12), (replaced.Strides[1] / 3, replaced.Strides[1]));
        replaced.Where(Predicate.LessThan(0)).ReplaceToNpy(path, 100);
        using MemMapArray<int> again = MemMapArray.OpenNpy<int>(path);
        Assert.Equal(336, again.Where(_ => true).Sum());
    }

    [Fact]
    public void Replace_Shards_IsThatOfTheirElements()
    {
        string folder = _folder.File("shards");
        using (ShardWriter<double> writer = MemMapShards.Create<double>(folder, rowShape: 3))
        {
            writer.Append(NDArray.From([1, double.NaN, 3, 4, 5, double.NaN], (2, 3)));
            writer.Append(NDArray.From([7, 8, double.NaN], (1, 3)));
            writer.Commit();
        }

        using MemMapShards<double> x = MemMapShards.Open<double>(folder);
        NDArray<double> z = NDArray.Create<double>((3, 3));
        x.Where(Predicate.IsNaN<double>()).Replace(z, x.Mean(0, options: new() { SkipNaN = true }));
        Assert.Equal([1, 6.5, 3, 4, 5, 3, 7, 8, 3], z.ToArray());
    }

    [Fact]
    public void Replace_CodeThatThrows_IsThrown()
    {
        MemMapView<int> x = NDArray.From([.. Enumerable.Range(0, 100_000)], 100_000);
        Assert.Throws<InvalidTimeZoneException>(() => x.Where(v => v < 77_777 ? false : throw new InvalidTimeZoneException()).Replace(x, 0));
        Assert.Equal(Enumerable.Range(0, 100_000), x.ToArray());
    }

    private readonly record struct Rgb(byte Red, byte Green, byte Blue);
}
