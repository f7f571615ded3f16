using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <summary>References at a distance from an object: see <see cref="Region"/>.</summary>
internal static unsafe class Anchored
{
    /// <summary>An object that never moves, for distances to memory that is not the collector's: no array, so that nobody takes it for
    /// one of elements. Its handle is never freed.</summary>
    public static readonly object Fixed = GCHandle.Alloc((byte)0, GCHandleType.Pinned).Target!;

    /// <summary>The byte at a distance.</summary>
    /// <param name="anchor">The object, of any type: never <see langword="null"/>.</param>
    /// <param name="distance">Complete: a sum of some of its parts might be an address in another object.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte At(object anchor, long distance) =>
        ref Unsafe.AddByteOffset(ref Unsafe.As<Head>(anchor).FirstByte, (nint)distance);

    /// <summary>How far an element of an array is from it.</summary>
    public static long DistanceTo<T>(object anchor, ref T element) =>
        (long)Unsafe.ByteOffset(ref Unsafe.As<Head>(anchor).FirstByte, ref Unsafe.As<T, byte>(ref element));

    /// <summary>How far memory that is not the collector's is from <see cref="Fixed"/>.</summary>
    public static long DistanceTo(byte* address) => DistanceTo(Fixed, ref *address);

    // Any object as one with a byte at its beginning: only the reference to that is used, which the collector knows as one into the object.
    private sealed class Head
    {
        public byte FirstByte;
    }
}
