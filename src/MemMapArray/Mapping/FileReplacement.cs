using System.IO;

namespace MemMap.Mapping;

/// <summary>A finished file takes the name of another, in one step.</summary>
internal static class FileReplacement
{
    /// <summary>Gives a file another name in its folder, durably. A file of that name is gone.</summary>
    /// <exception cref="IOException">The system could not.</exception>
    public static void Move(string source, string target)
    {
        File.Move(source, target, overwrite: true);
        DirectoryEntry.Flush(target);
    }
}
