using System;
using System.Collections.Concurrent;

namespace MemMap.Reductions.Catalog;

/// <summary>Every reduction there is, by its name: what the named methods, partials, clusters, tests and documents go by.</summary>
/// <param name="sets">What it is made of.</param>
internal sealed class ReductionCatalog(params IReductionSet[] sets)
{
    private readonly ConcurrentDictionary<Type, object> _byElementType = new();

    /// <summary>The catalog that <see cref="Reduction"/> reads: that of the library. Tests put one in its place that has reductions of
    /// their own as well.</summary>
    public static ReductionCatalog Current { get; set; } = new(new LibraryReductions());

    /// <summary>The reductions of one element type.</summary>
    public ElementCatalog<TStored> Of<TStored>()
        where TStored : unmanaged =>
        (ElementCatalog<TStored>)_byElementType.GetOrAdd(typeof(TStored), _ => Element.AsNumber(new Filling<TStored>(sets)));

    private sealed class Filling<TStored>(IReductionSet[] sets) : INumberVisitor<TStored, ElementCatalog<TStored>>
        where TStored : unmanaged
    {
        public ElementCatalog<TStored> Visit<T>()
            where T : unmanaged
        {
            var catalog = new ElementCatalog<TStored, T>();
            foreach (IReductionSet set in sets)
            {
                set.AddTo(catalog);
            }

            return catalog;
        }
    }
}

/// <summary>Some reductions, a line each.</summary>
internal interface IReductionSet
{
    /// <summary>Adds those of an element type.</summary>
    /// <typeparam name="TStored">The element type.</typeparam>
    /// <typeparam name="T">The same as kernels know it: with its bytes in the order of this machine, and <see langword="bool"/> as a
    /// byte.</typeparam>
    void AddTo<TStored, T>(ElementCatalog<TStored, T> catalog)
        where TStored : unmanaged
        where T : unmanaged;
}
