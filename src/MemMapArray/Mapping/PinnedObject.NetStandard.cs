using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <summary>Objects that are held where they are.</summary>
internal static class PinnedObject
{
    /// <summary>Holds an array of a type that <see cref="MemoryRegion"/> has found to be one that the runtime pins.</summary>
    /// <returns>What <see cref="Unpin"/> takes, once.</returns>
    public static nint Pin(object array) => GCHandle.ToIntPtr(GCHandle.Alloc(array, GCHandleType.Pinned));

    public static void Unpin(nint pin) => GCHandle.FromIntPtr(pin).Free();
}
