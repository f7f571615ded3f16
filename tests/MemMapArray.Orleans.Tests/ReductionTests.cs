using System;
using System.Numerics;
using System.Threading.Tasks;
using MemMap.Tests.Reductions;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>The results of a cluster have the bits of one machine.</summary>
[Collection(ThreeSilos.Name)]
public sealed class ReductionTests(ThreeSilos three)
{
    private const int Rows = 2500, Columns = 13;

    private readonly ClusterOfSilos _silos = three.Silos;

    [Fact]
    public Task ReduceAsync_Single_HasTheBitsOfOneMachine() => HasTheBits("f4", random => (float)((random.NextDouble() * 1e6) - 3e5));

    [Fact]
    public Task ReduceAsync_Double_HasTheBitsOfOneMachine() => HasTheBits("f8", random => Math.Exp(random.NextDouble() * 100));

    [Fact]
    public Task ReduceAsync_Int64_HasTheBitsOfOneMachine() => HasTheBits("i8", random => random.NextInt64());

    [Fact]
    public Task ReduceAsync_Half_HasTheBitsOfOneMachine() => HasTheBits("f2", random => (Half)(random.NextDouble() * 100));

    [Fact]
    public Task ReduceAsync_BFloat16_HasTheBitsOfOneMachine() => HasTheBits("bf2", random => (BFloat16)(random.NextDouble() * 100), descr: "|V2");

    [Fact]
    public Task ReduceAsync_BigEndian_HasTheBitsOfOneMachine() => HasTheBits("be", random => (BigEndian<int>)random.Next());

    [Fact]
    public async Task ReduceAsync_Complex_HasTheBitsOfOneMachine()
    {
        using MemMapArray<Complex> one = _silos.Array("c16", (Rows, 3), random => new Complex(random.NextDouble(), random.NextDouble()));
        MemMapClusterArray<Complex> many = Spread("c16", one);

        Assert.Equal(one.Sum(), await many.ReduceAsync(Reduction.ComplexSum()));
        Assert.Equal(one.Mean(), await many.ReduceAsync(Reduction.ComplexMean()));
    }

    [Fact]
    public async Task ReduceAsync_EveryNameOfTheCatalog_IsDoneBySilos()
    {
        using MemMapArray<int> one = _silos.Array("catalog", (Rows, 3), random => random.Next(-1000, 1000));
        MemMapClusterArray<int> many = Spread("catalog", one);
        foreach (string name in Reduction.Names<int>())
        {
            switch (Reduction.Parse<int>(CatalogReductions.TextOf(name, "1")))
            {
                case Reduction<int, double> reduction:
                    await Same(reduction);
                    break;
                case Reduction<int, long> reduction:
                    await Same(reduction);
                    break;
                case Reduction<int, int> reduction:
                    await Same(reduction);
                    break;
                case Reduction<int, bool> reduction:
                    await Same(reduction);
                    break;
                case Reduction<int, (int Min, int Max)> reduction:
                    await Same(reduction);
                    break;
                case Reduction<int, Moments> reduction:
                    await Same(reduction);
                    break;
                default:
                    Assert.Fail($"{name} has results of another type.");
                    break;
            }
        }

        async Task Same<TResult>(Reduction<int, TResult> reduction)
            where TResult : unmanaged
        {
            Assert.Equal(one.Reduce(reduction), await many.ReduceAsync(reduction));
            Assert.Equal(one.Reduce(reduction, 0).ToArray(), (await many.ReduceAsync(reduction, [0])).ToArray());
        }
    }

    [Fact]
    public async Task ReduceAsync_ReductionOfAKernelAndALine_IsDoneBySilos()
    {
        // Silos of this process read the same catalog.
        using var catalog = new CatalogWithSumOfSquares();
        using MemMapArray<short> one = _silos.Array("squares", (Rows, 3), random => (short)random.Next(-100, 100));
        MemMapClusterArray<short> many = Spread("squares", one);
        var squares = (Reduction<short, double>)Reduction.Parse<short>(CatalogWithSumOfSquares.Name);
        Assert.Equal(one.Reduce(squares), await many.ReduceAsync(squares));
        Assert.Equal(one.Reduce(squares, 0).ToArray(), (await many.ReduceAsync(squares, [0])).ToArray());
        Assert.Equal(one.Reduce(squares, 1).ToArray(), (await many.ReduceAsync(squares, [1])).ToArray());
    }

    [Fact]
    public async Task ReduceAsync_Boolean_HasTheBitsOfOneMachine()
    {
        using MemMapArray<bool> one = _silos.Array("b1", Rows, random => random.Next(2) == 1);
        MemMapClusterArray<bool> many = Spread("b1", one);

        Assert.Equal(one.CountNonZero(), await many.ReduceAsync(Reduction.CountNonZero<bool>()));
        Assert.Equal((one.Any(), one.All()), (await many.ReduceAsync(Reduction.Any<bool>()), await many.ReduceAsync(Reduction.All<bool>())));
    }

