using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <summary>Objects that are held where they are.</summary>
internal static class PinnedObject
{
    /// <summary>Holds an array, whatever unmanaged type its elements have.</summary>
    /// <returns>What <see cref="Unpin"/> takes, once.</returns>
    public static nint Pin(object array) => PinnedGCHandle<object>.ToIntPtr(new PinnedGCHandle<object>(array));

    public static void Unpin(nint pin) => PinnedGCHandle<object>.FromIntPtr(pin).Dispose();
}
