using System;

namespace MemMap.Reductions.Selecting;

/// <summary>How an interval ends on one side.</summary>
internal enum Bound
{
    /// <summary>At the infinity, or the last number there is.</summary>
    None,

    /// <summary>At a value, which belongs to it.</summary>
    At,

    /// <summary>Above a value.</summary>
    Above,

    /// <summary>Below a value.</summary>
    Below,

    /// <summary>At the last number that is not infinite.</summary>
    Finite,
}

/// <summary>Makes the predicate of an interval of the numbers that elements are.</summary>
/// <typeparam name="TStored">The element type.</typeparam>
internal sealed class IntervalMaker<TStored>(TStored low, TStored high, Bound lower, Bound upper)
    : INumberVisitor<TStored, IElementPredicate>
    where TStored : unmanaged
{
    public IElementPredicate Visit<T>()
        where T : unmanaged
    {
        if ((Element.KindOf<T>() & ElementKinds.Numbers) == 0)
        {
            throw new NotSupportedException(
                $"Predicates compare numbers; {typeof(TStored).Name} is none. Where takes a function of the element as well.");
        }

        if (typeof(TStored) == typeof(bool))
        {
            throw new NotSupportedException("Predicates compare numbers. Elements that are bool are a mask of themselves: a.Where(a).");
        }

        T from = Low<T>(out bool hasLow), to = High<T>(out bool hasHigh);
        return hasLow && hasHigh
            ? new IntervalPredicate<TStored, T>(from, to)
            : new IntervalPredicate<TStored, T>(Interval.Greatest<T>(), Interval.Least<T>());
    }

    private T Low<T>(out bool exists)
        where T : unmanaged
    {
        T value = Element.FromStored<TStored, T>(low);
        exists = true;
        switch (lower)
        {
            case Bound.At:
                return value;
            case Bound.Above:
                exists = Interval.TryNext(value, out T next);
                return next;
            case Bound.Finite:
                return Interval.LeastFinite<T>();
            default:
                return Interval.Least<T>();
        }
    }

    private T High<T>(out bool exists)
        where T : unmanaged
    {
        T value = Element.FromStored<TStored, T>(high);
        exists = true;
        switch (upper)
        {
            case Bound.At:
                return value;
            case Bound.Below:
                exists = Interval.TryPrevious(value, out T previous);
                return previous;
            case Bound.Finite:
                return Interval.GreatestFinite<T>();
            default:
                return Interval.Greatest<T>();
        }
    }
}
