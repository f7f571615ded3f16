using System;
using System.Collections.Generic;
using MemMap.Tool.Elements;

namespace MemMap.Tool.Containers;

/// <summary>An array that is open, of one file or of many.</summary>
internal abstract class OpenedArray<T> : IDisposable
    where T : unmanaged
{
    public abstract Shape Shape { get; }

    /// <summary>F where the elements lie so in the file and not in C order, as NumPy saves arrays.</summary>
    public abstract MemMapOrder Order { get; }

    /// <summary>What reductions take.</summary>
    /// <exception cref="UsageException">The slice is none that can be reduced in place.</exception>
    public abstract ReductionSource<T> Elements { get; }

    /// <summary>Views that make up the array, one after the other along axis 0. Each is open until the next is asked for.</summary>
    public abstract IEnumerable<ArrayPart<T>> Parts();

    /// <summary>A part of the array, which takes the place of it: this one is not to be disposed any more.</summary>
    public abstract OpenedArray<T> Sliced(AxisSlice[] slices);

    /// <summary>The same for what somebody wrote; all of it for <see langword="null"/>.</summary>
    public OpenedArray<T> Sliced(string? text) => text is null ? this : Sliced(SliceText.Parse(text, Shape));

    public abstract void Dispose();
}
