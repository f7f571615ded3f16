using System.IO;
using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <summary>A file's name in its folder, which on Unix is durable only once the folder is flushed too.</summary>
internal static class DirectoryEntry
{
    /// <exception cref="IOException">The folder could not be flushed.</exception>
    public static void Flush(string path)
    {
        // Windows journals the change of a folder with the flush of the file.
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return;
        }

        string folder = Path.GetDirectoryName(path)!;
        int error = Libc.SyncDirectory(folder);
        if (error != 0)
        {
            throw SystemError.ToIOException(error, $"The folder '{folder}' could not be flushed.");
        }
    }
}
