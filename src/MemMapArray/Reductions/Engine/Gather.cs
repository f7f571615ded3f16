using System;
using System.Runtime.CompilerServices;
using MemMap.ByteOrders;

namespace MemMap.Reductions.Engine;

/// <summary>Copies elements that lie apart so that they lie side by side.</summary>
internal static unsafe class Gather
{
    /// <summary>Copies elements that are <paramref name="stride"/> bytes apart.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Elements<T>(T* from, long stride, int count, T* to, bool isReversed)
        where T : unmanaged
    {
        if (stride == sizeof(T))
        {
            Buffer.MemoryCopy(from, to, (long)count * sizeof(T), (long)count * sizeof(T));
        }
        else
        {
            byte* element = (byte*)from;
            for (int i = 0; i < count; i++, element += stride)
            {
                to[i] = Unsafe.ReadUnaligned<T>(element);
            }
        }

        if (isReversed)
        {
            ByteOrder.Reverse((byte*)to, (byte*)to, sizeof(T), count);
        }
    }
}
