using System;
using System.IO;
using MemMap.Opening;

namespace MemMap;

/// <content>NumPy's own files: a header that says type, shape and order, then the elements.</content>
public static partial class MemMapArray
{
    /// <summary>Opens a <c>.npy</c> file as the array that its header says. NumPy: <c>np.load(path, mmap_mode)</c>.</summary>
    /// <typeparam name="T">The element type that the file holds (<see cref="NpyHeader.ElementType"/>): the integers, <see cref="bool"/>,
    /// <c>Half</c> (not on .NET Standard 2.0), <see cref="float"/>, <see cref="double"/>, <see cref="System.Numerics.Complex"/>, an enum of
    /// such an integer; <see cref="long"/> for dates and durations; for complex64 a struct of two floats, such as
    /// <see cref="System.Numerics.Vector2"/>; for text and raw bytes a struct of their size; for records a struct of their size whose
    /// fields have their places and types. Numbers in another byte order than this machine's are <see cref="BigEndian{T}"/> or
    /// <see cref="LittleEndian{T}"/>, as elements, as fields, and as the two parts of complex numbers.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="mode">How to open it: <see cref="MemMapMode.Read"/>, <see cref="MemMapMode.ReadWrite"/> or
    /// <see cref="MemMapMode.CopyOnWrite"/>.</param>
    /// <returns>The array. O(1): only the header is read. Its order is the header's.</returns>
    /// <remarks>
    /// <para>Opening never changes a file, and never extends a short one. The whole header is checked, and nothing in it is
    /// evaluated.</para>
    /// <para>In <see cref="MemMapMode.ReadWrite"/>, <see cref="MemMapArray{T}.Append"/> and <see cref="MemMapArray{T}.Resize"/> keep the
    /// header correct: at every moment, even after a power cut, it counts only rows that are in the file. Each such call flushes the file
    /// twice. When the header has no room for a longer number, they change nothing and throw <see cref="InvalidOperationException"/>. Files
    /// of this library and of today's NumPy have room for any number.</para>
    /// </remarks>
    /// <exception cref="NpyFormatException">The file is not <c>.npy</c>, its header breaks a rule of the format, or it holds Python
    /// objects.</exception>
    /// <exception cref="InvalidDataException">The file has fewer bytes than its header says.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the element type of the file, which the message names; the path
    /// is empty; or the mode creates a file.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mode.</exception>
    /// <exception cref="NotSupportedException">The elements are of a type that .NET does not have: long doubles, and text and raw bytes as
    /// anything but a struct.</exception>
    /// <exception cref="IOException">The file cannot be opened; a <see cref="FileNotFoundException"/> when it does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or this user may not open the file this way.</exception>
    /// <example><code>using MemMapArray&lt;float&gt; loaded = MemMapArray.OpenNpy&lt;float&gt;(npyPath);</code></example>
    public static MemMapArray<T> OpenNpy<T>(string path, MemMapMode mode = MemMapMode.Read)
        where T : unmanaged
    {
        if (mode is < MemMapMode.Read or > MemMapMode.CopyOnWrite)
        {
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such MemMapMode.");
        }

        return new ArrayOpening<T>(path, new MemMapOptions { Mode = mode }).OpenNpy(nameof(mode));
    }

    /// <summary>Opens a <c>.npy</c> file as the array that its header says, with options.</summary>
    /// <typeparam name="T">The element type, as for <see cref="OpenNpy{T}(string, MemMapMode)"/>.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="options">How to open it; its mode does not create a file. The offset must be 0, because the header determines it, and
    /// the order must be C, which is the default, or that of the header. With <see cref="MemMapOptions.AllowGrow"/> a file that was cut
    /// short becomes as long as its header says, with zeros at its end.</param>
    /// <returns>The array. O(1): only the header is read. Its order is the header's.</returns>
    /// <remarks><see cref="MemMapOptions.Preallocate"/> is for <see cref="MemMapArray{T}.Append"/> and
    /// <see cref="MemMapArray{T}.Resize"/>; <see cref="MemMapOptions.PreallocateExisting"/> makes files of NumPy's
    /// <c>open_memmap(path, 'w+')</c>, which are sparse, safe to write to.</remarks>
    /// <exception cref="NpyFormatException">The file is not <c>.npy</c>, its header breaks a rule of the format, or it holds Python
    /// objects.</exception>
    /// <exception cref="InvalidDataException">The file has fewer bytes than its header says.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the element type of the file, which the message names; the path
    /// is empty; the mode creates a file; the offset is not 0; or the order is F and that of the header is C.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has an undefined value.</exception>
    /// <exception cref="NotSupportedException">The elements are of a type that .NET does not have: long doubles, and text and raw bytes as
    /// anything but a struct.</exception>
    /// <exception cref="IOException">The file cannot be opened, or its disk has no room for what the options ask for; a
    /// <see cref="FileNotFoundException"/> when it does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or this user may not open the file this way.</exception>
    /// <example><code>
    /// var alone = new MemMapOptions { Mode = MemMapMode.ReadWrite, Share = FileShare.None };
    /// using MemMapArray&lt;float&gt; part = MemMapArray.OpenNpy&lt;float&gt;(partPath, alone);
    /// </code></example>
    public static MemMapArray<T> OpenNpy<T>(string path, MemMapOptions options)
        where T : unmanaged => new ArrayOpening<T>(path, options).OpenNpy(nameof(options));

