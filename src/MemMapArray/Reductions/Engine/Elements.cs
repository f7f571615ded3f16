using System;
using System.Runtime.CompilerServices;
using MemMap.ByteOrders;

namespace MemMap.Reductions;

/// <summary>Brings elements side by side.</summary>
internal static unsafe class Elements
{
    /// <summary>Copies elements that are <paramref name="stride"/> bytes apart.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Gather<T>(T* from, long stride, int count, T* to, bool isReversed)
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
