using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Converting;

/// <summary>Two vectors of elements half as wide, in one. Where a processor has no vectors of 512 bits, the framework's own go element by
/// element.</summary>
internal static class NarrowVectors
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Narrow(Vector512<int> low, Vector512<int> high) =>
        Vector512.IsHardwareAccelerated ? Vector512.Narrow(low, high)
        : Vector512.Create(Narrow(low.GetLower(), low.GetUpper()), Narrow(high.GetLower(), high.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<sbyte> Narrow(Vector512<short> low, Vector512<short> high) =>
        Vector512.IsHardwareAccelerated ? Vector512.Narrow(low, high)
        : Vector512.Create(Narrow(low.GetLower(), low.GetUpper()), Narrow(high.GetLower(), high.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Narrow(Vector512<long> low, Vector512<long> high) =>
        Vector512.IsHardwareAccelerated ? Vector512.Narrow(low, high)
        : Vector512.Create(Narrow(low.GetLower(), low.GetUpper()), Narrow(high.GetLower(), high.GetUpper()));

    /// <summary>Each rounded to the nearest float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Narrow(Vector512<double> low, Vector512<double> high) =>
        Vector512.IsHardwareAccelerated ? Vector512.Narrow(low, high)
        : Vector512.Create(Narrow(low.GetLower(), low.GetUpper()), Narrow(high.GetLower(), high.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Narrow(Vector256<int> low, Vector256<int> high) => Vector256.IsHardwareAccelerated
        ? Vector256.Narrow(low, high)
        : Vector256.Create(Vector128.Narrow(low.GetLower(), low.GetUpper()), Vector128.Narrow(high.GetLower(), high.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<sbyte> Narrow(Vector256<short> low, Vector256<short> high) => Vector256.IsHardwareAccelerated
        ? Vector256.Narrow(low, high)
        : Vector256.Create(Vector128.Narrow(low.GetLower(), low.GetUpper()), Vector128.Narrow(high.GetLower(), high.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Narrow(Vector256<long> low, Vector256<long> high) => Vector256.IsHardwareAccelerated
        ? Vector256.Narrow(low, high)
        : Vector256.Create(Vector128.Narrow(low.GetLower(), low.GetUpper()), Vector128.Narrow(high.GetLower(), high.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Narrow(Vector256<double> low, Vector256<double> high) => Vector256.IsHardwareAccelerated
        ? Vector256.Narrow(low, high)
        : Vector256.Create(Vector128.Narrow(low.GetLower(), low.GetUpper()), Vector128.Narrow(high.GetLower(), high.GetUpper()));
}
