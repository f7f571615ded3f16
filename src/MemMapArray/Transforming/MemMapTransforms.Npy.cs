using System;
using MemMap.Transforming;

namespace MemMap;

/// <content>Into a new file.</content>
public static partial class MemMapTransforms
{
    /// <summary>Makes the elements of a new <c>.npy</c> file from those of a source, in one pass. NumPy's <c>np.save(path, f(x))</c>,
    /// without a temporary. O(Length).</summary>
    /// <typeparam name="TX">The element type of the source.</typeparam>
    /// <typeparam name="TZ">The element type of the file.</typeparam>
    /// <param name="x">The source.</param>
    /// <param name="path">The file. It has the shape of the source (of several sources the shape that they are broadcast to), and F order
    /// when that source lies so and not in C order. The file of a source may be named, which then keeps the old file.</param>
    /// <param name="transformation">Makes a block of elements.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <param name="descr">NumPy's name of the element type, for types that <typeparamref name="TZ"/> does not determine: as for
    /// <see cref="MemMapNpy.SaveNpy{T}"/>.</param>
    /// <param name="unixCreateMode">The permissions of a file that replaces no other, as in
    /// <see cref="MemMapOptions.UnixCreateMode"/>.</param>
    /// <remarks>The file is written under another name in the same folder, flushed, and renamed, as by
    /// <see cref="MemMapNpy.SaveNpy{T}"/>: others see the old file or the whole new one, and whatever fails leaves nothing
    /// behind.</remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist, or the bytes are more than
    /// <see cref="long.MaxValue"/>.</exception>
    /// <exception cref="ArgumentException">A source leaves elements out, sources cannot be broadcast together, the path is empty, or the
    /// descr does not fit <typeparamref name="TZ"/>.</exception>
    /// <exception cref="NotSupportedException">NumPy has no name for <typeparamref name="TZ"/> and there is no descr, or the descr is of a
    /// type that .NET does not have.</exception>
    /// <exception cref="PlatformNotSupportedException">Permissions are given, and this system has none.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">The disk is full, a file cannot be written, or one was cut short meanwhile.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or this user may not write there.</exception>
    /// <example><code>
    /// x.TransformToNpy&lt;float, float&gt;(logPath, static (xs, zs) =&gt; TensorPrimitives.Log(xs, zs));    // np.save(log_path, np.log(x))
    /// </code></example>
    public static void TransformToNpy<TX, TZ>(
        this ReductionSource<TX> x,
        string path,
        Transformation<TX, TZ> transformation,
        TransformOptions? options = null,
        string? descr = null,
        MemMapPermissions? unixCreateMode = null)
        where TX : unmanaged
        where TZ : unmanaged
    {
        Require(transformation);
        using var call = new TransformCall(options);
        NewNpy.Write<TZ>(call.Add(x, nameof(x)), path, new BlockFunction<TX, TZ>(transformation), descr, unixCreateMode);
    }

    /// <summary>Makes the elements of a new <c>.npy</c> file from those of two sources, broadcast together. O(Length).</summary>
    /// <typeparam name="TX">The element type of the first source.</typeparam>
    /// <typeparam name="TY">The element type of the second source.</typeparam>
    /// <typeparam name="TZ">The element type of the file.</typeparam>
    /// <param name="x">The first source.</param>
    /// <param name="y">The second source.</param>
    /// <param name="path">The file.</param>
    /// <param name="transformation">Makes a block of elements.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <param name="descr">NumPy's name of the element type, if <typeparamref name="TZ"/> does not determine it.</param>
    /// <param name="unixCreateMode">The permissions of a file that replaces no other.</param>
    /// <inheritdoc cref="TransformToNpy{TX, TZ}(ReductionSource{TX}, string, Transformation{TX, TZ}, TransformOptions, string, MemMapPermissions?)" path="/remarks|/exception"/>
    public static void TransformToNpy<TX, TY, TZ>(
        this ReductionSource<TX> x,
        ReductionSource<TY> y,
        string path,
        Transformation<TX, TY, TZ> transformation,
        TransformOptions? options = null,
        string? descr = null,
        MemMapPermissions? unixCreateMode = null)
        where TX : unmanaged
        where TY : unmanaged
        where TZ : unmanaged
    {
        Require(transformation);
        using var call = new TransformCall(options);
        call.Add(x, nameof(x)).Add(y, nameof(y));
        NewNpy.Write<TZ>(call, path, new BlockFunction<TX, TY, TZ>(transformation), descr, unixCreateMode);
    }

    /// <summary>Makes the elements of a new <c>.npy</c> file from those of three sources, broadcast together. O(Length).</summary>
    /// <typeparam name="TW">The element type of the first source.</typeparam>
    /// <typeparam name="TX">The element type of the second source.</typeparam>
    /// <typeparam name="TY">The element type of the third source.</typeparam>
    /// <typeparam name="TZ">The element type of the file.</typeparam>
    /// <param name="w">The first source.</param>
    /// <param name="x">The second source.</param>
    /// <param name="y">The third source.</param>
    /// <param name="path">The file.</param>
    /// <param name="transformation">Makes a block of elements.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <param name="descr">NumPy's name of the element type, if <typeparamref name="TZ"/> does not determine it.</param>
    /// <param name="unixCreateMode">The permissions of a file that replaces no other.</param>
    /// <inheritdoc cref="TransformToNpy{TX, TZ}(ReductionSource{TX}, string, Transformation{TX, TZ}, TransformOptions, string, MemMapPermissions?)" path="/remarks|/exception"/>
    public static void TransformToNpy<TW, TX, TY, TZ>(
        this ReductionSource<TW> w,
        ReductionSource<TX> x,
        ReductionSource<TY> y,
        string path,
        Transformation<TW, TX, TY, TZ> transformation,
        TransformOptions? options = null,
        string? descr = null,
        MemMapPermissions? unixCreateMode = null)
        where TW : unmanaged
        where TX : unmanaged
        where TY : unmanaged
        where TZ : unmanaged
    {
        Require(transformation);
        using var call = new TransformCall(options);
        call.Add(w, nameof(w)).Add(x, nameof(x)).Add(y, nameof(y));
        NewNpy.Write<TZ>(call, path, new BlockFunction<TW, TX, TY, TZ>(transformation), descr, unixCreateMode);
    }

    private static void Require(Delegate transformation) => _ = transformation ?? throw new ArgumentNullException(nameof(transformation));
}
