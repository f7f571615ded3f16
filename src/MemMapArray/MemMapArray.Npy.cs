using System;
using System.IO;

namespace MemMap;

/// <content>NumPy's own files: a header that says type, shape and order, then the elements.</content>
public static partial class MemMapArray
{
    /// <summary>Opens a <c>.npy</c> file as the array that its header says. NumPy: <c>np.load(path, mmap_mode)</c>.</summary>
    /// <typeparam name="T">The element type that the file holds (<see cref="NpyHeader.ElementType"/>): the integers, <see cref="bool"/>, <c>Half</c> (not on .NET Standard 2.0), <see cref="float"/>,
    /// <see cref="double"/>, <see cref="System.Numerics.Complex"/>, an enum of such an integer; <see cref="long"/> for dates and durations; for complex64 a struct of two floats, such as
    /// <see cref="System.Numerics.Vector2"/>; for records a struct of their size whose fields have their places and types. Numbers in another byte order than this machine's are
    /// <see cref="BigEndian{T}"/> or <see cref="LittleEndian{T}"/>, as elements, as fields, and as the two parts of complex numbers.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="mode">How to open it: <see cref="MemMapMode.Read"/>, <see cref="MemMapMode.ReadWrite"/> or <see cref="MemMapMode.CopyOnWrite"/>.</param>
    /// <returns>The array. O(1): only the header is read. Its order is the header's.</returns>
    /// <remarks>
    /// <para>Opening never changes a file, and never makes a short one longer. The whole header is checked, and nothing in it is evaluated.</para>
    /// <para>In <see cref="MemMapMode.ReadWrite"/>, <see cref="MemMapArray{T}.Append"/> and <see cref="MemMapArray{T}.Resize"/> keep the header true: at every moment, a power cut
    /// included, it says no more than what is there. Each such call flushes the file twice. When the header has no room for another number they change nothing and throw
    /// <see cref="InvalidOperationException"/>; files that NumPy writes today, and those written here, have room for any number.</para>
    /// </remarks>
    /// <exception cref="NpyFormatException">The file is not <c>.npy</c>, its header breaks a rule of the format, or it holds Python objects.</exception>
    /// <exception cref="InvalidDataException">The file has fewer bytes than its header says.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not what the file holds, which the message names; the path is empty; or the mode creates a file.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mode.</exception>
    /// <exception cref="NotSupportedException">The elements are of a type that .NET does not have: text, raw bytes, long doubles.</exception>
    /// <exception cref="IOException">The file cannot be opened; a <see cref="FileNotFoundException"/> when it is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is a folder, or this user may not open it so.</exception>
    public static MemMapArray<T> OpenNpy<T>(string path, MemMapMode mode = MemMapMode.Read)
        where T : unmanaged
    {
        if (mode is < MemMapMode.Read or > MemMapMode.CopyOnWrite)
        {
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such MemMapMode.");
        }

        ArrayOpening<T> opening = new(path, new MemMapOptions { Mode = mode });
        return opening.Creates
            ? throw new ArgumentException($"The mode {mode} creates a file, whose shape its header does not say yet. Use CreateNpy.", nameof(mode))
            : opening.OpenNpy();
    }

    /// <summary>Creates a <c>.npy</c> file of zeros for an array, or replaces the file that is there. Its bytes are those of NumPy's <c>np.lib.format.open_memmap(path, 'w+', dtype, shape, fortran_order)</c>.</summary>
    /// <typeparam name="T">The element type: an integer, <see cref="bool"/>, <c>Half</c> (not on .NET Standard 2.0), <see cref="float"/>, <see cref="double"/>,
    /// <see cref="System.Numerics.Complex"/>, an enum, which is written as its integer, or a number as <see cref="BigEndian{T}"/> or <see cref="LittleEndian{T}"/>.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="shape">The length of each axis, in elements.</param>
    /// <param name="order">Which axis is contiguous. An array of fewer than two axes is in C order either way.</param>
    /// <returns>The array, to read and write. Its disk blocks are reserved, and its header is in the file. <see cref="MemMapArray{T}.Append"/> and
    /// <see cref="MemMapArray{T}.Resize"/> keep that true.</returns>
    /// <exception cref="NotSupportedException">NumPy has no name for <typeparamref name="T"/>. Nothing was created.</exception>
    /// <exception cref="ArgumentException">The path is empty, or a length is -1: there is no file to infer it from.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, the bytes are more than <see cref="long.MaxValue"/>, or there is no such order.</exception>
    /// <exception cref="IOException">The disk is full, or the file cannot be created. Nothing new is left behind.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is a folder, or this user may not create it.</exception>
    public static MemMapArray<T> CreateNpy<T>(string path, Shape shape, MemMapOrder order = MemMapOrder.C)
        where T : unmanaged
    {
        return order is MemMapOrder.C or MemMapOrder.F
            ? ArrayOpening<T>.CreateNpy(path, shape, order)
            : throw new ArgumentOutOfRangeException(nameof(order), order, "There is no such MemMapOrder.");
    }
}
