using System;
using System.IO;
using MemMap.Mapping;
using MemMap.Npy;

namespace MemMap;

/// <summary>Saves views as <c>.npy</c> files.</summary>
public static class MemMapNpy
{
    /// <summary>Writes the elements of a view into a new <c>.npy</c> file, which takes the place of the one that is there. Its bytes are
    /// those of NumPy's <c>np.save(path, view)</c>: in C order, or in F order when the elements lie so in memory and not in C
    /// order.</summary>
    /// <typeparam name="T">The element type: as for <see cref="MemMapArray.CreateNpy{T}(string, Shape, MemMapOrder, string)"/>.</typeparam>
    /// <param name="view">Any view: sliced, transposed, broadcast.</param>
    /// <param name="path">The file. It may be the file of the view, which then keeps the old file. (Windows refuses to replace a mapped
    /// file.)</param>
    /// <param name="descr">NumPy's name of the element type, for types that <typeparamref name="T"/> does not determine: <c>&lt;M8[ns]</c>
    /// for dates in <see cref="long"/>, <c>&lt;c8</c> for a struct of two floats, <c>|S5</c> for one of five bytes,
    /// <c>[('x', '&lt;f4'), ('y', '&lt;f4')]</c> for records. <see cref="NpyHeader.Descr"/> is that of an existing file.
    /// <typeparamref name="T"/> must be a type that <c>OpenNpy</c> accepts for it. <see langword="null"/> means the name of
    /// <typeparamref name="T"/>.</param>
    /// <param name="unixCreateMode">The permissions of the file, as in <see cref="MemMapOptions.UnixCreateMode"/>. A file that replaces
    /// another keeps the permissions of the old one. <see langword="null"/> means the system's default.</param>
    /// <remarks>O(Length), in memory that does not grow with it. The file is written under another name in the same folder, flushed, and
    /// renamed: other processes see the old file or the whole new one, even after a power cut. When it fails, the old file is unchanged and
    /// nothing new is left. On Linux, no one can read or write the new file who could not read or write the old one. A link is replaced,
    /// not followed. A process that is killed leaves an unfinished file, whose name begins with a dot and ends in <c>.tmp</c>.</remarks>
    /// <exception cref="NotSupportedException">NumPy has no name for <typeparamref name="T"/> and there is no descr, or the descr is of a
    /// type that .NET does not have.</exception>
    /// <exception cref="ArgumentException">The path is empty, or the descr is invalid or does not fit <typeparamref name="T"/>.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="view"/> or <paramref name="path"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The elements of a broadcast view are more than <see cref="long.MaxValue"/> bytes, or
    /// the permissions are undefined.</exception>
    /// <exception cref="PlatformNotSupportedException">A <paramref name="unixCreateMode"/> is given, and this system has no such
    /// permissions.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="IOException">The disk is full, a file cannot be written, or the view's file was cut short.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or this user may not write there.</exception>
    /// <example><code>loaded[10..20].SaveNpy(partPath);</code></example>
    public static unsafe void SaveNpy<T>(
        this MemMapView<T> view, string path, string? descr = null, MemMapPermissions? unixCreateMode = null)
        where T : unmanaged
    {
        if (view is null)
        {
            throw new ArgumentNullException(nameof(view));
        }

        using var file = new NewFile(path, nameof(path), overwrite: true, unixCreateMode);

        // The view as it is now: an array may grow meanwhile.
        MemMapView<T> snapshot = view[Slice.Ellipsis];
        MemMapOrder order = OrderOf(snapshot);
        byte[] header = NpyDescr.HeaderOf<T>(descr, order, snapshot.Shape).For(snapshot.Shape.Span);

        // Of a broadcast view the bytes may be more than can be counted: the layout refuses them.
        var layout = Layout.Create(snapshot.Shape, order, header.Length, sizeof(T));
        file.Write(written =>
        {
            written.SetLength(layout.Offset + (layout.Length * sizeof(T)), reserve: true);
            written.WriteAt(0, header);
            snapshot.CopyTo(written, layout);
        });
        file.Publish();
    }

    /// <summary>The order that NumPy saves an array in: F when the elements lie so and not in C order.</summary>
    internal static MemMapOrder OrderOf<T>(MemMapView<T> view)
        where T : unmanaged => !view.IsContiguous && view.Transpose().IsContiguous ? MemMapOrder.F : MemMapOrder.C;
}
