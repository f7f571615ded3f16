using System;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Reductions that silos were given.</summary>
[Collection(ThreeSilos.Name)]
public sealed class CustomReductionTests(ThreeSilos three)
{
    [Fact]
    public async Task ReduceAsync_ReductionThatSilosWereGiven_HasTheBitsOfOneMachine()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread("given");
        using (one)
        {
            Reduction<float, double> energy = Reduction.From(new SumOfSquares(), SumOfSquares.Name);
            Assert.Equal(one.Reduce(energy), await many.ReduceAsync(energy));
            Assert.Equal(one.Reduce(energy, 0).ToArray(), (await many.ReduceAsync(energy, [0])).ToArray());
            Assert.Equal(one.Reduce(energy, 1).ToArray(), (await many.ReduceAsync(energy, [1])).ToArray());
            ElementPredicate<float> large = Predicate.GreaterThan(0.5f);
            Assert.Equal(one.Where(large).Reduce(energy), await many.Where(large).ReduceAsync(energy));
            await Assert.ThrowsAsync<NotSupportedException>(() => many.ReduceAsync(energy, new ClusterReductionOptions { SkipNaN = true }));
        }
    }

    [Theory]
    [InlineData("mean")]
    [InlineData("entropy")]
    public async Task ReduceAsync_ReductionThatSilosWereNotGiven_SaysWhatTheyHave(string name)
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread("not-given-" + name);
        using (one)
        {
            // A silo would take the first for its own.
            NotSupportedException exception =
                await Assert.ThrowsAsync<NotSupportedException>(() => many.ReduceAsync(Reduction.From(new SumOfSquares(), name)));
            Assert.Contains($"'{name}' of Single", exception.Message, StringComparison.Ordinal);
            Assert.Contains($"It has '{SumOfSquares.Name}' of Single", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AddMemMapReduction_WrongArguments_Throw()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.UseOrleans(silo =>
        {
            Assert.Throws<ArgumentException>(() => silo.AddMemMapReduction(Reduction.Mean<float>()));
            Assert.Throws<ArgumentNullException>(() => silo.AddMemMapReduction<float>(null!));
        });
    }

    private (MemMapArray<float> One, MemMapClusterArray<float> Many) Spread(string name)
    {
        MemMapArray<float> one = three.Silos.Array(name, (1000, 3), random => (float)random.NextDouble());
        ShardManifest manifest = three.Silos.Spread(name, one, 130, shard => [$"node{shard % 3}"]);
        return (one, three.Silos.Cluster.Client.OpenMemMapArray<float>(manifest, new ClusterArrayOptions { Folder = name }));
    }
}
