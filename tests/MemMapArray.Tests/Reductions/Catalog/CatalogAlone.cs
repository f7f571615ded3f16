using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Tests that change the catalog of the process: nothing that asks for its names runs meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CatalogAlone
{
    public const string Name = "Catalog";
}
