using System;
using System.IO;

namespace MemMap;

/// <content>Rows that others have added to the file.</content>
public sealed unsafe partial class MemMapArray<T>
{
    /// <summary>Makes rows visible that others have appended to the file: the array gets more rows. Existing views are unchanged and stay
    /// valid.</summary>
    /// <returns>The number of new rows. O(1): it reads the length of a raw file, or the header of a <c>.npy</c> file. Only whole rows
    /// count.</returns>
    /// <exception cref="NotSupportedException">The mode is <see cref="MemMapMode.CopyOnWrite"/>: changes in memory would be
    /// lost.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0, the file had other bytes after the array when it was opened, or the
    /// array is a member of an archive.</exception>
    /// <exception cref="InvalidDataException">The header of the <c>.npy</c> file was replaced by another one.</exception>
    /// <exception cref="NpyFormatException">The header of the <c>.npy</c> file is damaged by now.</exception>
    /// <exception cref="IOException">The file was cut short, or has fewer rows than before.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>long added = reader.Refresh();</code></example>
    public long Refresh()
    {
        lock (_growing)
        {
            Window.Region.ThrowIfClosed();
            if (Mode == MemMapMode.CopyOnWrite)
            {
                throw new NotSupportedException(
                    $"The file '{Path}' is open in mode {Mode}; mapped anew, what was written to it would be gone.");
            }

            RequireRows();
            if (_header is null ? !_endsAtEnd : Offset != _header.Length)
            {
                throw new InvalidOperationException(
                    $"The file '{Path}' has other bytes behind the array, so it cannot be told how many rows have come.");
            }

            return _isUncounted ? 0 : Adopt();
        }
    }

    // Takes in the rows that others have added, and returns their number.
    private long Adopt()
    {
        Layout layout = Window.Layout;
        long rows = layout.Lengths[GrowingAxis], found = _header is null ? RowsInFile(layout) : CountOfHeader(layout);
        if (found < rows)
        {
            throw new IOException($"The file '{Path}' has {found} rows; it had {rows} when it was opened. Open it anew.");
        }

        if (found > rows)
        {
            Layout longer = WithLength(found);
            _file.RequireLength(End(longer));
            Continue(longer);
        }

        return found - rows;
    }

    private long RowsInFile(Layout layout)
    {
        long rowBytes = RowLength(layout) * sizeof(T);
        _file.RequireLength(End(layout));
        return rowBytes == 0 ? layout.Lengths[GrowingAxis] : (_file.Length - Offset) / rowBytes;
    }

    private long RowLength(Layout layout)
    {
        long length = 1;
        for (int axis = 0; axis < layout.Rank; axis++)
        {
            length *= axis == GrowingAxis ? 1 : layout.Lengths[axis];
        }

        return length;
    }
}
