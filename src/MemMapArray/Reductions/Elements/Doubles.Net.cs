using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Elements;

/// <content>With vectors.</content>
internal static partial class Doubles
{
    /// <summary>The sums of two doubles each, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> TwoSum(Vector512<double> a, Vector512<double> b, out Vector512<double> error)
    {
        Vector512<double> sum = a + b, shadow = sum - a;
        error = (a - (sum - shadow)) + (b - shadow);
        return sum;
    }
}
