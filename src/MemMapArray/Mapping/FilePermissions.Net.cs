using System;
using System.IO;

namespace MemMap.Mapping;

/// <content>The framework creates files with permissions.</content>
internal static partial class FilePermissions
{
    /// <summary>Whether new files can be given permissions here.</summary>
    public static bool AreSupported => !OperatingSystem.IsWindows();

    /// <summary>Opens a stream without a buffer of its own. A file that it creates has the permissions from its first moment on.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share, MemMapPermissions? permissions)
    {
        // On every framework, a buffer of 1 byte means no buffer.
        if (permissions is not { } given || OperatingSystem.IsWindows())
        {
            return new FileStream(path, mode, access, share, bufferSize: 1, FileOptions.None);
        }

        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = access,
            Share = share,
            BufferSize = 1,
            UnixCreateMode = (UnixFileMode)given,
        };
        return new FileStream(path, options);
    }
}
