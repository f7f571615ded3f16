using System;

namespace MemMap;

internal static unsafe class ByteOrder
{
    public static void Reverse(byte* source, byte* destination, int elementSize, long count) => throw new NotSupportedException();
}
