using System;
using MemMap.Mapping;
using MemMap.Reductions.Engine;

namespace MemMap.Transforming;

/// <summary>A source of a transform, held open.</summary>
/// <param name="name">What the caller calls it.</param>
internal abstract class TransformSource(string name) : IDisposable
{
    public string Name => name;

    // Where there is only one, the caller calls it just that.
    private protected string What => Name == "source" ? "the source" : $"the source {Name}";

    /// <summary>Where its elements are, before they are broadcast.</summary>
    public abstract Layout Layout { get; }

    /// <summary>Opens a source.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">It is masked.</exception>
    /// <exception cref="ObjectDisposedException">Its array is disposed.</exception>
    public static TransformSource Open<T>(ReductionSource<T> source, string name, ReadStrategy strategy)
        where T : unmanaged
    {
        if (source is null)
        {
            throw new ArgumentNullException(name);
        }

        return source.IsMasked
            ? throw new ArgumentException(
                $"The source{(name == "source" ? string.Empty : $" {name}")} leaves elements out (Where): it can be reduced or replaced, but there would be " +
                "nothing to write for those.",
                name)
            : new TransformSource<T>(name, source.OpenElements(strategy));
    }

    /// <summary>Opens a source of which some elements are selected.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">Nothing says which are.</exception>
    /// <exception cref="ObjectDisposedException">Its array is disposed.</exception>
    public static SelectedElements OpenSelected<T>(ReductionSource<T> source, string name, ReadStrategy strategy)
        where T : unmanaged
    {
        if (source is null)
        {
            throw new ArgumentNullException(name);
        }

        return source.IsMasked
            ? (SelectedElements)source.OpenElements(strategy)
            : throw new ArgumentException(
                $"Nothing says which elements of the source {name} are meant: Where does, as in x.Where(Predicate.IsNaN<float>()).", name);
    }

    /// <summary>Looks whether it may be read while some elements of a region are written: it has no bytes of them, or each of its elements
    /// lies where that of the same index does.</summary>
    /// <param name="region">The region.</param>
    /// <param name="target">The elements that are written.</param>
    /// <param name="own">Those of this source that are to lie there: all, or the first ones.</param>
    /// <returns>Whether they lie there.</returns>
    /// <exception cref="ArgumentException">It may not.</exception>
    public abstract bool IsAtPlaceOf(Region region, Layout target, Layout own);

    /// <summary>A way to its elements for one thread.</summary>
    public abstract SourceReader CreateReader(TransformPlan plan, OperandAxes axes);

    /// <summary>A way to boxes of its elements as numbers of a type, for one thread.</summary>
    /// <typeparam name="TNumber">The type of the numbers: wide enough for every element.</typeparam>
    /// <param name="strides">The strides of a box, in bytes.</param>
    public abstract BoxReader<TNumber> CreateBoxReader<TNumber>(ReadOnlySpan<long> strides)
        where TNumber : unmanaged;

    public abstract void Dispose();
}

/// <summary>A source of elements of a type.</summary>
internal sealed class TransformSource<T>(string name, ElementSource elements) : TransformSource(name)
    where T : unmanaged
{
    public override Layout Layout => elements.Layout;

    public override bool IsAtPlaceOf(Region region, Layout target, Layout own)
    {
        if (!elements.Shares(region, target))
        {
            return false;
        }

        // The bytes of shards are counted from the first of all: they are never at the same place.
        return elements is FileElements or MemoryElements && own.IsSamePlaceAs(target) ? true : throw new ArgumentException(
            $"The destination shares bytes{(region is MappedRegion mapped ? $" of '{mapped.File.FullPath}'" : string.Empty)} with {What} " +
            "and is not exactly at its place: elements would be read after they were written. Write to another file, or to exactly " +
            "the source.");
    }

    public override SourceReader CreateReader(TransformPlan plan, OperandAxes axes) =>
        new SourceReader<T>(elements.CreateReader(), plan, axes);

    public override BoxReader<TNumber> CreateBoxReader<TNumber>(ReadOnlySpan<long> strides) =>
        new BoxReader<T, TNumber>(elements.CreateReader(), strides);

    public override void Dispose() => elements.Dispose();
}
