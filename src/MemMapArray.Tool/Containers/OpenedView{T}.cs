using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Tool.Elements;

namespace MemMap.Tool.Containers;

/// <summary>An array of one file.</summary>
/// <param name="view">Its elements.</param>
/// <param name="owner">What is disposed with it.</param>
internal sealed class OpenedView<T>(MemMapView<T> view, IDisposable owner) : OpenedArray<T>
    where T : unmanaged
{
    public override Shape Shape => view.Shape;

    public override MemMapOrder Order => !view.IsContiguous && view.Transpose().IsContiguous ? MemMapOrder.F : MemMapOrder.C;

    public override ReductionSource<T> Elements => view;

    public override IEnumerable<ArrayPart<T>> Parts() => [new(0, view)];

    public override OpenedArray<T> Sliced(AxisSlice[] slices) =>
        new OpenedView<T>(view[(Slice[])[.. slices.Select(slice => slice.ToSlice())]], owner);

    public override void Dispose() => owner.Dispose();
}
