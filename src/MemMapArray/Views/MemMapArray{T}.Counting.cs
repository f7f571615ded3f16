using System;
using System.IO;
using System.Threading;

namespace MemMap;

/// <content>The number of rows in the header of the file, for files that have one.</content>
public sealed unsafe partial class MemMapArray<T>
{
    private bool _isUncounted;

    // Lets the header count the rows that a batch has added.
    private void CountRows()
    {
        lock (_growing)
        {
            if (_isUncounted && !_file.IsClosed)
            {
                WriteCount(Window.Layout);
                _isUncounted = false;
            }
        }
    }

    private void WriteHeader(Layout layout)
    {
        if (_isBatch && _header is not null)
        {
            _isUncounted = true;
        }
        else if (_header is not null && !layout.Lengths.SequenceEqual(Window.Layout.Lengths))
        {
            WriteCount(layout);
        }
    }

    // Written between two flushes, so that the header never counts rows that are not on the medium: they are there before it counts them,
    // and still there when it has ceased to.
    private void WriteCount(Layout layout)
    {
        _file.Flush(default);
        _file.WriteAt(0, _header!.For(layout.Lengths));
        _file.Flush(default);
    }

    // Writes the old header after a failure. False where the system refuses: then the rows that the header may count must stay.
    private bool TryRestoreHeader()
    {
        if (_header is not null)
        {
            try
            {
                _file.WriteAt(0, _header.For(Window.Layout.Lengths));
                _file.Flush(default);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }

        return true;
    }

    // A header is written in one call, but a reader may see some old bytes and some new ones. So it is read until it is the same twice.
    private long CountOfHeader(Layout layout)
    {
        byte[] bytes = new byte[_header!.Length], again = new byte[bytes.Length];
        Read(bytes);
        for (Read(again); !bytes.AsSpan().SequenceEqual(again); Read(again))
        {
            again.CopyTo(bytes, 0);
            Thread.Sleep(0);
        }

        long[] lengths = _header.LengthsOf(bytes, Path);
        long found = lengths[GrowingAxis];
        lengths[GrowingAxis] = layout.Lengths[GrowingAxis];
        return lengths.AsSpan().SequenceEqual(layout.Lengths) ? found
            : throw new InvalidDataException(
                $"The file '{Path}' holds shape {Layout.Text(lengths)} by now; all but its rows must be as in " +
                $"{Layout.Text(layout.Lengths)}. Open it anew.");

        void Read(byte[] header)
        {
            fixed (byte* pointer = header)
            {
                _file.ReadExactly(0, pointer, header.Length);
            }
        }
    }
}
