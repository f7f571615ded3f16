using System.IO;

namespace MemMap;

/// <summary>Everything that can be said about opening or creating a file. Each property has the default of the short overloads.</summary>
public sealed class MemMapOptions
{
    /// <summary>How the file is opened. Default: <see cref="MemMapMode.Read"/>. <see cref="MemMapArray.Create{T}(string, Shape, MemMapOptions)"/>
    /// takes <see cref="MemMapMode.CreateNew"/> from here and treats every other mode as <see cref="MemMapMode.Create"/>.</summary>
    public MemMapMode Mode { get; set; } = MemMapMode.Read;

    /// <summary>Where the first element lies in the file, in bytes. Any value, aligned or not. Default: 0.</summary>
    public long Offset { get; set; }

    /// <summary>Which axis is contiguous. Default: <see cref="MemMapOrder.C"/>.</summary>
    public MemMapOrder Order { get; set; } = MemMapOrder.C;

    /// <summary>Whether <see cref="MemMapMode.ReadWrite"/> may lengthen a file that is too short for offset and shape. The new bytes are zeros.
    /// Default: <see langword="false"/>, a short file is an <see cref="InvalidDataException"/>; NumPy always extends, silently.</summary>
    public bool AllowGrow { get; set; }

    /// <summary>Whether creating and growing reserve disk blocks, so that a full disk is an <see cref="IOException"/> at that line.
    /// Default: <see langword="true"/>. When <see langword="false"/> the file is sparse, and a disk that fills up later kills the process that writes to it.
    /// macOS has no such reservation here: files are sparse there.</summary>
    public bool Preallocate { get; set; } = true;

    /// <summary>Whether opening a file in <see cref="MemMapMode.ReadWrite"/> reserves disk blocks for those bytes of the array that have none, because somebody made the file sparse, as NumPy's
    /// <c>w+</c> does. Without it, a write to such bytes kills the process when the disk is full. No byte of the file changes. Default: <see langword="false"/>, because a sparse file may be
    /// meant to be one, and opening is then no longer O(1). Linux only: elsewhere it is a <see cref="System.PlatformNotSupportedException"/>, and where the file system cannot
    /// reserve an <see cref="IOException"/>.</summary>
    public bool PreallocateExisting { get; set; }

    /// <summary>Who may read and write a file that is created, from its first moment on, less what the process's umask takes away: <c>UserRead | UserWrite</c> is a private file.
    /// A file that is there and is replaced keeps its permissions (<see cref="MemMapMode.CreateNew"/> refuses such a file). Default: <see langword="null"/>, what the system gives, mostly 0644.
    /// Other systems than Unix have no such permissions: <see cref="System.PlatformNotSupportedException"/> (so it is on macOS for the netstandard2.0 build).</summary>
    public MemMapPermissions? UnixCreateMode { get; set; }

    /// <summary>What other openers of the file may do meanwhile. Default: <see cref="FileShare.ReadWrite"/>, which is what several processes on one file need.
    /// On Unix only <see cref="FileShare.None"/> refuses anybody, and only other .NET openers.</summary>
    public FileShare Share { get; set; } = FileShare.ReadWrite;
}
