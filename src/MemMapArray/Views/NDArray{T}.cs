using System;
using System.Diagnostics;
using MemMap.Mapping;
using MemMap.Views;

namespace MemMap;

/// <summary>
/// An array in memory, in C order: the results of a reduction along axes, or your own numbers (<see cref="NDArray"/> makes them). It is a
/// view like those of files: it can be sliced, reshaped, written to, reduced, saved and printed in the same way.
/// </summary>
/// <typeparam name="T">The element type: any type without references in it.</typeparam>
/// <remarks>
/// <para>Its memory is an ordinary .NET array, which the collector takes care of: there is nothing to dispose, views, spans and references
/// keep the memory alive, and no member throws <see cref="ObjectDisposedException"/>. Flush and Prefetch do nothing.</para>
/// <para>It has as many elements as an array of .NET can have, <c>Array.MaxLength</c>.</para>
/// </remarks>
/// <example><code>
/// NDArray&lt;double&gt; means = array.Mean(axis: 0);
/// means[..3].SaveNpy(path);    // a.mean(0)[:3]
/// </code></example>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
[DebuggerTypeProxy(typeof(MemMapViewDebugView<>))]
public sealed unsafe class NDArray<T> : MemMapView<T>
    where T : unmanaged
{
    /// <summary>Makes an array of elements that nobody else has.</summary>
    internal NDArray(ReadOnlySpan<long> lengths, T[] elements)
        : this(Layout.Create(lengths, MemMapOrder.C, 0, sizeof(T)), elements)
    {
    }

    /// <summary>Makes an array of elements that nobody else has.</summary>
    internal NDArray(Layout layout, T[] elements)
        : this(MemoryRegion.Of(elements), layout)
    {
    }

    internal NDArray(Region region, Layout layout)
        : base(new Window(region, layout))
    {
    }
}
