using System;
using System.IO;
using System.Linq;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Transforming;

/// <summary>Transforms beside loops: layouts, sources, places, and what is refused.</summary>
public sealed class TransformTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Small pieces and units, so that there are many of both.
    [Fact]
    public void Transform_AnyLayouts_IsALoop() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 5], Gen.Int[1, 3]).Sample(
            (seed, rank, threads) =>
            {
                using var folder = new TemporaryFolder();
                var random = new Random(seed);
                using var views = new RandomViews(folder, random);
                long[] shape = [.. Enumerable.Range(0, rank).Select(_ => random.Next(20) == 0 ? 0L : random.Next(rank < 3 ? 60 : 8) + 1)];
                (MemMapArray<long> target, MemMapView<long> z) = views.Create(shape, _ => -1L);
                (_, MemMapView<int> w) = views.Create(views.Narrowed(shape), i => (int)i + 1);
                (_, MemMapView<double> x) = views.Create(views.Narrowed(shape), i => (double)i * 7);
                (_, MemMapView<short> y) = views.Create(views.Narrowed(shape), i => (short)(i % 1000));
                var options = new TransformOptions
                {
                    MaxDegreeOfParallelism = threads,
                    UnitBytes = random.Next(1, 4000),
                    PieceBytes = random.Next(1, 1200),
                    ReadStrategy = (ReadStrategy)random.Next(4),
                };
                w.Transform(x, y, z, static (ws, xs, ys, zs) =>
                {
                    Assert.True(ws.Length == xs.Length && ws.Length == ys.Length && ws.Length == zs.Length && zs.Length is > 0 and <= 4096);
                    for (int i = 0; i < zs.Length; i++)
                    {
                        zs[i] = (ws[i] * 1_000_000L) + ((long)xs[i] * 1000) + ys[i];
                    }
                }, options);

                int[] ws = w.BroadcastTo(shape).ToArray();
                double[] xs = x.BroadcastTo(shape).ToArray();
                short[] ys = y.BroadcastTo(shape).ToArray();
                Assert.Equal(ws.Select((value, i) => (value * 1_000_000L) + ((long)xs[i] * 1000) + ys[i]), z.ToArray());
                Assert.Equal(target.Length - z.Length, target.ToArray().Count(value => value == -1));
            }, iter: Iterations.Of(150, 500));

    [Fact]
    public void Transform_InPlaceOfAnyLayout_IsALoop() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 5]).Sample(
            (seed, rank) =>
            {
                using var folder = new TemporaryFolder();
                var random = new Random(seed);
                using var views = new RandomViews(folder, random);
                long[] shape = [.. Enumerable.Range(0, rank).Select(_ => random.Next(rank < 3 ? 60 : 8) + 1L)];
                (_, MemMapView<int> z) = views.Create(shape, i => (int)i);
                (_, MemMapView<int> y) = views.Create(views.Narrowed(shape), i => (int)i * 3);
                int[] before = z.ToArray(), ys = y.BroadcastTo(shape).ToArray();
                z.Transform(y, z, static (xs, ys, zs) =>
                {
                    for (int i = 0; i < zs.Length; i++)
                    {
                        zs[i] = (xs[i] * 2) - ys[i];
                    }
                }, new TransformOptions { UnitBytes = random.Next(1, 4000), PieceBytes = random.Next(1, 1200), ReadStrategy = (ReadStrategy)random.Next(4) });
                Assert.Equal(before.Select((value, i) => (value * 2) - ys[i]), z.ToArray());
            }, iter: Iterations.Of(80, 250));

    // Rows as long as a block, around it, and beyond it; with a row, a column and one element beside them.
    [Theory]
    [InlineData(1)]
    [InlineData(784)]
    [InlineData(2048)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(10_000)]
    [InlineData(70_000)]
    public void Transform_RowsOfEveryLength_BroadcastsRowColumnAndElement(int columns)
    {
        int rows = (200_000 / columns) + 3;
        using MemMapArray<float> x = MemMapArray.Open<float>(_folder.Write([.. Enumerable.Range(0, rows * columns).Select(i => (float)(i % 1013))]), (rows, columns));
        using MemMapArray<float> row = MemMapArray.Open<float>(_folder.Write([.. Enumerable.Range(0, columns).Select(i => (float)i)], name: "row.bin"), columns);
        using MemMapArray<float> column = MemMapArray.Open<float>(_folder.Write([.. Enumerable.Range(0, rows).Select(i => i * 0.25f)], name: "column.bin"), (rows, 1));
        using MemMapArray<float> z = MemMapArray.Create<float>(_folder.File("z.bin"), (rows, columns));
        x.Transform(row, column, z, static (xs, rows, columns, zs) =>
        {
            for (int i = 0; i < zs.Length; i++)
            {
                zs[i] = xs[i] + (rows[i] * 2) - columns[i];
            }
        });
        Assert.Equal(Enumerable.Range(0, rows * columns).Select(i => (float)(i % 1013) + ((i % columns) * 2f) - (i / columns * 0.25f)), z.ToArray());
        x.Transform(row[^1..], z, static (xs, ones, zs) =>
        {
            for (int i = 0; i < zs.Length; i++)
            {
                zs[i] = xs[i] * ones[i];
            }
        });
        Assert.Equal(Enumerable.Range(0, rows * columns).Select(i => (float)(i % 1013) * (columns - 1)), z.ToArray());
    }

    [Theory]
    [InlineData(MemMapMode.ReadWrite)]
    [InlineData(MemMapMode.CopyOnWrite)]
    public void Transform_EveryWritableMode_WritesWhereItWrites(MemMapMode mode)
    {
        string path = _folder.Write([.. Enumerable.Range(0, 100_000)]);
        byte[] before = File.ReadAllBytes(path);
        using (MemMapArray<int> array = MemMapArray.Open<int>(path, mode))
        {
            array[0] = 5;
            array.Transform(array, Twice);
            array.Transform(array, Twice);
            Assert.Equal((20, 4 * 99_999), (array[0], array[^1]));
        }

        Assert.Equal(mode == MemMapMode.CopyOnWrite, before.AsSpan().SequenceEqual(File.ReadAllBytes(path)));
    }

    [Fact]
    public void Transform_Shards_IsTheTransformOfTheRows()
    {
        using (ShardWriter<int> writer = MemMapShards.Create<int>(_folder.File("shards"), 30, new ShardWriterOptions { RowsPerShard = 110 }))
        {
            for (int shard = 0; shard < 4; shard++)
            {
                writer.Append([.. Enumerable.Range(shard * 3000, 3000)]);
            }

            writer.Commit();
        }

        using MemMapShards<int> shards = MemMapShards.Open<int>(_folder.File("shards"));
        using MemMapArray<int> z = MemMapArray.Create<int>(_folder.File(), (400, 30));
        foreach (ReadStrategy strategy in Enum.GetValues<ReadStrategy>())
        {
            z.Fill(0);
            shards.Transform(z, Twice, new TransformOptions { ReadStrategy = strategy, PieceBytes = 5000, UnitBytes = 20_000 });
            Assert.Equal(Enumerable.Range(0, 12_000).Select(i => 2 * i), z.ToArray());
            shards[50..350].Transform(z[..300].Flip(1), Twice);
            Assert.Equal(2 * ((50 * 30) + 29), z[0, 0]);
        }
    }

    [Fact]
    public void Transform_NoElements_CallsNothing()
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), (0, 5));
        array.Transform(array, static (_, _) => throw new InvalidTimeZoneException());
        Assert.Throws<ArgumentException>(() => array.Transform(array.Transpose(), static (_, _) => throw new InvalidTimeZoneException()));
    }

    [Fact]
    public void Transform_OverlapThatIsNotTheSamePlace_IsRefusedAndChangesNothing()
    {
        string path = _folder.Write([.. Enumerable.Range(0, 100)]);
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (10, 10), MemMapMode.ReadWrite);
        using MemMapArray<int> again = MemMapArray.Open<int>(path, (10, 10), MemMapMode.ReadWrite);
        foreach ((MemMapView<int> x, MemMapView<int> z) in new (MemMapView<int>, MemMapView<int>)[]
        {
            (array[..9], array[1..]), (array.Transpose(), array), (array.Flip(0), array), (array[0, ..], array), (array[.., ..5], array[.., 4..9]), (again[..9], array[1..]),
        })
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(() => x.Transform(z, Twice));
            Assert.Contains(path, exception.Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => array.Cast<short>()[.., ..x.Shape.Span.Length].ConvertTo(array[.., ..x.Shape.Span.Length], Conversion.Checked));
        }

        Assert.Equal(Enumerable.Range(0, 100), array.ToArray());
        again.Transform(array, Twice);
        array.Cast<float>().Transform(array, static (xs, zs) => System.Runtime.InteropServices.MemoryMarshal.Cast<float, int>(xs).CopyTo(zs));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => 2 * i), array.ToArray());
    }

    [Fact]
    public void Transform_WrongArguments_Throw()
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write(new int[20]), (4, 5), MemMapMode.ReadWrite);
        using MemMapArray<int> readOnly = MemMapArray.Open<int>(_folder.Write(new int[20], name: "other.bin"), (4, 5));
        Assert.Throws<NotSupportedException>(() => array.Transform(readOnly, Twice));
        Assert.Throws<NotSupportedException>(() => readOnly.Transform(array[0, ..].BroadcastTo((4, 5)), Twice));
        ArgumentException shapes = Assert.Throws<ArgumentException>(() => readOnly.Transform(array.Transpose(), Twice));
        Assert.Contains("(4, 5)", shapes.Message, StringComparison.Ordinal);
        Assert.Equal("x", shapes.ParamName);
        Assert.Throws<ArgumentException>(() => readOnly.Transform(array[0, ..], Twice));
        Assert.Throws<ArgumentNullException>(() => readOnly.Transform<int, int>(array, null!));
        Assert.Throws<ArgumentNullException>(() => readOnly.Transform<int, int>(null!, Twice));
        Assert.Equal("x", Assert.Throws<ArgumentNullException>(() => MemMapTransforms.Transform<int, int>(null!, array, Twice)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => readOnly.Transform(array, Twice, new TransformOptions { MaxDegreeOfParallelism = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => readOnly.Transform(array, Twice, new TransformOptions { ReadStrategy = (ReadStrategy)9 }));
    }

    [Fact]
    public void Transform_UnalignedOffset_GivesAlignedSpans()
    {
        string path = _folder.Write([.. Enumerable.Range(0, 50_000).Select(i => (long)i)], offset: 3);
        using MemMapArray<long> x = MemMapArray.Open<long>(path, new MemMapOptions { Offset = 3 });
        using MemMapArray<long> z = MemMapArray.Create<long>(_folder.File("z.bin"), 50_000, new MemMapOptions { Offset = 5 });
        x.Transform(z, static (xs, zs) =>
        {
            Assert.True(IsAligned(xs) && IsAligned<long>(zs));
            xs.CopyTo(zs);
        });
        Assert.Equal(x.ToArray(), z.ToArray());

        static unsafe bool IsAligned<T>(ReadOnlySpan<T> span)
            where T : unmanaged
        {
            fixed (T* first = span)
            {
                return (nint)first % sizeof(T) == 0;
            }
        }
    }

    private static void Twice(ReadOnlySpan<int> xs, Span<int> zs)
    {
        for (int i = 0; i < zs.Length; i++)
        {
            zs[i] = 2 * xs[i];
        }
    }
}
