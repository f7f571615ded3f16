using System;
using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <summary>What Linux says of a file before it is opened. .NET has no method for any of it on both frameworks.</summary>
internal readonly unsafe struct FileStatus
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint BasicFields = 0x7ff; // STATX_BASIC_STATS
    private const int TypeBits = 0xF000, Pipe = 0x1000;
    private const int BytesPerBlock = 512;

    private readonly ushort _mode;

    private FileStatus(in Record record)
    {
        _mode = record.Mode;
        AllocatedBytes = (long)record.Blocks * BytesPerBlock;
    }

    /// <summary>To open a pipe waits until somebody opens its other end.</summary>
    public bool IsPipe => (_mode & TypeBits) == Pipe;

    /// <summary>Who may read and write it.</summary>
    public MemMapPermissions Permissions => (MemMapPermissions)_mode & MemMapPermissions.All;

    /// <summary>The disk blocks it has, in bytes: fewer than its length when it is sparse.</summary>
    public long AllocatedBytes { get; }

    /// <summary>Looks at a file, through links. <see langword="null"/> when there is none, and on systems that cannot be asked so.</summary>
    public static FileStatus? Of(string path)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            return null;
        }

        fixed (byte* text = Libc.Encode(path))
        {
            try
            {
                return statx(CurrentFolder, text, 0, BasicFields, out Record record) == 0 ? new FileStatus(in record) : null;
            }
            catch (EntryPointNotFoundException)
            {
                // A C library older than 2018.
                return null;
            }
        }
    }

    [DllImport("libc")]
    private static extern int statx(int folder, byte* path, int flags, uint mask, out Record record);

    // struct statx: the same on every processor, unlike struct stat.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Record
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(48)]
        public ulong Blocks;
    }
}
