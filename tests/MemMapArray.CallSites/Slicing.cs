using System;

namespace MemMap.CallSites;

/// <summary>Slices and other views.</summary>
public static class Slicing
{
    public static MemMapView<float> Slices(MemMapView<float> a, int i, long n, Range range, Slice slice)
    {
        MemMapView<float> b = a[100..200];
        b = a[..];
        b = a[range];
        b = a[slice];
        b = a[^10..];
        b = a[..^10];
        b = a[(null, null, -1)];
        b = a[(0, 5)];
        b = a[(null, 5)];
        b = a[(^10, null)];
        b = a[(i, i + 5), (0, 5)];
        b = a[(0, 5), ..];
        b = a[3, (0, 5)];
        b = a[(0, 10, 2)];
        b = a[(^10, null, 2)];
        b = a[(i, null, 3)];
        b = a[100..200, 50..100];
        b = a[0, ..];
        b = a[.., 0];
        b = a[^1, ..];
        b = a[.., ^1];
        b = a[i, 1..];
        b = a[n, ..];
        b = a[.., (null, null, 2)];
        b = a[(0, 10, 2), (^10, null, 2)];
        b = a[1, (null, null, -1)];
        b = a[0, .., 1];
        b = a[.., i, 3..5] is { Rank: > 0 } c ? c : a[0, 1, ..];
        b = a[0, .., ^1, 5..];
        b = a[Slice.All, Slice.NewAxis];
        b = a[Slice.Ellipsis, 0];
        b = a[Slice.NewAxis, .., 3];
        b = a[Slice.At(n), Slice.Range(0, null, 2)];
        b = a[Slice.Range(-10, null)];
        ReadOnlySpan<Slice> slices = [0, Slice.All, ^1, 5..10, (null, null, 2), Slice.Ellipsis];
        b = a[slices];
#if PARAMS_SPAN
        b = a[0, .., ^1, 5..10, (null, null, 2)];
        b = a[.., .., .., .., ..];
#endif
        return b;
    }

    public static MemMapView<float> Views(MemMapView<float> a)
    {
        ReadOnlySpan<int> axes = [4, 3, 2, 1, 0];
        MemMapView<float> b = a.Transpose().Permute(1, 0).Permute(2, 0, 1).Permute(3, 2, 1, 0).Permute(axes);
#if PARAMS_SPAN
        b = b.Permute(4, 3, 2, 1, 0);
#endif
        b = b.Reshape((-1, 10)).Reshape(100).Reshape([2, 3, 4, 5, 6]).Reshape(new long[] { 6, 120 }).Reshape(a.Shape);
        b = b.Squeeze().Squeeze(0).ExpandDims(-1).BroadcastTo((5, 4, 3)).Flip(0);
        b = b.Cast<int>().Cast<float>();
        return a.Cast<Reading>().Field<float>(nameof(Reading.Value)).Field<float>(0) is { IsReadOnly: true } field ? field : b;
    }

    private readonly record struct Reading(long Time, float Value);
}
