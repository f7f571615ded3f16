using System.IO;

namespace MemMap.Mapping;

/// <summary>A finished file takes the name of another, in one step.</summary>
internal static class FileReplacement
{
    /// <summary>Gives a file another name in its folder. The name is not durable yet.</summary>
    /// <param name="source">The file.</param>
    /// <param name="target">The name. A file that has it is replaced.</param>
    /// <param name="overwrite">Whether it may be replaced.</param>
    /// <exception cref="IOException">The system could not, or a file has the name and may not be replaced.</exception>
    public static void Rename(string source, string target, bool overwrite) => File.Move(source, target, overwrite);
}
