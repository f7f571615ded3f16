using System.Threading.Tasks;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Three silos for all tests that kill none.</summary>
public sealed class ThreeSilos : IAsyncLifetime
{
    public const string Name = "three silos";

    public ClusterOfSilos Silos { get; private set; } = null!;

    public async Task InitializeAsync() => Silos = await ClusterOfSilos.StartAsync(3);

    public async Task DisposeAsync() => await Silos.DisposeAsync();
}

/// <summary>Tests that share them.</summary>
[CollectionDefinition(ThreeSilos.Name)]
#pragma warning disable CA1711 // What xunit calls it.
public sealed class ThreeSilosCollection : ICollectionFixture<ThreeSilos>;
#pragma warning restore CA1711
