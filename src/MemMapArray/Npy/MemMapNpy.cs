using System;
using System.IO;
using MemMap.Mapping;
using MemMap.Npy;

namespace MemMap;

/// <summary>Views as <c>.npy</c> files.</summary>
public static class MemMapNpy
{
    /// <summary>Writes the elements of a view into a new <c>.npy</c> file, which takes the place of the one that is there. Its bytes are those of NumPy's <c>np.save(path, view)</c>:
    /// in C order, or in F order when the elements lie so in memory and not in C order.</summary>
    /// <typeparam name="T">The element type: as for <see cref="MemMapArray.CreateNpy{T}(string, Shape, MemMapOrder, string)"/>.</typeparam>
    /// <param name="view">Any view: sliced, transposed, broadcast.</param>
    /// <param name="path">The file. It may be the one the view lies in: the view goes on with the old one. (Windows refuses to replace a file that is mapped.)</param>
    /// <param name="descr">What the file says of its elements, in NumPy's words, when <typeparamref name="T"/> does not say it: <c>&lt;M8[ns]</c> for dates in <see cref="long"/>,
    /// <c>&lt;c8</c> for a struct of two floats, <c>|S5</c> for one of five bytes, <c>[('x', '&lt;f4'), ('y', '&lt;f4')]</c> for records. That of another file is its
    /// <see cref="NpyHeader.Descr"/>. It must fit <typeparamref name="T"/> as <c>OpenNpy</c> asks. <see langword="null"/>: the name of <typeparamref name="T"/>.</param>
    /// <param name="unixCreateMode">Who may read and write the file, as <see cref="MemMapOptions.UnixCreateMode"/>. One that takes the place of another keeps that one's permissions. <see langword="null"/>: what the system gives.</param>
    /// <remarks>O(Length), in memory that does not grow with it. The file is written under another name in the same folder, flushed, and renamed: whoever looks sees the old
    /// file or the whole new one, after a power cut too. When it fails the old file is as it was and nothing new is left.
    /// On Linux the new file may be read and written by nobody who could not read and write the old one. A link is replaced, not followed. A process that is killed meanwhile leaves the unfinished
    /// file behind, under a name that begins with a dot and ends in <c>.tmp</c>.</remarks>
    /// <exception cref="NotSupportedException">NumPy has no name for <typeparamref name="T"/> and there is no descr, or the descr is of a type that .NET does not have.</exception>
    /// <exception cref="ArgumentException">The path is empty; or the descr is not one of NumPy's, or does not fit <typeparamref name="T"/>.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="view"/> or <paramref name="path"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The elements of a broadcast view are more than <see cref="long.MaxValue"/> bytes, or there are no such permissions.</exception>
    /// <exception cref="PlatformNotSupportedException">There is a <paramref name="unixCreateMode"/>, and this system's files have none.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="IOException">The disk is full, a file cannot be written, or the view's file was cut short meanwhile.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or this user may not write there.</exception>
    public static unsafe void SaveNpy<T>(this MemMapView<T> view, string path, string? descr = null, MemMapPermissions? unixCreateMode = null)
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
