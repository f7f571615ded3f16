using System;
using System.IO;
using MemMap.Mapping;

namespace MemMap;

/// <summary>Views as <c>.npy</c> files.</summary>
public static class MemMapNpy
{
    /// <summary>Writes the elements of a view into a new <c>.npy</c> file, which takes the place of the one that is there. Its bytes are those of NumPy's <c>np.save(path, view)</c>:
    /// in C order, or in F order when the elements lie so in memory and not in C order.</summary>
    /// <typeparam name="T">The element type: as for <see cref="MemMapArray.CreateNpy{T}"/>.</typeparam>
    /// <param name="view">Any view: sliced, transposed, broadcast.</param>
    /// <param name="path">The file. It may be the one the view lies in: the view goes on with the old one. (Windows refuses to replace a file that is mapped.)</param>
    /// <remarks>O(Length), in memory that does not grow with it. The file is written under another name in the same folder, flushed, and renamed: whoever looks sees the old
    /// file or the whole new one, after a power cut too. When it fails the old file is as it was and nothing new is left.</remarks>
    /// <exception cref="NotSupportedException">NumPy has no name for <typeparamref name="T"/>.</exception>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="view"/> or <paramref name="path"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The elements of a broadcast view are more than <see cref="long.MaxValue"/> bytes.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="IOException">The disk is full, a file cannot be written, or the view's file was cut short meanwhile.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or this user may not write there.</exception>
    public static void SaveNpy<T>(this MemMapView<T> view, string path)
        where T : unmanaged
    {
        if (view is null)
        {
            throw new ArgumentNullException(nameof(view));
        }

        if (path is null)
        {
            throw new ArgumentNullException(nameof(path));
        }

        if (path.Length == 0)
        {
            throw new ArgumentException("The path is empty.", nameof(path));
        }

        string target = Path.GetFullPath(path);
        if (Directory.Exists(target))
        {
            throw new UnauthorizedAccessException($"The path '{path}' is a folder.");
        }

        // The view as it is now: an array may grow meanwhile.
        MemMapView<T> snapshot = view[Slice.Ellipsis];
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Guid.NewGuid():N}.tmp");
        MemMapOrder order = !snapshot.IsContiguous && snapshot.Transpose().IsContiguous ? MemMapOrder.F : MemMapOrder.C;
        bool saved = false;
        try
        {
            using (MemMapArray<T> copy = ArrayOpening<T>.CreateNpy(temporary, snapshot.Shape, order, MemMapMode.CreateNew))
            {
                copy.CopyFrom(snapshot);
                copy.Flush();
            }

            FileReplacement.Move(temporary, target);
            saved = true;
        }
        finally
        {
            if (!saved && File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }
}
