using System;
using MemMap.Copying;
using MemMap.Mapping;
using MemMap.Views;

namespace MemMap.Rows;

/// <summary>
/// What is at some indexes of an axis, into a target of the same shape, but that the axis has as many elements. The axis is made the first,
/// and its indexes are rows. Where another axis is the slowest of the memory, its parts are taken one by one: all rows of a part are in the
/// cache, and threads have parts of their own.
/// </summary>
/// <remarks>
/// <code>
///   columns 0 and 3:    a b c d   \  one part       a d
///                       e f g h   /                 e h
///                       i j k l   \  the next       i l
///                       m n o p   /                 m p
/// </code>
/// </remarks>
internal static unsafe class AxisTaking
{
    // A part and what becomes of it stay in a second cache.
    private const long PartBytes = 1 << 19;

    /// <summary>Takes some indexes, which are in range.</summary>
    public static void Take<T>(MemMapView<T> view, int axis, ReadOnlySpan<long> indexes, MemMapView<T> target)
        where T : unmanaged
    {
        int slowest = Slowest(view.Window.Layout);
        if (slowest == axis || view.Length == 0 || HaveCommonBytes(view, target))
        {
            TakePart(view, axis, indexes, target);
            return;
        }

        // Memory of the caller's is not there for other threads.
        long[] numbers = indexes.ToArray();
        long length = view.Shape[slowest], some = Math.Max(1, PartBytes / (view.Length / length * sizeof(T)));
        WorkOnUnits.Run((length + some - 1) / some, Environment.ProcessorCount, unit =>
        {
            var slices = new Slice[view.Rank];
            slices.AsSpan().Fill(Slice.All);
            slices[slowest] = Slice.Range(unit * some, Math.Min(length, (unit + 1) * some));
            TakePart(view[slices], axis, numbers, target[slices]);
        });
    }

    /// <summary>Takes the indexes that a mask selects.</summary>
    public static void Compress<T>(MemMapView<T> view, int axis, RowMask mask, long count, MemMapView<T> target)
        where T : unmanaged
    {
        if (Slowest(view.Window.Layout) == axis)
        {
            Window window = First(target, axis).WritableWindow();
            using Lease lease = window.Region.Lease();
            RowCompressing.Compress(
                RowSource<T>.Of(First(view, axis), nameof(view)), mask, count, new StridedMemory(lease.Origin, window.Layout, window.Region));
            return;
        }

        long[] indexes = new long[count], some = new long[Math.Min(view.Shape[axis], RowCopy<T>.RowsAtOnce)];
        int done = 0;
        for (; mask.Next(some, out int found); done += found)
        {
            if (found > count - done)
            {
                throw RowCompressing.Changed(count);
            }

            some.AsSpan(0, found).CopyTo(indexes.AsSpan(done));
        }

        if (done < count)
        {
            throw RowCompressing.Changed(count);
        }

        Take(view, axis, indexes, target);
    }

    /// <summary>The view with an axis as the first.</summary>
    public static MemMapView<T> First<T>(MemMapView<T> view, int axis)
        where T : unmanaged
    {
        int[] axes = new int[view.Rank];
        for (int i = 0; i < axes.Length; i++)
        {
            axes[i] = i == 0 ? axis : i <= axis ? i - 1 : i;
        }

        return view.Permute(axes);
    }

    private static void TakePart<T>(MemMapView<T> view, int axis, ReadOnlySpan<long> indexes, MemMapView<T> target)
        where T : unmanaged
    {
        Window window = First(target, axis).WritableWindow();
        using Lease lease = window.Region.Lease();
        RowTaking.Take(
            RowSource<T>.Of(First(view, axis), nameof(view)), indexes, new StridedMemory(lease.Origin, window.Layout, window.Region));
    }

    private static bool HaveCommonBytes<T>(MemMapView<T> view, MemMapView<T> target)
        where T : unmanaged
    {
        Window window = target.WritableWindow();
        using Lease lease = window.Region.Lease();
        return new ViewRows<T>(view.OpenWindow()).HasBytesOf(new StridedMemory(lease.Origin, window.Layout, window.Region));
    }

    private static int Slowest(in Layout layout)
    {
        // An axis of one element says nothing by its stride.
        int slowest = 0;
        for (int axis = 1; axis < layout.Rank; axis++)
        {
            bool isSlower = Math.Abs(layout.Strides[axis]) > Math.Abs(layout.Strides[slowest]);
            slowest = layout.Lengths[axis] != 1 && (isSlower || layout.Lengths[slowest] == 1) ? axis : slowest;
        }

        return slowest;
    }
}
