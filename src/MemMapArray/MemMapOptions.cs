using System.IO;

namespace MemMap;

/// <summary>Options of opening or creating a file. Each property has the default of the short overloads.</summary>
public sealed class MemMapOptions
{
    /// <summary>The mode of opening the file. Default: <see cref="MemMapMode.Read"/>.
    /// <see cref="MemMapArray.Create{T}(string, Shape, MemMapOptions)"/> takes <see cref="MemMapMode.CreateNew"/> from here and treats
    /// every other mode as <see cref="MemMapMode.Create"/>.</summary>
    public MemMapMode Mode { get; set; } = MemMapMode.Read;

    /// <summary>The position of the first element in the file, in bytes. It need not be aligned. Default: 0.</summary>
    public long Offset { get; set; }

    /// <summary>The axis that is contiguous. Default: <see cref="MemMapOrder.C"/>.</summary>
    public MemMapOrder Order { get; set; } = MemMapOrder.C;

    /// <summary>Whether <see cref="MemMapMode.ReadWrite"/> may extend a file that is too short for the offset and the shape. The new bytes
    /// are zeros. Default: <see langword="false"/>: a short file is an <see cref="InvalidDataException"/>. (NumPy extends files
    /// silently.)</summary>
    public bool AllowGrow { get; set; }

    /// <summary>Whether creating and growing reserve disk blocks, so that a full disk is an <see cref="IOException"/> of that call.
    /// Default: <see langword="true"/>. When it is <see langword="false"/>, the file is sparse, and a write kills the process when the disk
    /// is full. On macOS no blocks are reserved: files are sparse there.</summary>
    public bool Preallocate { get; set; } = true;

    /// <summary>Whether opening a file in <see cref="MemMapMode.ReadWrite"/> reserves disk blocks where the file is sparse, as files of
    /// NumPy's mode <c>w+</c> are. Without blocks, a write kills the process when the disk is full. No byte of the file changes. Default:
    /// <see langword="false"/>, because a file may be sparse on purpose, and because reserving is not O(1). Linux only: other systems throw
    /// a <see cref="System.PlatformNotSupportedException"/>, and file systems that cannot reserve blocks an
    /// <see cref="IOException"/>.</summary>
    public bool PreallocateExisting { get; set; }

    /// <summary>Whether <c>Open</c> takes a file whose first bytes are those of <c>.npy</c>, zip (<c>.npz</c>), safetensors or gzip for what
    /// it says it is not: elements from byte 0 on. Default: <see langword="false"/>: such a file is an <see cref="InvalidDataException"/> that
    /// names the call to open it with. Where <see cref="Offset"/> is not 0, nobody takes a header for elements, and the first bytes are not
    /// looked at.</summary>
    public bool IgnoreSignature { get; set; }

    /// <summary>The permissions of a new file from its first moment on, less the process's umask: <c>UserRead | UserWrite</c> is a private
    /// file. A file that replaces another keeps the permissions of the old one. Default: <see langword="null"/>, the system's default,
    /// usually 0644. On systems other than Unix, and on macOS with the netstandard2.0 build, a value is a
    /// <see cref="System.PlatformNotSupportedException"/>.</summary>
    public MemMapPermissions? UnixCreateMode { get; set; }

    /// <summary>What others may do with the file while it is open. Default: <see cref="FileShare.ReadWrite"/>, which processes that share a
    /// file need. On Unix only <see cref="FileShare.None"/> has an effect, and only on other .NET processes.</summary>
    public FileShare Share { get; set; } = FileShare.ReadWrite;
}
