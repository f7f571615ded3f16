using System;
using System.IO;
using MemMap.Opening;

namespace MemMap;

/// <summary>Opens and creates typed N-D arrays over files.</summary>
/// <remarks>
/// <para>The element type is any type without references in it: the numbers of C#, <see cref="System.Numerics.Complex"/>, your own structs.
/// Elements are in the byte order of this machine, unless they are <see cref="BigEndian{T}"/> or <see cref="LittleEndian{T}"/>. The file
/// has no header: its bytes from the offset on are the elements. <c>.npy</c> files, which have one, are for <c>OpenNpy</c> and
/// <c>CreateNpy</c>; <c>Open</c> refuses them, as it does <c>.npz</c> archives and gzip files, unless it is given an offset or
/// <see cref="MemMapOptions.IgnoreSignature"/>.</para>
/// <para>All arguments are checked before a file is created or truncated.</para>
/// </remarks>
public static partial class MemMapArray
{
    /// <summary>Opens a whole file as an array of rank 1, as long as the file. NumPy: <c>np.memmap(path, dtype, mode)</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="mode">How to open it: <see cref="MemMapMode.Read"/>, <see cref="MemMapMode.ReadWrite"/> or
    /// <see cref="MemMapMode.CopyOnWrite"/>.</param>
    /// <returns>The array. O(1): nothing is read yet but six bytes.</returns>
    /// <exception cref="InvalidDataException">The file's bytes are not a whole number of elements, or it begins as <c>.npy</c>,
    /// <c>.npz</c> or gzip files do.</exception>
    /// <exception cref="ArgumentException">The path is empty, or the mode creates a file, which needs a shape.</exception>
    /// <exception cref="IOException">The file cannot be opened; a <see cref="FileNotFoundException"/> when it does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or this user may not open the file this way.</exception>
    /// <example><code>using MemMapArray&lt;float&gt; whole = MemMapArray.Open&lt;float&gt;(path);</code></example>
    public static MemMapArray<T> Open<T>(string path, MemMapMode mode = MemMapMode.Read)
        where T : unmanaged => Open<T>(path, new MemMapOptions { Mode = mode });

    /// <summary>Opens a file as an array of a shape. NumPy: <c>np.memmap(path, dtype, mode, offset, shape, order)</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file. It may be longer than the array.</param>
    /// <param name="shape">The length of each axis; one may be -1 and is inferred from the file.</param>
    /// <param name="mode">How to open it. <see cref="MemMapMode.Create"/> and <see cref="MemMapMode.CreateNew"/> create it.</param>
    /// <param name="offset">The position of the first element in the file, in bytes.</param>
    /// <param name="order">Which axis is contiguous.</param>
    /// <returns>The array. O(1): nothing is read yet but six bytes.</returns>
    /// <inheritdoc cref="Open{T}(string, Shape, MemMapOptions)" path="/exception"/>
    /// <example><code>using MemMapArray&lt;float&gt; matrix = MemMapArray.Open&lt;float&gt;(path, (-1, 3), offset: 16);</code></example>
    public static MemMapArray<T> Open<T>(
        string path, Shape shape, MemMapMode mode = MemMapMode.Read, long offset = 0, MemMapOrder order = MemMapOrder.C)
        where T : unmanaged => Open<T>(path, shape, new MemMapOptions { Mode = mode, Offset = offset, Order = order });

    /// <summary>Opens a file, from an offset to its end, as an array of rank 1.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="options">How to open it; its mode does not create a file.</param>
    /// <returns>The array. O(1): nothing is read yet but six bytes.</returns>
    /// <exception cref="InvalidDataException">The bytes from the offset on are not a whole number of elements, the file ends before the
    /// offset, or the offset is 0 and it begins as <c>.npy</c>, <c>.npz</c> or gzip files do
    /// (<see cref="MemMapOptions.IgnoreSignature"/>).</exception>
    /// <exception cref="ArgumentException">The path is empty, or the mode creates a file, which needs a shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The offset is negative, or an option has an undefined value.</exception>
    /// <exception cref="IOException">The file cannot be opened; a <see cref="FileNotFoundException"/> when it does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or this user may not open the file this way.</exception>
    /// <example><code>
    /// var options = new MemMapOptions { Mode = MemMapMode.ReadWrite, Offset = 16 };
    /// using MemMapArray&lt;float&gt; tail = MemMapArray.Open&lt;float&gt;(path, options);
    /// </code></example>
    public static MemMapArray<T> Open<T>(string path, MemMapOptions options)
        where T : unmanaged
    {
        ArrayOpening<T> opening = new(path, options);
        return opening.Creates
            ? throw new ArgumentException(
                $"The mode {options.Mode} creates a file, which needs a shape. Use Create, or Open with a shape.", nameof(options))
            : opening.OpenExisting([-1]);
    }

