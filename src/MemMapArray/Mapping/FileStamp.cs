using System.Globalization;
using System.IO;

namespace MemMap.Mapping;

/// <summary>By what it is noticed that a path leads to another file than before, or that its file was written to.</summary>
internal static class FileStamp
{
    /// <summary>On Linux device, number, birth, length and last write; elsewhere length and last write.</summary>
    /// <returns><see langword="null"/> where there is no file.</returns>
    public static string? Of(string path)
    {
        if (FileStatus.Of(path) is { } status)
        {
            return $"{status.Identity} {status.Version}";
        }

        var file = new FileInfo(path);
        return file.Exists ? string.Format(CultureInfo.InvariantCulture, "{0} {1}", file.Length, file.LastWriteTimeUtc.Ticks) : null;
    }
}
