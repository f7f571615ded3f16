using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Mapping;

/// <summary>An open file under one or more mappings: how it is opened, how long it is, its bytes, and whether they are on the
/// medium.</summary>
internal sealed partial class MappedFile : LeasedResource
{
    /// <summary>How many bytes a bulk operation touches between two looks at the file's length.</summary>
    public const int BytesPerLook = 4 << 20;

    /// <summary>Whether a file can be made shorter while it is mapped. Windows refuses that.</summary>
    public static readonly bool CanShrinkWhileMapped = !RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private MappedFile(string path, FileStream stream, bool isCreated, bool isNew, string? name)
    {
        Place = path;
        FullPath = name ?? path;
        Stream = stream;
        Handle = stream.SafeFileHandle;
        IsNew = isNew;

        // Also where the file was there before: whoever made it may not have flushed its folder.
        _directoryEntryPending = isCreated;
    }

    public string FullPath { get; }

    /// <summary>Where the file is: at <see cref="FullPath"/>, or beside it until it takes the place of the file that is there.</summary>
    public string Place { get; private set; }

    /// <summary>The framework's view of the file, which maps it and locks ranges of it. Who uses its position holds a lock on it.</summary>
    public FileStream Stream { get; }

    /// <summary>Taken once: a stream calls the system each time it is asked for its handle.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>Where in memory this process has the file mapped.</summary>
    public MappedAddresses Mappings { get; } = new();

    /// <summary>Whether there was no such file before it was opened.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Closes a file that was being created, and deletes it unless it was there before.</summary>
    public void Abandon()
    {
        // Through a link to nothing, a file is created where the link leads; the link was there before.
        string? created = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? null : Libc.RealPath(Place);
        Close();
        if (IsNew)
        {
            File.Delete(created ?? Place);
        }
    }

    protected override void Free() => Stream.Dispose();
}
