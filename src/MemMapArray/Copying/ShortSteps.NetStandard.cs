namespace MemMap.Copying;

/// <summary>Every second or third element of a line: there are no vectors here.</summary>
internal static unsafe class ShortSteps
{
    public static long Copy(byte* target, byte* source, long step, long count, int size) => 0;
}
