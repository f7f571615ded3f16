namespace MemMap.Zip;

/// <summary>What the directory of an archive says of one member.</summary>
/// <param name="Name">The whole name.</param>
/// <param name="NameLength">Its bytes in the archive.</param>
/// <param name="Flags">The general purpose bits.</param>
/// <param name="Method">How it is compressed.</param>
/// <param name="Crc">The checksum of what it holds.</param>
/// <param name="CompressedLength">Its bytes in the archive.</param>
/// <param name="Length">Its bytes without compression.</param>
/// <param name="HeaderOffset">Where its local header lies.</param>
/// <param name="Position">Where the directory says so, for messages.</param>
internal sealed record ZipEntry(
    string Name,
    int NameLength,
    ushort Flags,
    ushort Method,
    uint Crc,
    long CompressedLength,
    long Length,
    long HeaderOffset,
    long Position)
{
    /// <summary>Where the next member begins, or the directory: its data ends before that.</summary>
    public long Limit { get; init; }

    public bool IsStored => Method == ZipFormat.Stored;

    public bool IsEncrypted => (Flags & ZipFormat.Encryption) != 0;
}
