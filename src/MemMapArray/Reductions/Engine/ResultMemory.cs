using MemMap.Mapping;

namespace MemMap.Reductions;

/// <summary>Where results are written: an array, or a view of a file.</summary>
/// <param name="origin">What result offsets count from.</param>
/// <param name="file">The file that is mapped there, if one is.</param>
/// <param name="end">Which byte of it the results end before.</param>
internal readonly unsafe struct ResultMemory(byte* origin, MappedFile? file = null, long end = 0)
{
    public byte* Origin { get; } = origin;

    /// <exception cref="System.IO.IOException">The file was cut short.</exception>
    public void RequireFile() => file?.RequireLength(end);
}
