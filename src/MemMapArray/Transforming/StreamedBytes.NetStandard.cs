using System;

namespace MemMap.Transforming;

/// <summary>Copies to memory that nobody reads soon. netstandard2.0 has no way past the caches.</summary>
internal static unsafe class StreamedBytes
{
    /// <summary>Copies bytes that do not overlap. <see cref="Complete"/> comes before others may read them.</summary>
    public static void Copy(byte* to, byte* from, long count) => Buffer.MemoryCopy(from, to, count, count);

    /// <summary>Waits until all that this thread has copied can be seen by others.</summary>
    public static void Complete()
    {
    }
}
