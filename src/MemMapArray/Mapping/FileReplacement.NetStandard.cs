using System.IO;

namespace MemMap.Mapping;

/// <summary>A finished file takes the name of another, in one step.</summary>
internal static class FileReplacement
{
    /// <summary>Gives a file another name in its folder, durably. A file of that name is gone.</summary>
    /// <exception cref="IOException">The system could not.</exception>
    public static void Move(string source, string target)
    {
        // The framework has one call for each case. Where the target comes or goes meanwhile, they throw.
        if (File.Exists(target))
        {
            File.Replace(source, target, destinationBackupFileName: null);
        }
        else
        {
            File.Move(source, target);
        }

        DirectoryEntry.Flush(target);
    }
}
