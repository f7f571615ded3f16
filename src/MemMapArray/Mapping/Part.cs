namespace MemMap.Mapping;

/// <summary>Some bytes of memory, as calls to the system take them (<c>struct iovec</c>).</summary>
internal readonly unsafe struct Part(byte* address, nuint length)
{
    public readonly byte* Address = address;
    public readonly nuint Length = length;
}
