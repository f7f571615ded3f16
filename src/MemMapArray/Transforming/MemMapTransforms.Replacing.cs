using System;
using MemMap.Transforming;

namespace MemMap;

/// <content>What <c>Where</c> selects, replaced.</content>
public static partial class MemMapTransforms
{
    /// <summary>Makes the elements of a view from those of a source, but a value where they are selected. NumPy's
    /// <c>z[...] = np.where(mask, value, x)</c>, and in place <c>x[mask] = value</c>, without a temporary. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The source, and which of its elements are replaced: what
    /// <see cref="MemMapReductions.Where{T}(ReductionSource{T}, ElementPredicate{T})"/> gives, of one or more masks, predicates and
    /// functions. It is broadcast to the destination's shape.</param>
    /// <param name="z">The destination. It may be the source: in place.</param>
    /// <param name="value">What they are replaced by.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <returns>How many elements were replaced.</returns>
    /// <remarks>In place, a piece in which nothing is selected is read and not written: a clean file is not written at all. (A piece is up
    /// to 1 MiB of the elements of the view, wherever these lie in the file.) Elements that are not selected keep their bits. It throws
    /// what <c>Transform</c> throws besides.</remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist.</exception>
    /// <exception cref="ArgumentException">There is no <c>Where</c>; a source cannot be broadcast to the destination's shape; or one overlaps
    /// the destination without being at its place.</exception>
    /// <exception cref="NotSupportedException">The destination is read-only.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short meanwhile, cannot be read, or has no room.</exception>
    /// <example><code>
    /// x.Where(Predicate.IsNaN&lt;float&gt;()).Replace(x, 0f);    // x[np.isnan(x)] = 0
    /// x.Where(isBad).Replace(z, -1f);                      // z[...] = np.where(is_bad, -1, x)
    /// </code></example>
    public static long Replace<T>(this ReductionSource<T> x, MemMapView<T> z, T value, TransformOptions? options = null)
        where T : unmanaged
    {
        _ = z ?? throw new ArgumentNullException(nameof(z));
        using var call = new TransformCall(options);
        var function = new ReplaceFunction<T>(call.AddSelected(x, nameof(x)), value);
        call.WriteTo(z, function);
        return function.Count;
    }

    /// <summary>Makes the elements of a view from those of a source, but from those of another where they are selected. NumPy's
    /// <c>z[...] = np.where(mask, values, x)</c>, and in place <c>np.copyto(x, values, where=mask)</c>, without a temporary.
    /// O(Length).</summary>
    /// <param name="x">The source, and which of its elements are replaced, as for a value.</param>
    /// <param name="z">The destination. It may be a source.</param>
    /// <param name="values">What they are replaced by, each by the element at its own index; broadcast to the destination's shape: a row
    /// of means replaces each by that of its column.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <returns>How many elements were replaced.</returns>
    /// <typeparam name="T">The element type.</typeparam>
    /// <inheritdoc cref="Replace{T}(ReductionSource{T}, MemMapView{T}, T, TransformOptions)" path="/remarks|/exception"/>
    /// <example><code>
    /// x.Where(Predicate.IsNaN&lt;double&gt;()).Replace(x, means);    // x[...] = np.where(np.isnan(x), means, x)
    /// </code></example>
    public static long Replace<T>(this ReductionSource<T> x, MemMapView<T> z, ReductionSource<T> values, TransformOptions? options = null)
        where T : unmanaged
    {
        _ = z ?? throw new ArgumentNullException(nameof(z));
        using var call = new TransformCall(options);
        ReplaceFunction<T> function = Replacement(call, x, values);
        call.WriteTo(z, function);
        return function.Count;
    }

    /// <summary>Makes a new <c>.npy</c> file of the elements of a source, but of a value where they are selected. NumPy's
    /// <c>np.save(path, np.where(mask, value, x))</c>, without a temporary. O(Length).</summary>
    /// <param name="x">The source, and which of its elements are replaced: what
    /// <see cref="MemMapReductions.Where{T}(ReductionSource{T}, ElementPredicate{T})"/> gives.</param>
    /// <param name="path">The file. The file of the source may be named, which then keeps the old file.</param>
    /// <param name="value">What they are replaced by.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <param name="descr">NumPy's name of the element type, for types that <typeparamref name="T"/> does not determine.</param>
    /// <param name="unixCreateMode">The permissions of a file that replaces no other.</param>
    /// <returns>How many elements were replaced.</returns>
    /// <typeparam name="T">The element type.</typeparam>
    /// <exception cref="ArgumentException">There is no <c>Where</c>, sources cannot be broadcast together, the path is empty, or the descr
    /// does not fit <typeparamref name="T"/>.</exception>
    /// <inheritdoc cref="TransformToNpy{TX, TZ}(ReductionSource{TX}, string, Transformation{TX, TZ}, TransformOptions, string, MemMapPermissions?)" path="/remarks|/exception[not(@cref='T:System.ArgumentException')]"/>
    /// <example><code>
    /// x.Where(Predicate.LessThan(0f)).ReplaceToNpy(cleanPath, 0f);    // np.save(clean_path, np.where(x &lt; 0, 0, x))
    /// </code></example>
    public static long ReplaceToNpy<T>(
        this ReductionSource<T> x,
        string path,
        T value,
        TransformOptions? options = null,
        string? descr = null,
        MemMapPermissions? unixCreateMode = null)
        where T : unmanaged
    {
        using var call = new TransformCall(options);
        var function = new ReplaceFunction<T>(call.AddSelected(x, nameof(x)), value);
        NewNpy.Write<T>(call, path, function, descr, unixCreateMode);
        return function.Count;
    }

    /// <summary>Makes a new <c>.npy</c> file of the elements of a source, but of those of another where they are selected. NumPy's
    /// <c>np.save(path, np.where(mask, values, x))</c>, without a temporary. O(Length).</summary>
    /// <param name="x">The source, and which of its elements are replaced.</param>
    /// <param name="path">The file. It has the shape that both sources are broadcast to.</param>
    /// <param name="values">What they are replaced by, each by the element at its own index.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <param name="descr">NumPy's name of the element type, for types that <typeparamref name="T"/> does not determine.</param>
    /// <param name="unixCreateMode">The permissions of a file that replaces no other.</param>
    /// <returns>How many elements were replaced.</returns>
    /// <typeparam name="T">The element type.</typeparam>
    /// <inheritdoc cref="ReplaceToNpy{T}(ReductionSource{T}, string, T, TransformOptions, string, MemMapPermissions?)" path="/remarks|/exception"/>
    /// <example><code>
    /// x.Where(Predicate.IsNaN&lt;double&gt;()).ReplaceToNpy(cleanPath, means);    // np.save(clean_path, np.where(np.isnan(x), means, x))
    /// </code></example>
    public static long ReplaceToNpy<T>(
        this ReductionSource<T> x,
        string path,
        ReductionSource<T> values,
        TransformOptions? options = null,
        string? descr = null,
        MemMapPermissions? unixCreateMode = null)
        where T : unmanaged
    {
        using var call = new TransformCall(options);
        ReplaceFunction<T> function = Replacement(call, x, values);
        NewNpy.Write<T>(call, path, function, descr, unixCreateMode);
        return function.Count;
    }

    private static ReplaceFunction<T> Replacement<T>(TransformCall call, ReductionSource<T> x, ReductionSource<T> values)
        where T : unmanaged
    {
        SourceSelection<T> selection = call.AddSelected(x, nameof(x));
        call.Add(values, nameof(values));
        return new(selection, call.SourceCount - 1);
    }
}
