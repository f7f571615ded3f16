using System;

namespace MemMap.Reductions.Finishing;

/// <summary>The smallest or the largest element, as sources store it.</summary>
internal readonly unsafe struct AsExtreme<TStored, T, TSide> : IFinish<ExtremeState<T, TSide>, TStored>, IFinishOfNone<TStored>
    where TStored : unmanaged
    where T : unmanaged
    where TSide : struct, ISide
{
    public TStored Finish(ExtremeState<T, TSide> state, byte* states, int column, int columns, long count) =>
        Element.ToStored<TStored, T>(Element.Canonical(((T*)states)[column]));

    public TStored FinishEmpty() => throw new InvalidOperationException($"There is no {default(TSide).Name} of no elements.");

    public TStored FinishNone() => Element.IsFloatingPoint<T>() ? Element.ToStored<TStored, T>(Element.NaN<T>()) : FinishEmpty();
}

/// <summary>The smallest and the largest element, as sources store them.</summary>
internal readonly unsafe struct AsExtremes<TStored, T>
    : IFinish<ExtremesState<T>, (TStored Min, TStored Max)>, IFinishOfNone<(TStored Min, TStored Max)>
    where TStored : unmanaged
    where T : unmanaged
{
    public (TStored Min, TStored Max) Finish(ExtremesState<T> state, byte* states, int column, int columns, long count) =>
        (Element.ToStored<TStored, T>(Element.Canonical(((T*)states)[column])),
            Element.ToStored<TStored, T>(Element.Canonical(((T*)states)[columns + column])));

    public (TStored Min, TStored Max) FinishEmpty() =>
        throw new InvalidOperationException("There is no minimum and no maximum of no elements.");

    public (TStored Min, TStored Max) FinishNone()
    {
        if (!Element.IsFloatingPoint<T>())
        {
            return FinishEmpty();
        }

        TStored nan = Element.ToStored<TStored, T>(Element.NaN<T>());
        return (nan, nan);
    }
}

/// <summary>The index of the smallest or the largest element.</summary>
internal readonly unsafe struct AsIndex<T, TSide> : IFinish<IndexState<T, TSide>, long>
    where T : unmanaged
    where TSide : struct, ISide
{
    public long Finish(IndexState<T, TSide> state, byte* states, int column, int columns, long count)
    {
        long index = ((long*)states)[column];
        return index >= 0 ? index
            : throw new InvalidOperationException(
                $"All {count} elements are NaN and left out: there is no index of a {default(TSide).Name}.");
    }

    public long FinishEmpty() => throw new InvalidOperationException($"There is no index of a {default(TSide).Name} of no elements.");
}