    [Fact]
    public async Task NamedReductions_OfAllAndOfAxes_HaveTheBitsOfOneMachine()
    {
        using MemMapArray<float> one = _silos.Array("named", (Rows, Columns), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Spread("named", one);

        Assert.Equal(one.Sum(), await many.SumAsync());
        Assert.Equal(one.Mean(), await many.MeanAsync());
        Assert.Equal(one.Var(ddof: 1), await many.VarAsync(ddof: 1));
        Assert.Equal(one.Std(ddof: 0.5), await many.StdAsync(ddof: 0.5));
        Assert.Equal(one.Min(), await many.MinAsync());
        Assert.Equal(one.Max(), await many.MaxAsync());
        Assert.Equal(one.MinMax(), await many.MinMaxAsync());
        Assert.Equal(one.Describe(), await many.DescribeAsync());
        foreach (int axis in (int[])[0, 1, -1])
        {
            Assert.Equal(one.Sum(axis).ToArray(), (await many.SumAsync(axis)).ToArray());
            Assert.Equal(one.Mean(axis).ToArray(), (await many.MeanAsync(axis)).ToArray());
            Assert.Equal(one.Var(axis, 1).ToArray(), (await many.VarAsync(axis, 1)).ToArray());
            Assert.Equal(one.Std(axis).ToArray(), (await many.StdAsync(axis)).ToArray());
            Assert.Equal(one.Min(axis).ToArray(), (await many.MinAsync(axis)).ToArray());
            Assert.Equal(one.Max(axis).ToArray(), (await many.MaxAsync(axis)).ToArray());
            Assert.Equal(one.MinMax(axis).ToArray(), (await many.MinMaxAsync(axis)).ToArray());
            Assert.Equal(one.Describe(axis).ToArray(), (await many.DescribeAsync(axis)).ToArray());
        }
    }

    [Fact]
    public async Task ReduceAsync_ThreeAxes_EachSetHasTheBitsOfOneMachine()
    {
        using MemMapArray<float> one = _silos.Array("cube", (600, 5, 7), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Spread("cube", one);
        foreach (int[] axes in (int[][])[[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2], []])
        {
            NDArray<double> expected = one.Mean(axes), found = await many.ReduceAsync(Reduction.Mean<float>(), axes);

            Assert.Equal(expected.Shape, found.Shape);
            Assert.Equal(expected.ToArray(), found.ToArray());
            found = await many.ReduceAsync(Reduction.Mean<float>(), axes, keepDims: true);
            Assert.Equal(one.Mean(axes, keepDims: true).Shape, found.Shape);
            Assert.Equal(expected.ToArray(), found.ToArray());
        }
    }

    [Fact]
    public async Task ReduceAsync_PartialsOfManyMessages_HaveTheBitsOfOneMachine()
    {
        // 60,000 columns: a state of a mean is 8 bytes and more, a message has 256 KiB at most. Rows kept: several pieces of 262,144 results.
        using MemMapArray<short> one = _silos.Array("wide rows", (12, 60_000), random => (short)random.Next());
        MemMapClusterArray<short> many = Spread("wide rows", one, rowsPerShard: 6);

        Assert.Equal(one.Describe(0).ToArray(), (await many.DescribeAsync(0)).ToArray());
        Assert.Equal(one.Mean([]).ToArray(), (await many.ReduceAsync(Reduction.Mean<short>(), [])).ToArray());
    }

    [Fact]
    public async Task ReduceAsync_NaN_PropagatesOrIsLeftOut()
    {
        using MemMapArray<float> one = _silos.Array("nan", (Rows, Columns), random => random.Next(100) == 0 ? float.NaN : (float)random.NextDouble());
        MemMapClusterArray<float> many = Spread("nan", one);

        Assert.True(double.IsNaN(await many.MeanAsync()));
        Assert.Equal(one.Std(options: new ReductionOptions { SkipNaN = true }), await many.StdAsync(options: new ClusterReductionOptions { SkipNaN = true }));
    }

    [Fact]
    public async Task StdAsync_Exactly_HasTheBitsOfOneMachine()
    {
        using MemMapArray<float> one = _silos.Array("exact", (Rows, Columns), random => (float)Math.Exp(20 * random.NextDouble()));
        MemMapClusterArray<float> many = Spread("exact", one);
        var exactly = new ReductionOptions { Exact = true };

        Assert.Equal(one.Std(options: exactly), await many.StdAsync(options: new ClusterReductionOptions { Exact = true }));
        Assert.Equal(one.Var(0, 1, options: exactly).ToArray(), (await many.VarAsync(0, 1, options: new ClusterReductionOptions { Exact = true })).ToArray());
        Assert.NotEqual(one.Var(0, options: exactly).ToArray(), one.Var(0).ToArray());
    }

    [Fact]
    public async Task ReduceAsync_NoRows_IsTheResultOfNoElements()
    {
        var manifest = new ShardManifest("<f4", (0, 3), []);
        MemMapClusterArray<float> many = _silos.Cluster.Client.OpenMemMapArray<float>(manifest);

        Assert.Equal(0, await many.SumAsync());
        Assert.True(double.IsNaN(await many.MeanAsync()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => many.MinAsync());
        Assert.Empty(await many.ReadRowsAsync(new RowRange(0, 0)));
    }

    [Fact]
    public async Task ReduceAsync_WrongArguments_ThrowBeforeAnyMessage()
    {
        using MemMapArray<float> one = _silos.Array("wrong", (10, 3), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Spread("wrong", one);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => many.MeanAsync(axis: 2));
        await Assert.ThrowsAsync<ArgumentException>(() => many.ReduceAsync(Reduction.Mean<float>(), [0, 0]));
        await Assert.ThrowsAsync<ArgumentException>(() => many.ReduceAvailableAsync(Reduction.Mean<float>(), [1]));
        Assert.Throws<ArgumentException>(() => _silos.Cluster.Client.OpenMemMapArray<double>(many.Manifest));
        Assert.Throws<NotSupportedException>(() => _silos.Cluster.Client.OpenMemMapArray<Vector2>(many.Manifest));
    }

    [Theory]
    [InlineData(0, 2500)]
    [InlineData(99, 2)]
    [InlineData(2499, 1)]
    [InlineData(700, 0)]
    [InlineData(123, 1999)]
    public async Task ReadRowsAsync_AcrossShards_HasTheElements(long start, long count)
    {
        string name = $"rows{start}-{count}";
        using MemMapArray<float> one = _silos.Array(name, (Rows, 300), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Spread(name, one);

        float[] found = await many.ReadRowsAsync(new RowRange(start, count));

        Assert.Equal(one[Slice.Range(start, start + count)].ToArray(), found);
    }

    [Fact]
    public async Task ReadRowsAsync_WrongArguments_Throw()
    {
        using MemMapArray<float> one = _silos.Array("few", (10, 3), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Spread("few", one);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => many.ReadRowsAsync(new RowRange(9, 2)));
        await Assert.ThrowsAsync<ArgumentException>(() => many.ReadRowsAsync(new RowRange(0, 2), new float[5]));
    }

    private async Task HasTheBits<T>(string name, Func<Random, T> next, string? descr = null)
        where T : unmanaged
    {
        using MemMapArray<T> one = _silos.Array(name, (Rows, Columns), next);
        MemMapClusterArray<T> many = Spread(name, one, descr: descr);

        Assert.Equal(one.Reduce(Reduction.Sum<T>()), await many.ReduceAsync(Reduction.Sum<T>()));
        Assert.Equal(one.Reduce(Reduction.Prod<T>()), await many.ReduceAsync(Reduction.Prod<T>()));
        Assert.Equal(one.Reduce(Reduction.Mean<T>()), await many.ReduceAsync(Reduction.Mean<T>()));
        Assert.Equal(one.Reduce(Reduction.Std<T>(1)), await many.ReduceAsync(Reduction.Std<T>(1)));
        Assert.Equal(one.Reduce(Reduction.Min<T>()), await many.ReduceAsync(Reduction.Min<T>()));
        Assert.Equal(one.Reduce(Reduction.MinMax<T>()), await many.ReduceAsync(Reduction.MinMax<T>()));
        Assert.Equal(one.Reduce(Reduction.ArgMin<T>()), await many.ReduceAsync(Reduction.ArgMin<T>()));
        Assert.Equal(one.Reduce(Reduction.ArgMax<T>()), await many.ReduceAsync(Reduction.ArgMax<T>()));
        Assert.Equal(one.Reduce(Reduction.CountNonZero<T>()), await many.ReduceAsync(Reduction.CountNonZero<T>()));
        Assert.Equal(one.Reduce(Reduction.Describe<T>()), await many.ReduceAsync(Reduction.Describe<T>()));
        Assert.Equal(one.Reduce(Reduction.Std<T>(), 0).ToArray(), (await many.ReduceAsync(Reduction.Std<T>(), [0])).ToArray());
    }

    // 100 rows of 13 columns are no whole blocks: partials have elements at their edges.
    private MemMapClusterArray<T> Spread<T>(string name, MemMapArray<T> one, long rowsPerShard = 100, string? descr = null)
        where T : unmanaged
    {
        ShardManifest manifest = _silos.Spread(name, one, rowsPerShard, shard => [$"node{shard % 3}"], descr);
        return _silos.Cluster.Client.OpenMemMapArray<T>(manifest, new ClusterArrayOptions { Folder = name });
    }
}
