using System;
using MemMap.Mapping;
using MemMap.Rows;
using MemMap.Views;

namespace MemMap;

/// <summary>Rows by their numbers or by a mask, and rows in batches, of every view and every array of shards. A row is all that is under
/// one index of axis 0.</summary>
public static unsafe partial class MemMapRows
{
    private static Window Destination<T>(MemMapView<T> destination)
        where T : unmanaged => (destination ?? throw new ArgumentNullException(nameof(destination))).WritableWindow();

    // Memory for as many rows, if one array can have them.
    private static T[] NewRows<T>(RowSource<T> source, long count, string instead)
        where T : unmanaged
    {
        long elements = source.ElementsOf(count);
        return elements <= MemMapView<T>.MaxArrayLength
            ? NewArray.Create<T>(elements)
            : throw new InvalidOperationException($"{count} rows of shape {Shape.Create(source.Lengths.Slice(1))} have more elements " +
                $"than a .NET array, {MemMapView<T>.MaxArrayLength}. Write them to a file: {instead}.");
    }
}
