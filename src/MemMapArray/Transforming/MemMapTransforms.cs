using System;
using MemMap.Transforming;

namespace MemMap;

/// <summary>Makes arrays from arrays, element by element: by your own code over spans, such as <c>TensorPrimitives</c>, or by converting
/// the element type.</summary>
/// <remarks>
/// <para>Sources are views of any kind (of files or in memory, strided, transposed, broadcast) and arrays of shards. They are broadcast to the shape of
/// the destination, as in NumPy: a row of means of shape (784,) or (1, 784) goes with every row of (n, 784).</para>
/// <para>The destination may be a source, when it is exactly at the same place: in place. A destination that overlaps a source in any other
/// way is refused. Files are known by the path they were opened by.</para>
/// <para>Elements are made in blocks of at most 4,096, in the order of the destination's memory, on several threads. The memory that it
/// takes does not grow with the arrays: a few hundred KiB a thread, and some MiB where a source lies across the destination's order.</para>
/// <para>A contiguous destination is written by positional writes of whole pieces, so that its pages need not be brought in; through the
/// mapping where that is faster, as its pages were just written, and where it is <see cref="MemMapMode.CopyOnWrite"/>. Sources are read as
/// by reductions. With <see cref="ReadStrategy.Buffered"/> and <see cref="ReadStrategy.DropBehind"/> shared files are only read and
/// written by calls of the system: a file that is cut short at any moment is an <see cref="System.IO.IOException"/>.</para>
/// <para>Whatever fails, the exception is thrown as it is: that of the first failing unit in the order of the destination's memory. All
/// elements before that unit are written, and <see cref="TransformOptions.Progress"/> has said how many these are; of those behind, some
/// may be. <c>TransformToNpy</c> and <c>ConvertToNpy</c> leave nothing behind.</para>
/// </remarks>
public static partial class MemMapTransforms
{
    /// <summary>Makes each element of a view from that of a source. NumPy's <c>z[...] = f(x)</c>, without a temporary. O(Length).</summary>
    /// <typeparam name="TX">The element type of the source.</typeparam>
    /// <typeparam name="TZ">The element type of the destination.</typeparam>
    /// <param name="x">The source, broadcast to the destination's shape.</param>
    /// <param name="z">The destination. It may be the source.</param>
    /// <param name="transformation">Makes a block of elements.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist.</exception>
    /// <exception cref="ArgumentException">A source cannot be broadcast to the destination's shape, leaves elements out, or overlaps the
    /// destination without being at its place.</exception>
    /// <exception cref="NotSupportedException">The destination is read-only.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short meanwhile, cannot be read, or has no room.</exception>
    /// <example><code>
    /// x.Transform(z, static (xs, zs) =&gt; TensorPrimitives.Exp(xs, zs));    // z[...] = np.exp(x)
    /// x.Transform(x, static (xs, zs) =&gt; TensorPrimitives.Sqrt(xs, zs));   // np.sqrt(x, out=x)
    /// </code></example>
    public static void Transform<TX, TZ>(
        this ReductionSource<TX> x, MemMapView<TZ> z, Transformation<TX, TZ> transformation, TransformOptions? options = null)
        where TX : unmanaged
        where TZ : unmanaged
    {
        Require(z, transformation);
        using var call = new TransformCall(options);
        call.Add(x, nameof(x)).WriteTo(z, new BlockFunction<TX, TZ>(transformation));
    }

    /// <summary>Makes each element of a view from those of two sources. O(Length).</summary>
    /// <typeparam name="TX">The element type of the first source.</typeparam>
    /// <typeparam name="TY">The element type of the second source.</typeparam>
    /// <typeparam name="TZ">The element type of the destination.</typeparam>
    /// <param name="x">The first source, broadcast to the destination's shape.</param>
    /// <param name="y">The second source, broadcast to the destination's shape.</param>
    /// <param name="z">The destination. It may be a source.</param>
    /// <param name="transformation">Makes a block of elements.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <inheritdoc cref="Transform{TX, TZ}(ReductionSource{TX}, MemMapView{TZ}, Transformation{TX, TZ}, TransformOptions)" path="/exception"/>
    /// <example><code>
    /// x.Transform(mean, z, static (xs, means, zs) =&gt; TensorPrimitives.Subtract(xs, means, zs));    // z[...] = x - mean
    /// </code></example>
    public static void Transform<TX, TY, TZ>(
        this ReductionSource<TX> x,
        ReductionSource<TY> y,
        MemMapView<TZ> z,
        Transformation<TX, TY, TZ> transformation,
        TransformOptions? options = null)
        where TX : unmanaged
        where TY : unmanaged
        where TZ : unmanaged
    {
        Require(z, transformation);
        using var call = new TransformCall(options);
        call.Add(x, nameof(x)).Add(y, nameof(y)).WriteTo(z, new BlockFunction<TX, TY, TZ>(transformation));
    }

    /// <summary>Makes each element of a view from those of three sources. O(Length).</summary>
    /// <typeparam name="TW">The element type of the first source.</typeparam>
    /// <typeparam name="TX">The element type of the second source.</typeparam>
    /// <typeparam name="TY">The element type of the third source.</typeparam>
    /// <typeparam name="TZ">The element type of the destination.</typeparam>
    /// <param name="w">The first source, broadcast to the destination's shape.</param>
    /// <param name="x">The second source, broadcast to the destination's shape.</param>
    /// <param name="y">The third source, broadcast to the destination's shape.</param>
    /// <param name="z">The destination. It may be a source.</param>
    /// <param name="transformation">Makes a block of elements.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <inheritdoc cref="Transform{TX, TZ}(ReductionSource{TX}, MemMapView{TZ}, Transformation{TX, TZ}, TransformOptions)" path="/exception"/>
    /// <example><code>
    /// x.Transform(mean, deviation, z, static (xs, means, deviations, zs) =&gt;    // z[...] = (x - mean) / deviation
    /// {
    ///     TensorPrimitives.Subtract(xs, means, zs);
    ///     TensorPrimitives.Divide(zs, deviations, zs);
    /// });
    /// </code></example>
    public static void Transform<TW, TX, TY, TZ>(
        this ReductionSource<TW> w,
        ReductionSource<TX> x,
        ReductionSource<TY> y,
        MemMapView<TZ> z,
        Transformation<TW, TX, TY, TZ> transformation,
        TransformOptions? options = null)
        where TW : unmanaged
        where TX : unmanaged
        where TY : unmanaged
        where TZ : unmanaged
    {
        Require(z, transformation);
        using var call = new TransformCall(options);
        call.Add(w, nameof(w)).Add(x, nameof(x)).Add(y, nameof(y)).WriteTo(z, new BlockFunction<TW, TX, TY, TZ>(transformation));
    }

    private static void Require<T>(MemMapView<T> z, Delegate transformation)
        where T : unmanaged
    {
        _ = z ?? throw new ArgumentNullException(nameof(z));
        _ = transformation ?? throw new ArgumentNullException(nameof(transformation));
    }
}
