using System;
using MemMap.Converting;
using MemMap.Transforming;

namespace MemMap;

/// <content>From one element type to another.</content>
public static partial class MemMapTransforms
{
    /// <summary>Converts each element of a source to the element type of a view. NumPy's <c>z[...] = x.astype(z.dtype)</c>, without a
    /// temporary. O(Length), at the speed of memory between the usual types.</summary>
    /// <typeparam name="TX">The element type of the source: <see cref="bool"/>, any integer up to 64 bits, <c>Half</c> (not on .NET
    /// Standard 2.0), <see cref="BFloat16"/>, <see cref="float"/> or <see cref="double"/>, or one of these as <see cref="BigEndian{T}"/> or
    /// <see cref="LittleEndian{T}"/>.</typeparam>
    /// <typeparam name="TZ">The element type of the destination: one of the same.</typeparam>
    /// <param name="x">The source, broadcast to the destination's shape.</param>
    /// <param name="z">The destination. It may be at the same place as the source where both types have the same size.</param>
    /// <param name="how">What becomes of a number that the target type does not have.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <remarks>
    /// <para>The same on every processor and framework, bit for bit:</para>
    /// <list type="table">
    /// <listheader><term>from, to</term><description>result</description></listheader>
    /// <item><term>integer to integer that has it; anything to a wider type of its kind</term><description>The same
    /// number.</description></item>
    /// <item><term>integer to integer that has it not</term><description>Checked: <see cref="OverflowException"/>. Saturating: the least
    /// or the
    /// largest. Truncating: the low bits, so that 300 becomes 44 as a <see cref="byte"/>, and -1 becomes 255.</description></item>
    /// <item><term>floating-point number to integer</term><description>The whole part (1.9 becomes 1, -1.9 becomes -1), which is then
    /// treated as an integer of
    /// any size is. NaN and infinities: Checked: <see cref="OverflowException"/>. Saturating: NaN becomes 0, infinities the least or the
    /// largest.
    /// Truncating: 0.</description></item>
    /// <item><term>anything to a floating-point number</term><description>The nearest, of two equally near the even one: rounded once.
    /// Beyond the largest it
    /// is an infinity, with every <see cref="Conversion"/>. NaN stays NaN, with its sign.</description></item>
    /// <item><term>bool to a number</term><description>0 or 1, whatever byte is true.</description></item>
    /// <item><term>number to bool</term><description>Whether it is not 0; of NaN true.</description></item>
    /// </list>
    /// <para>It throws what <c>Transform</c> throws besides.</para>
    /// </remarks>
    /// <exception cref="OverflowException">A number does not fit, with <see cref="Conversion.Checked"/>. The message has its index and
    /// value,
    /// and how many elements have been written: those before its piece, in the order of the destination's memory.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist, or there is no such
    /// <see cref="Conversion"/>.</exception>
    /// <exception cref="ArgumentException">The source cannot be broadcast to the destination's shape, leaves elements out, or overlaps the
    /// destination without being at its place.</exception>
    /// <exception cref="NotSupportedException">The destination is read-only, or one of the types is no number.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short meanwhile, cannot be read, or has no room.</exception>
    /// <example><code>
    /// x.ConvertTo(bytes, Conversion.Saturating);    // bytes[...] = np.clip(x, 0, 255).astype(np.uint8)
    /// </code></example>
    public static void ConvertTo<TX, TZ>(this ReductionSource<TX> x, MemMapView<TZ> z, Conversion how, TransformOptions? options = null)
        where TX : unmanaged
        where TZ : unmanaged
    {
        _ = z ?? throw new ArgumentNullException(nameof(z));
        var function = new ConvertFunction(Converter.Create<TX, TZ>(how));
        using var call = new TransformCall(options);
        call.Add(x, nameof(x)).WriteTo(z, function);
    }

