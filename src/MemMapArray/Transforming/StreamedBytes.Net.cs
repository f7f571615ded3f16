using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Threading;

namespace MemMap.Transforming;

/// <summary>Copies to memory that nobody reads soon: past the caches, so that what is written over need not be read first.</summary>
internal static unsafe class StreamedBytes
{
    private const int Line = 64;

    /// <summary>Copies bytes that do not overlap. <see cref="Complete"/> comes before others may read them.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Copy(byte* to, byte* from, long count)
    {
        long head = Math.Min(count, (Line - ((nint)to % Line)) % Line);
        Buffer.MemoryCopy(from, to, head, head);
        long i = head;
        for (; i <= count - (2 * Line); i += 2 * Line)
        {
            Vector512<byte> first = Vector512.Load(from + i), second = Vector512.Load(from + i + Line);
            first.StoreAlignedNonTemporal(to + i);
            second.StoreAlignedNonTemporal(to + i + Line);
        }

        Buffer.MemoryCopy(from + i, to + i, count - i, count - i);
    }

    /// <summary>Waits until all that this thread has copied can be seen by others.</summary>
    public static void Complete() => Thread.MemoryBarrier();
}
