using MemMap.Mapping;

namespace MemMap;

/// <summary>Figures of this process, to find arrays that nobody disposed.</summary>
public static class MemMapDiagnostics
{
    /// <summary>How many mappings exist now. Arrays of zero elements have none; an array that has grown may have several.
    /// An array that nobody disposes keeps its mappings for good, because spans over it may live.</summary>
    public static int OpenMappings => MappedRegion.OpenMappings;
}
