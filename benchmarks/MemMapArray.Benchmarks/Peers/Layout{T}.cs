using System;
using System.Collections.Generic;

namespace MemMap.Benchmarks.Peers;

/// <summary>How the elements of the file become an array.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Name">Its name in the table.</param>
/// <param name="Order">The order of the array (rows, 1000) that the file is opened as.</param>
/// <param name="View">What is made of that array.</param>
/// <param name="NumPy">The same in NumPy, of an array <c>a</c>.</param>
/// <param name="Axes">Length and step of each axis, in elements, of so many rows.</param>
internal sealed record Layout<T>(
    string Name, MemMapOrder Order, Func<MemMapView<T>, MemMapView<T>> View, string NumPy, Func<long, IReadOnlyList<Axis>> Axes)
    where T : unmanaged
{
    /// <summary>How many elements a row has, of a layout that is row by row in the order of the file; null of others.</summary>
    public int? RowLength { get; init; }

    /// <summary>The most rows of the file that are taken: where there are so many results that they would fill the memory.</summary>
    public long MostRows { get; init; } = long.MaxValue;
}