    /// <summary>Opens a file as an array of a shape.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file. It may be longer than the array.</param>
    /// <param name="shape">The length of each axis; one may be -1 and is inferred from the file.</param>
    /// <param name="options">How to open it. With <see cref="MemMapMode.Create"/> or <see cref="MemMapMode.CreateNew"/> this is
    /// <see cref="Create{T}(string, Shape, MemMapOptions)"/>.</param>
    /// <returns>The array. O(1): nothing is read yet but six bytes.</returns>
    /// <exception cref="InvalidDataException">The file is too short for offset and shape, -1 cannot be inferred from its length, or the
    /// offset is 0 and it begins as <c>.npy</c>, <c>.npz</c> or gzip files do (<see cref="MemMapOptions.IgnoreSignature"/>).</exception>
    /// <exception cref="ArgumentException">The path is empty, or two lengths are -1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length or the offset is negative, the bytes are more than
    /// <see cref="long.MaxValue"/>, or an option has an undefined value.</exception>
    /// <exception cref="IOException">The file cannot be opened; a <see cref="FileNotFoundException"/> when it does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or this user may not open the file this way.</exception>
    /// <example><code>
    /// var inFOrder = new MemMapOptions { Order = MemMapOrder.F };
    /// using MemMapArray&lt;float&gt; columns = MemMapArray.Open&lt;float&gt;(path, (4, 4), inFOrder);
    /// </code></example>
    public static MemMapArray<T> Open<T>(string path, Shape shape, MemMapOptions options)
        where T : unmanaged
    {
        ArrayOpening<T> opening = new(path, options);
        return opening.Creates ? opening.CreateFile(shape) : opening.OpenExisting(shape);
    }

    /// <summary>Creates a file of zeros for an array, or replaces an existing file, as <see cref="File.Create(string)"/> does. NumPy:
    /// mode <c>w+</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="shape">The length of each axis, in elements.</param>
    /// <param name="offset">The position of the first element in the file, in bytes. The bytes before it are zeros, too.</param>
    /// <param name="order">Which axis is contiguous.</param>
    /// <returns>The array, to read and write. Its disk blocks are reserved.</returns>
    /// <inheritdoc cref="Create{T}(string, Shape, MemMapOptions)" path="/exception"/>
    /// <example><code>
    /// using MemMapArray&lt;float&gt; created = MemMapArray.Create&lt;float&gt;(path, (10000, 1000));
    /// created[0, 0] = 1;
    /// </code></example>
    public static MemMapArray<T> Create<T>(string path, Shape shape, long offset = 0, MemMapOrder order = MemMapOrder.C)
        where T : unmanaged => Create<T>(path, shape, new MemMapOptions { Mode = MemMapMode.Create, Offset = offset, Order = order });

    /// <summary>Creates a file of zeros for an array.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="shape">The length of each axis, in elements.</param>
    /// <param name="options">How to create it. With <see cref="MemMapMode.CreateNew"/> there must be no such file; any other mode replaces
    /// one.</param>
    /// <returns>The array, to read and write.</returns>
    /// <exception cref="ArgumentException">The path is empty, or a length is -1: there is no file to infer it from.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length or the offset is negative, the bytes are more than
    /// <see cref="long.MaxValue"/>, or an option has an undefined value.</exception>
    /// <exception cref="IOException">The disk is full, or the file cannot be created. Nothing new is left behind.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or this user may not create the file.</exception>
    /// <example><code>
    /// var isNew = new MemMapOptions { Mode = MemMapMode.CreateNew, Preallocate = false };
    /// using MemMapArray&lt;float&gt; sparse = MemMapArray.Create&lt;float&gt;(newPath, (10000, 1000), isNew);
    /// </code></example>
    public static MemMapArray<T> Create<T>(string path, Shape shape, MemMapOptions options)
        where T : unmanaged => new ArrayOpening<T>(path, options).CreateFile(shape);
}
