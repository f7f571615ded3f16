using MemMap.Reductions.Selecting;

namespace MemMap;

/// <summary>A test of elements that is done on many at a time: what <see cref="Predicate"/> makes, for
/// <see cref="MemMapReductions.Where{T}(ReductionSource{T}, ElementPredicate{T})"/>. Immutable, for any number of arrays and
/// threads.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class ElementPredicate<T> : IElementPredicate
    where T : unmanaged
{
    private readonly IElementPredicate _predicate;
    private readonly string _text;

    internal ElementPredicate(IElementPredicate predicate, string text) => (_predicate, _text) = (predicate, text);

    /// <summary>What it tests.</summary>
    /// <returns>The text, such as <c>element > 0.5</c>.</returns>
    public override string ToString() => _text;

    /// <inheritdoc/>
    ElementTest<TKernel> IElementPredicate.CreateTest<TKernel>() => _predicate.CreateTest<TKernel>();
}
