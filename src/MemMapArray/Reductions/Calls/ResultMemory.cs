using MemMap.Mapping;

namespace MemMap.Reductions.Calls;

/// <summary>Where results are written: an array, or a view.</summary>
/// <param name="origin">What result offsets count from.</param>
/// <param name="region">The region of the view that this is in, if it is in one.</param>
/// <param name="start">Which byte of it the results begin with.</param>
/// <param name="end">Which byte they end before.</param>
internal readonly unsafe struct ResultMemory(byte* origin, Region? region = null, long start = 0, long end = 0)
{
    public byte* Origin { get; } = origin;

    /// <summary>Looks whether results can be written. The pages of many are not asked for: a unit writes a few.</summary>
    /// <exception cref="System.IO.IOException">The file was cut short, or its disk has no room for them.</exception>
    public void RequirePages() => (region as MappedRegion)?.RequirePages(
        start, end, end - start <= MappedFile.BytesPerLook ? end - start : 0, toWrite: true);
}