    /// <summary>Converts each element of a source to another type, in memory. NumPy's <c>x.astype(...)</c>. O(Length) time and
    /// memory.</summary>
    /// <typeparam name="TX">The element type of the source: as for <see cref="ConvertTo{TX, TZ}(ReductionSource{TX}, MemMapView{TZ}, Conversion, TransformOptions)"/>.</typeparam>
    /// <typeparam name="TZ">The element type of the result: one of the same.</typeparam>
    /// <param name="x">The source.</param>
    /// <param name="how">What becomes of a number that the target type does not have: see
    /// <see cref="ConvertTo{TX, TZ}(ReductionSource{TX}, MemMapView{TZ}, Conversion, TransformOptions)"/>.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <returns>An array of the shape of the source.</returns>
    /// <exception cref="OverflowException">A number does not fit, with <see cref="Conversion.Checked"/>. The message has its index and
    /// value.</exception>
    /// <exception cref="ArgumentNullException">There is no source.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist, or there is no such
    /// <see cref="Conversion"/>.</exception>
    /// <exception cref="ArgumentException">The source leaves elements out.</exception>
    /// <exception cref="NotSupportedException">One of the types is no number.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short meanwhile, or cannot be read.</exception>
    /// <example><code>
    /// NDArray&lt;float&gt; means = x.Mean(0).Convert&lt;double, float&gt;(Conversion.Saturating);    // x.mean(0).astype(np.float32)
    /// </code></example>
    public static NDArray<TZ> Convert<TX, TZ>(this ReductionSource<TX> x, Conversion how, TransformOptions? options = null)
        where TX : unmanaged
        where TZ : unmanaged
    {
        _ = x ?? throw new ArgumentNullException(nameof(x));
        var function = new ConvertFunction(Converter.Create<TX, TZ>(how));
        using var call = new TransformCall(options);
        call.Add(x, nameof(x));
        NDArray<TZ> z = NDArray.Create<TZ>(x.Shape);
        call.WriteTo(z, function);
        return z;
    }

    /// <summary>Converts each element of a source to another type, into a new <c>.npy</c> file. NumPy's
    /// <c>np.save(path, x.astype(...))</c>, without a temporary. O(Length).</summary>
    /// <typeparam name="TX">The element type of the source: as for <see cref="ConvertTo{TX, TZ}(ReductionSource{TX}, MemMapView{TZ}, Conversion, TransformOptions)"/>.</typeparam>
    /// <typeparam name="TZ">The element type of the file: one of the same.</typeparam>
    /// <param name="x">The source.</param>
    /// <param name="path">The file. It has the shape of the source, and F order when that lies so and not in C order. The file of the
    /// source
    /// may be named, which then keeps the old file.</param>
    /// <param name="how">What becomes of a number that the target type does not have: see
    /// <see cref="ConvertTo{TX, TZ}(ReductionSource{TX}, MemMapView{TZ}, Conversion, TransformOptions)"/>.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <param name="descr">NumPy's name of the element type, for types that <typeparamref name="TZ"/> does not determine:
    /// <c>&lt;M8[s]</c> for dates in <see cref="long"/>.</param>
    /// <param name="unixCreateMode">The permissions of a file that replaces no other, as in
    /// <see cref="MemMapOptions.UnixCreateMode"/>.</param>
    /// <remarks>The file is written under another name in the same folder, flushed, and renamed, as by
    /// <see cref="MemMapNpy.SaveNpy{T}"/>: others see the old file or the whole new one, and whatever fails leaves nothing
    /// behind.</remarks>
    /// <exception cref="OverflowException">A number does not fit, with <see cref="Conversion.Checked"/>. The message has its index and
    /// value. There is no file.</exception>
    /// <inheritdoc cref="TransformToNpy{TX, TZ}(ReductionSource{TX}, string, Transformation{TX, TZ}, TransformOptions, string, MemMapPermissions?)" path="/exception"/>
    /// <example><code>
    /// x.ConvertToNpy&lt;float, double&gt;(doublePath, Conversion.Checked);    // np.save(double_path, x.astype(np.float64))
    /// </code></example>
    public static void ConvertToNpy<TX, TZ>(
        this ReductionSource<TX> x,
        string path,
        Conversion how,
        TransformOptions? options = null,
        string? descr = null,
        MemMapPermissions? unixCreateMode = null)
        where TX : unmanaged
        where TZ : unmanaged
    {
        var function = new ConvertFunction(Converter.Create<TX, TZ>(how));
        using var call = new TransformCall(options);
        NewNpy.Write<TZ>(call.Add(x, nameof(x)), path, function, descr, unixCreateMode);
    }
}
