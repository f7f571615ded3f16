using System.Runtime.CompilerServices;

namespace MemMap.Converting;

/// <content>With vectors.</content>
internal readonly unsafe partial struct ConversionStep
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static partial void RunVectors<TFrom, TTo>(byte* from, byte* to, int count, Conversion how, ref int done, ref bool fits)
        where TFrom : unmanaged
        where TTo : unmanaged => done = ConvertVectors.Run<TFrom, TTo>(from, to, count, how, ref fits);
}
