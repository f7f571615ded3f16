using System;
using System.IO;
using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <summary>Disk blocks for bytes that are not written yet, so that a full disk is an exception now and not a bus error later.</summary>
internal static class DiskBlocks
{
    private const int FewBytes = 1 << 20;

    /// <summary>Reserves blocks where the file system can. Windows has reserved them with the length; macOS stays sparse.</summary>
    /// <exception cref="IOException">There is no room.</exception>
    public static void Reserve(MappedFile file, long start, long length)
    {
        // In 32-bit processes posix_fallocate takes 32-bit lengths.
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux) || IntPtr.Size < sizeof(long))
        {
            return;
        }

        // What cannot fit is not begun: file systems take all the room there is before they find out.
        RequireRoom(file, length);
        int error = Libc.Allocate(file.Handle, start, length);
        if (error is not (0 or Libc.NotSupported or Libc.InvalidArgument))
        {
            throw SystemError.ToIOException(error, $"No room for {length} more bytes of '{file.FullPath}'.");
        }
    }

    /// <summary>Reserves blocks behind the end of a file, which keeps its length.</summary>
    /// <returns>Whether this system and the file system can.</returns>
    /// <exception cref="IOException">There is no room. Blocks that were reserved before that was found out are kept until the length is
    /// set.</exception>
    public static bool TryReserveBehind(MappedFile file, long start, long length)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux) || IntPtr.Size < sizeof(long))
        {
            return false;
        }

        // What cannot fit is not begun. To ask costs more than to reserve a little.
        if (length > FewBytes)
        {
            RequireRoom(file, length);
        }

        int error = Libc.FillHoles(file.Handle, start, length, keepsLength: true);
        return error == 0 || (error is Libc.NotSupported or Libc.InvalidArgument ? false
            : throw SystemError.ToIOException(error, $"No room for {length} more bytes of '{file.FullPath}'."));
    }

    /// <summary>Reserves blocks for bytes of a file that has none for them, and leaves every byte as it is.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="length">How many.</param>
    /// <param name="isRequired">Where the system cannot, that is an exception too.</param>
    /// <exception cref="IOException">There is no room, or the file system cannot.</exception>
    public static void FillHoles(MappedFile file, long start, long length, bool isRequired)
    {
        if (!isRequired && (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux) || IntPtr.Size < sizeof(long)))
        {
            return;
        }

        if (FileStatus.Of(file.Place) is { } status)
        {
            RequireRoom(file, start + length - status.AllocatedBytes);
        }

        int error = Libc.FillHoles(file.Handle, start, length, keepsLength: false);
        if (error != 0 && (isRequired || error is not (Libc.NotSupported or Libc.InvalidArgument)))
        {
            throw SystemError.ToIOException(error, error == Libc.NotSupported
                ? $"The file system of '{file.FullPath}' cannot reserve room."
                : $"No room for all of the {length} bytes of '{file.FullPath}'.");
        }
    }

    /// <summary>Looks at what is free on the disk of a file that exists.</summary>
    /// <exception cref="IOException">It is less than <paramref name="length"/>, or the file has no name any more.</exception>
    public static void RequireRoom(MappedFile file, long length)
    {
        var drive = new DriveInfo(RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? Path.GetPathRoot(file.Place)! : file.Place);
        try
        {
            if (drive.TotalSize > 0 && drive.AvailableFreeSpace < length)
            {
                throw new IOException($"No room for {length} more bytes of '{file.FullPath}': {drive.AvailableFreeSpace} bytes are free.");
            }
        }
        catch (DriveNotFoundException exception)
        {
            throw new IOException(
                $"The file '{file.FullPath}' is not there any more: somebody deleted or renamed it. Its array keeps the bytes until it " +
                "is disposed, and gets no more.",
                exception);
        }
    }
}
