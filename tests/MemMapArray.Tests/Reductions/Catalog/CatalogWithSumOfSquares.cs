using System;
using MemMap.Reductions.Catalog;
using MemMap.Reductions.Elements;
using MemMap.Reductions.Finishing;
using MemMap.Reductions.States;

namespace MemMap.Tests.Reductions;

/// <summary>A catalog with the reductions of the library and one line more, in the place of the library's until it is disposed.</summary>
internal sealed class CatalogWithSumOfSquares : IReductionSet, IDisposable
{
    public const string Name = "sum-of-squares";

    private readonly ReductionCatalog _before = ReductionCatalog.Current;

    public CatalogWithSumOfSquares()
    {
        ReductionCatalog.Current = new(new LibraryReductions(), this);
    }

    public void Dispose() => ReductionCatalog.Current = _before;

    public void AddTo<TStored, T>(ElementCatalog<TStored, T> catalog)
        where TStored : unmanaged
        where T : unmanaged =>
        catalog.Add(Name, ElementKinds.Numbers, name => ElementCatalog<TStored, T>.By<SumOfSquares<T>, SumState, AsSum<SumState>, double>(name, _ => default));
}
