using System.IO;
using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <content>The framework creates files with no permissions but its own, so the system creates them.</content>
internal static partial class FilePermissions
{
    /// <summary>Whether new files can be given permissions here.</summary>
    public static bool AreSupported => RuntimeInformation.IsOSPlatform(OSPlatform.Linux);

    /// <summary>Opens a stream without a buffer of its own. A file that it creates has the permissions from its first moment on.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share, MemMapPermissions? permissions)
    {
        if (permissions is { } given && !FileStatus.Exists(path))
        {
            FileCreation.Create(path, given);
            mode = FileMode.Open;
        }

        // On every framework, a buffer of 1 byte means no buffer.
        return new FileStream(path, mode, access, share, bufferSize: 1, FileOptions.None);
    }
}
