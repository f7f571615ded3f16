using MemMap.Mapping;

namespace MemMap.Copying;

/// <summary>How much memory a transposed copy may count on. <c>default</c> is what this process has.</summary>
/// <param name="Available">What source and target, in pages, should fit in, so that each is read once. 0: as much as the process may
/// use.</param>
/// <param name="BlockBytes">What a copy that does not fit takes for itself. 0: 12 MiB, square blocks of pieces of some 3 KiB of bytes to 7
/// KiB of elements of 4 and more.</param>
internal readonly record struct CopyMemory(long Available, int BlockBytes)
{
    private const int DefaultBlockBytes = 12 << 20;

    private readonly int _blockBytes = BlockBytes;

    public int BlockBytes => _blockBytes == 0 ? DefaultBlockBytes : _blockBytes;

    /// <summary>Whether so many bytes do not fit.</summary>
    public bool IsLessThan(long bytes) => bytes > BlockBytes && bytes > (Available == 0 ? AvailableMemory.Bytes : Available);
}
