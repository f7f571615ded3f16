using System;
using MemMap.Transforming;

namespace MemMap;

/// <content>What <c>Where</c> selects, as a mask.</content>
public static partial class MemMapTransforms
{
    /// <summary>Tells of each element whether it is selected. NumPy's <c>x > 0.5</c>. O(Length) time, a byte of memory an
    /// element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The elements, and which are selected: what
    /// <see cref="MemMapReductions.Where{T}(ReductionSource{T}, ElementPredicate{T})"/> gives, of one or more masks, predicates and
    /// functions.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <returns>The mask, of the shape of the elements.</returns>
    /// <exception cref="ArgumentNullException">There is no source.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist.</exception>
    /// <exception cref="ArgumentException">There is no <c>Where</c>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short meanwhile, or cannot be read.</exception>
    /// <example><code>
    /// NDArray&lt;bool&gt; isWarm = log[.., 3].Where(Predicate.GreaterThan(30f)).Mask();    // log[:, 3] > 30
    /// NDArray&lt;float&gt; warm = log.Compress(isWarm);                                   // log[is_warm]: whole rows
    /// </code></example>
    public static NDArray<bool> Mask<T>(this ReductionSource<T> x, TransformOptions? options = null)
        where T : unmanaged
    {
        _ = x ?? throw new ArgumentNullException(nameof(x));
        NDArray<bool> mask = NDArray.Create<bool>(x.Shape);
        x.MaskTo(mask, options);
        return mask;
    }

    /// <summary>Tells of each element whether it is selected, into a view. NumPy's <c>np.greater(x, 0.5, out=z)</c>. O(Length).</summary>
    /// <param name="x">The elements, and which are selected. They are broadcast to the destination's shape.</param>
    /// <param name="z">The destination. It may be one of the masks.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <typeparam name="T">The element type.</typeparam>
    /// <inheritdoc cref="Replace{T}(ReductionSource{T}, MemMapView{T}, T, TransformOptions)" path="/exception"/>
    /// <example><code>x.Where(Predicate.GreaterThan(0.5f)).MaskTo(mask);    // np.greater(x, 0.5, out=mask)</code></example>
    public static void MaskTo<T>(this ReductionSource<T> x, MemMapView<bool> z, TransformOptions? options = null)
        where T : unmanaged
    {
        _ = z ?? throw new ArgumentNullException(nameof(z));
        using var call = new TransformCall(options);
        call.WriteTo(z, new MaskFunction<T>(call.AddSelected(x, nameof(x))));
    }

    /// <summary>Tells of each element whether it is selected, in a new <c>.npy</c> file of bytes of 0 and 1. NumPy's
    /// <c>np.save(path, x > 0.5)</c>, without a temporary. O(Length).</summary>
    /// <param name="x">The elements, and which are selected.</param>
    /// <param name="path">The file. It has the shape of the elements.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <param name="unixCreateMode">The permissions of a file that replaces no other.</param>
    /// <typeparam name="T">The element type.</typeparam>
    /// <inheritdoc cref="ReplaceToNpy{T}(ReductionSource{T}, string, T, TransformOptions, string, MemMapPermissions?)" path="/remarks|/exception"/>
    /// <example><code>x.Where(Predicate.GreaterThan(0.5f)).MaskToNpy(maskPath);    // np.save(mask_path, x > 0.5)</code></example>
    public static void MaskToNpy<T>(
        this ReductionSource<T> x, string path, TransformOptions? options = null, MemMapPermissions? unixCreateMode = null)
        where T : unmanaged
    {
        using var call = new TransformCall(options);
        NewNpy.Write<bool>(call, path, new MaskFunction<T>(call.AddSelected(x, nameof(x))), descr: null, unixCreateMode);
    }
}