    /// <summary>Opens a stored member of a <c>.npz</c> archive where it lies, as the array that its header says: <see cref="NpzFile.Open"/>
    /// and <see cref="NpzFile.OpenMember{T}"/> in one. NumPy: <c>np.load(path)[member]</c>, which reads it into memory.</summary>
    /// <typeparam name="T">The element type, as for <see cref="OpenNpy{T}(string, MemMapMode)"/>.</typeparam>
    /// <param name="path">The archive.</param>
    /// <param name="member">The member, with or without <c>.npy</c>.</param>
    /// <param name="mode"><see cref="MemMapMode.Read"/> or <see cref="MemMapMode.CopyOnWrite"/>.</param>
    /// <returns>The array. O(members): nothing is read but headers.</returns>
    /// <inheritdoc cref="NpzFile.OpenMember{T}" path="/exception"/>
    /// <example><code>using MemMapArray&lt;float&gt; weights = MemMapArray.OpenNpz&lt;float&gt;(npzPath, "weights");</code></example>
    public static MemMapArray<T> OpenNpz<T>(string path, string member, MemMapMode mode = MemMapMode.Read)
        where T : unmanaged
    {
        NpzFile.RequireMode(mode);
        return NpzFile.Open(path).OpenMember<T>(member, mode);
    }

    /// <summary>Creates a <c>.npy</c> file of zeros for an array, or replaces an existing file. Its bytes are those of NumPy's
    /// <c>np.lib.format.open_memmap(path, 'w+', dtype, shape, fortran_order)</c>.</summary>
    /// <typeparam name="T">The element type: an integer, <see cref="bool"/>, <c>Half</c> (not on .NET Standard 2.0), <see cref="float"/>,
    /// <see cref="double"/>, <see cref="System.Numerics.Complex"/>, an enum, which is written as its integer, or a number as
    /// <see cref="BigEndian{T}"/> or <see cref="LittleEndian{T}"/>; with a descr, all that
    /// <see cref="OpenNpy{T}(string, MemMapMode)"/> opens.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="shape">The length of each axis, in elements.</param>
    /// <param name="order">Which axis is contiguous. An array of fewer than two axes is in C order either way.</param>
    /// <param name="descr">NumPy's name of the element type, for types that <typeparamref name="T"/> does not determine: <c>&lt;M8[ns]</c>
    /// for dates in <see cref="long"/>, <c>&lt;c8</c> for a struct of two floats, <c>|S5</c> for one of five bytes,
    /// <c>[('x', '&lt;f4'), ('y', '&lt;f4')]</c> for records. <see cref="NpyHeader.Descr"/> is that of an existing file.
    /// <typeparamref name="T"/> must be a type that <c>OpenNpy</c> accepts for it. <see langword="null"/> means the name of
    /// <typeparamref name="T"/>.</param>
    /// <returns>The array, to read and write. Its disk blocks are reserved, and its header is in the file.
    /// <see cref="MemMapArray{T}.Append"/> and <see cref="MemMapArray{T}.Resize"/> keep that true.</returns>
    /// <exception cref="NotSupportedException">NumPy has no name for <typeparamref name="T"/> and there is no descr, or the descr is of a
    /// type that .NET does not have. Nothing was created.</exception>
    /// <exception cref="ArgumentException">The path is empty; the descr is invalid or does not fit <typeparamref name="T"/>; or a length is
    /// -1: there is no file to infer it from.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, the bytes are more than <see cref="long.MaxValue"/>, or there is
    /// no such order.</exception>
    /// <exception cref="IOException">The disk is full, or the file cannot be created. Nothing new is left behind.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or this user may not create the file.</exception>
    /// <example><code>using MemMapArray&lt;long&gt; dates = MemMapArray.CreateNpy&lt;long&gt;(datesPath, 365, descr:
    /// "&lt;M8[D]");</code></example>
    public static MemMapArray<T> CreateNpy<T>(string path, Shape shape, MemMapOrder order = MemMapOrder.C, string? descr = null)
        where T : unmanaged
    {
        return order is MemMapOrder.C or MemMapOrder.F
            ? CreateNpy<T>(path, shape, new MemMapOptions { Mode = MemMapMode.Create, Order = order }, descr)
            : throw new ArgumentOutOfRangeException(nameof(order), order, "There is no such MemMapOrder.");
    }

    /// <summary>Creates a <c>.npy</c> file of zeros for an array, with options.</summary>
    /// <typeparam name="T">The element type, as for <see cref="CreateNpy{T}(string, Shape, MemMapOrder, string)"/>.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="shape">The length of each axis, in elements.</param>
    /// <param name="options">How to create it. With <see cref="MemMapMode.CreateNew"/> there must be no such file; any other mode replaces
    /// one. The offset must be 0, because the header determines it.</param>
    /// <param name="descr">NumPy's name of the element type, as for <see cref="CreateNpy{T}(string, Shape, MemMapOrder, string)"/>.</param>
    /// <returns>The array, to read and write. Its header is in the file.</returns>
    /// <exception cref="NotSupportedException">NumPy has no name for <typeparamref name="T"/> and there is no descr, or the descr is of a
    /// type that .NET does not have. Nothing was created.</exception>
    /// <exception cref="ArgumentException">The path is empty; the descr is invalid or does not fit <typeparamref name="T"/>; a length is
    /// -1; or the offset is not 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, the bytes are more than <see cref="long.MaxValue"/>, or an
    /// option has an undefined value.</exception>
    /// <exception cref="IOException">The disk is full, or the file cannot be created. Nothing new is left behind.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or this user may not create the file.</exception>
    /// <example><code>
    /// var fOrder = new MemMapOptions { Order = MemMapOrder.F };
    /// using MemMapArray&lt;float&gt; byColumns = MemMapArray.CreateNpy&lt;float&gt;(fPath, (100, 3), fOrder);
    /// </code></example>
    public static MemMapArray<T> CreateNpy<T>(string path, Shape shape, MemMapOptions options, string? descr = null)
        where T : unmanaged => ArrayOpening<T>.CreateNpy(path, shape, options, descr);
}
