namespace MemMap.Copying;

/// <summary>Some bytes to be copied as they are.</summary>
internal readonly unsafe struct Run(byte* from, byte* to, long bytes)
{
    public readonly byte* From = from;
    public readonly byte* To = to;
    public readonly long Bytes = bytes;
}
