namespace MemMap.Tool.Containers;

/// <summary>What is to be written: where, and how it is cut.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="Member">The name in an archive; <c>arr_0</c> is NumPy's for one without.</param>
/// <param name="RowsPerShard">The rows of a shard, or 0 for what the library takes.</param>
internal sealed record Target(string Path, string Member, long RowsPerShard)
{
    private const string DefaultMember = "arr_0";

    public static Target Parse(string text, long rowsPerShard)
    {
        (string path, string? member) = Location.Split(text);
        return new(System.IO.Path.TrimEndingDirectorySeparator(path), string.IsNullOrEmpty(member) ? DefaultMember : member, rowsPerShard);
    }
}
