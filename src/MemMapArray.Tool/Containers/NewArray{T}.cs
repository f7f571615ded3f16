using System.Threading;

namespace MemMap.Tool.Containers;

/// <summary>An array that is to be written: its shape and type, and who fills a place with it.</summary>
internal abstract class NewArray<T>
    where T : unmanaged
{
    public abstract Shape Shape { get; }

    public abstract MemMapOrder Order { get; }

    /// <summary>What files call the type, where <typeparamref name="T"/> does not say it: dates.</summary>
    public abstract string? Descr { get; }

    /// <summary>The elements, where they lie already as they are to be written.</summary>
    public abstract MemMapView<T>? AsItIs { get; }

    public abstract CancellationToken CancellationToken { get; }

    /// <summary>Writes all elements.</summary>
    public void Fill(MemMapView<T> destination) => Fill(destination, new RowRange(0, Shape.Rank == 0 ? 1 : Shape[0]));

    /// <summary>Writes some rows into a view of the same length.</summary>
    public abstract void Fill(MemMapView<T> destination, RowRange rows);
}
