using System;
using System.IO;
using MemMap.Mapping;

namespace MemMap;

/// <content>The right to change the number of rows: one array of all processes at a time, which has seen the rows of the others.</content>
public sealed unsafe partial class MemMapArray<T>
{
    private readonly AppendLock _appendLock;

    // Whether the file ended where the array did when it was opened, or has been seen to end there since. Then what comes behind the array
    // are rows, or the remains of some.
    private bool _endsAtEnd;

    // Until the change is disposed, nobody else changes the number of rows, and the array has all rows of the file.
    private Change BeginChange(bool dropUncounted = false)
    {
        if (_isBatch)
        {
            // The batch keeps everybody else away.
            RequireEndOfFile(End(Window.Layout));
            return default;
        }

        _appendLock.Acquire();
        bool begun = false;
        try
        {
            if (_appendLock.HasOthersBatch())
            {
                throw BatchElsewhere();
            }

            if (_endsAtEnd || _header is not null)
            {
                Adopt();
            }

            if (dropUncounted && _file.Length > End(Window.Layout))
            {
                _file.SetLength(End(Window.Layout), reserve: false);
            }

            RequireEndOfFile(End(Window.Layout));
            begun = true;
            return new Change(_appendLock);
        }
        finally
        {
            if (!begun)
            {
                _appendLock.Release();
            }
        }
    }

    // Behind an array that ended with its file there can only be rows, or parts of rows, that an appender left when it was killed. The
    // next one writes over them.
    private void RequireEndOfFile(long end)
    {
        _file.RequireLength(end);
        long length = _file.Length;
        if (length > end && !_endsAtEnd)
        {
            throw new InvalidOperationException(
                $"The file '{Path}' has {length - end} bytes behind the array, which ends at byte {end}. Changing the number of rows " +
                "would overwrite or drop them." +
                (_header is null
                    ? string.Empty
                    : " Where an appender that was killed left them, BeginAppend(dropUncounted: true) drops them."));
        }

        _endsAtEnd = true;
    }

    private IOException BatchElsewhere() =>
        new($"Another array over '{Path}', perhaps of another process, has a batch of appends open. Nothing was written.");

    private readonly struct Change(AppendLock? held) : IDisposable
    {
        public void Dispose() => held?.Release();
    }
}
