using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap;

/// <content>New arrays from the elements.</content>
public sealed partial class MemMapClusterArray<T>
{
    /// <summary>Makes a new array from this one, element by element, where the shards lie: each silo writes a file beside each of its
    /// copies. NumPy's <c>f(a)</c>. Each copy is read once and its result written once; no elements are sent.</summary>
    /// <typeparam name="TZ">The element type of the new array.</typeparam>
    /// <param name="name">A transform that the silos were given by <see cref="MemMapCluster.AddMemMapTransform{TX, TZ}"/>.</param>
    /// <param name="folder">The new array's folder on each node, relative to its <see cref="ClusterSiloOptions.OutputFolder"/>, with
    /// <c>/</c> between folders. It must not be there yet; the folder that it is to be in must.</param>
    /// <param name="descr">NumPy's name of the element type, for types that <typeparamref name="TZ"/> does not determine: as for
    /// <see cref="MemMapNpy.SaveNpy{T}"/>.</param>
    /// <param name="progress">Receives the number of bytes read of all copies, every second and after each, in ascending order.</param>
    /// <param name="cancellationToken">Cancels the call. The silos end within a few megabytes.</param>
    /// <returns>The new array, with the bits of <see cref="MemMapTransforms"/> on one machine. <see cref="Manifest"/> says which nodes have
    /// which file; it is in the folder on each of them, too, so that <see cref="MemMapShards.Open{T}(string, ShardOptions)"/> opens the
    /// folder where all files are in it.</returns>
    /// <remarks>
    /// <para>The folder is there with all files of its node and the manifest, or not at all: until all silos have written, files lie in a
    /// folder of another name beside it. Whatever fails, the silos are told to remove what they wrote; the call ends when they have, or
    /// after <see cref="ClusterArrayOptions.SilenceTimeout"/>. What a silo that was killed left is removed by the next call for the same
    /// folder. Of two calls for the same folder at a time, one at most succeeds.</para>
    /// <para>A copy that cannot be written, because its node died, its file is missing or its disk is full, is left out of the new
    /// array's labels, as long as another copy of the shard is written. Silos that share a label must share the output folder.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException">The name or the folder is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The name or the folder is empty, the descr does not fit <typeparamref name="TZ"/>, or elements
    /// are left out (Where).</exception>
    /// <exception cref="NotSupportedException">A silo was not given the transform for these types, or a cluster cannot scan
    /// <typeparamref name="TZ"/>.</exception>
    /// <exception cref="ShardUnavailableException">A shard could not be read, or its result not be written, on any silo that should hold
    /// it.</exception>
    /// <exception cref="InvalidDataException">A file differs from the manifest, or silos made different files.</exception>
    /// <exception cref="UnauthorizedAccessException">A silo refuses a path, writes nothing, or may not open or write a file.</exception>
    /// <exception cref="InvalidOperationException">The folder is there already, or that which it is to be in is not; the array has no
    /// rows; or a silo failed.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <example><code>
    /// MemMapClusterArray&lt;float&gt; logs = await array.TransformAsync&lt;float&gt;("log", folder: "logs");    // np.log(a)
    /// </code></example>
    public Task<MemMapClusterArray<TZ>> TransformAsync<TZ>(
        string name, string folder, string? descr = null, IProgress<ClusterProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TZ : unmanaged
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return WriteAsync<TZ>(new() { Folder = folder, Transform = name, Descr = descr }, progress, cancellationToken);
    }

    /// <summary>Converts the elements to another type, into a new array where the shards lie, as <see cref="TransformAsync"/> does. NumPy's
    /// <c>a.astype(...)</c>.</summary>
    /// <typeparam name="TZ">The element type of the new array.</typeparam>
    /// <param name="folder">The new array's folder on each node, as for <see cref="TransformAsync"/>.</param>
    /// <param name="how">What becomes of a number that the type does not have: see
    /// <see cref="MemMapTransforms.ConvertTo{TX, TZ}(ReductionSource{TX}, MemMapView{TZ}, Conversion, TransformOptions)"/>.</param>
    /// <param name="descr">NumPy's name of the element type, for types that <typeparamref name="TZ"/> does not determine.</param>
    /// <param name="progress">Receives the number of bytes read of all copies.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The new array, with the bits of one machine.</returns>
    /// <exception cref="OverflowException">A number does not fit, with <see cref="Conversion.Checked"/>. The message has the shard, the
    /// index in it, and the value. Nothing stays.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such <see cref="Conversion"/>.</exception>
    /// <exception cref="NotSupportedException">One of the types is no number.</exception>
    /// <inheritdoc cref="TransformAsync" path="/exception[not(contains(@cref, 'NotSupported'))]"/>
    /// <example><code>
    /// MemMapClusterArray&lt;double&gt; wide = await array.ConvertToAsync&lt;double&gt;("wide", Conversion.Checked);    // a.astype('f8')
    /// </code></example>
    public Task<MemMapClusterArray<TZ>> ConvertToAsync<TZ>(
        string folder, Conversion how, string? descr = null, IProgress<ClusterProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TZ : unmanaged
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);

        // What is wrong with the types is the caller's.
        NDArray.Create<T>(0).ConvertTo(NDArray.Create<TZ>(0), how);
        return WriteAsync<TZ>(new() { Folder = folder, Conversion = how, Descr = descr }, progress, cancellationToken);
    }
}
