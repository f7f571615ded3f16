namespace MemMap.CallSites;

/// <summary>Transforms and conversions.</summary>
public static class Transforms
{
    public static void Views(MemMapArray<float> array, MemMapView<float> view, MemMapView<double> doubles, ReductionSource<int> source, TransformOptions options)
    {
        array.Transform(view, (xs, zs) => xs.CopyTo(zs));
        array.Transform(array, static (xs, zs) => xs.CopyTo(zs), options);
        view.Transform(source, doubles, static (xs, ys, zs) => zs[0] = xs[0] + ys[0]);
        view.Transform(array, source, doubles, static (ws, xs, ys, zs) => zs[0] = ws[0] + xs[0] + ys[0], options);
        MemMapTransforms.Transform(view, array, Copy);
        array.ConvertTo(doubles, Conversion.Checked);
        source.ConvertTo(view, Conversion.Saturating, options);
    }

    public static NDArray<bool> Replacements(MemMapArray<float> array, MemMapView<byte> bytes, MemMapView<bool> mask, ReductionSource<BigEndian<int>> log, MemMapView<BigEndian<int>> view, TransformOptions options, string path)
    {
        array.Where(Predicate.IsNaN<float>()).Replace(array, 0);
        array.Where(mask).Replace(array, array.Mean(0).Convert<double, float>(Conversion.Saturating));
        array.Where(mask).Where(v => v > 3).Replace(array, array[0, ..], options);
        bytes.Where(b => b > 3).Replace<byte>(bytes, 0);
        bytes.Where(Predicate.EqualTo<byte>(255)).Replace(bytes, (byte)0);
        log.Where(v => v < 0).Replace(view, 0, options);
        log.Where(mask).MaskTo(mask);
        array.Where(mask).ReplaceToNpy(path, 1.5f);
        array.Where(mask).ReplaceToNpy(path, array[0, ..], options);
        array.Where(float.IsNaN).MaskToNpy(path, options);
        return array[.., 3].Where(Predicate.GreaterThan(30f)).Mask();
    }

    public static void Files(MemMapArray<float> array, ReductionSource<int> source, TransformOptions options, string path)
    {
        array.TransformToNpy<float, float>(path, static (xs, zs) => xs.CopyTo(zs));
        array.TransformToNpy<float, int, double>(source, path, static (xs, ys, zs) => zs[0] = xs[0] + ys[0], options);
        array.TransformToNpy<float, int, float, double>(source, array, path, static (ws, xs, ys, zs) => zs[0] = ws[0] + xs[0] + ys[0]);
        source.ConvertToNpy<int, long>(path, Conversion.Checked, descr: "<M8[s]");
        array.ConvertToNpy<float, short>(path, Conversion.Truncating, options);
    }

    private static void Copy(System.ReadOnlySpan<float> xs, System.Span<float> zs) => xs.CopyTo(zs);
}
