using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <summary>What the system says about a file before it is opened. Neither framework has methods for all of it.</summary>
internal readonly unsafe struct FileStatus
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint Fields = 0xfff; // STATX_BASIC_STATS and STATX_BTIME
    private const int TypeBits = 0xF000, Pipe = 0x1000, Regular = 0x8000;
    private const int BytesPerBlock = 512;

    private readonly ushort _mode;

    private FileStatus(in Record record)
    {
        _mode = record.Mode;
        Links = record.Links;
        User = record.User;
        Group = record.Group;
        AllocatedBytes = (long)record.Blocks * BytesPerBlock;
        Version = string.Format(CultureInfo.InvariantCulture, "{0}:{1}.{2}", record.Size, record.WrittenSeconds, record.WrittenNanoseconds);
        Identity = (record.Mask & 0x800) == 0 ? null
            : string.Format(
                CultureInfo.InvariantCulture,
                "{0}:{1}:{2}:{3}.{4}",
                record.DeviceMajor,
                record.DeviceMinor,
                record.Inode,
                record.BornSeconds,
                record.BornNanoseconds);
    }

    /// <summary>Whether it is a pipe. Opening one waits until somebody opens its other end.</summary>
    public bool IsPipe => (_mode & TypeBits) == Pipe;

    /// <summary>Whether it is a file of bytes, and not a folder, a link, a pipe or a device.</summary>
    public bool IsRegular => (_mode & TypeBits) == Regular;

    /// <summary>Tells this file from every other that there is or ever was, under any name: device, number and time of birth.
    /// <see langword="null"/> where the file system keeps no such time.</summary>
    public string? Identity { get; }

    /// <summary>Differs when the file's bytes were changed: its length, and when they were last written to.</summary>
    public string Version { get; }

    /// <summary>How many names it has.</summary>
    public uint Links { get; }

    public uint User { get; }

    public uint Group { get; }

    /// <summary>Who may read and write it.</summary>
    public MemMapPermissions Permissions => (MemMapPermissions)_mode & MemMapPermissions.All;

    /// <summary>The bytes of the disk blocks it has: fewer than its length when it is sparse.</summary>
    public long AllocatedBytes { get; }

    /// <summary>Whether there is such a file. (The framework counts a link to nothing as one; this does not.)</summary>
    public static bool Exists(string path) =>
        File.Exists(path) && (RuntimeInformation.IsOSPlatform(OSPlatform.Windows) || Libc.RealPath(Path.GetFullPath(path)) is not null);

    /// <summary>Looks at a file, through links.</summary>
    /// <returns><see langword="null"/> where there is no such file, and on other systems than Linux.</returns>
    public static FileStatus? Of(string path) => Of(path, 0);

    /// <summary>Looks at what has the name, and not at where it leads if it is a link.</summary>
    public static FileStatus? OfName(string path) => Of(path, NoFollow);

    private static FileStatus? Of(string path, int flags)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            return null;
        }

        fixed (byte* text = Libc.Encode(path))
        {
            try
            {
                return statx(CurrentFolder, text, flags, Fields, out Record record) == 0 ? new FileStatus(in record) : null;
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
        [FieldOffset(0)]
        public uint Mask;

        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(20)]
        public uint User;

        [FieldOffset(24)]
        public uint Group;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(48)]
        public ulong Blocks;

        [FieldOffset(80)]
        public long BornSeconds;

        [FieldOffset(88)]
        public uint BornNanoseconds;

        [FieldOffset(112)]
        public long WrittenSeconds;

        [FieldOffset(120)]
        public uint WrittenNanoseconds;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
