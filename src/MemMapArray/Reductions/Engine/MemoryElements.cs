using MemMap.Mapping;

namespace MemMap.Reductions.Engine;

/// <summary>The elements of a view of an array in memory, which a lease holds where it is. However they are to be read, they are read in
/// place.</summary>
internal sealed class MemoryElements : ElementSource
{
    private readonly Region _region;
    private readonly Lease _lease;

    /// <param name="region">The region that they lie in.</param>
    /// <param name="layout">Where they lie.</param>
    /// <param name="isReversed">The bytes of each element are in the order that this machine has not.</param>
    public MemoryElements(Region region, in Layout layout, bool isReversed)
        : base(layout, isReversed)
    {
        _region = region;
        _lease = region.Lease();
    }

    public override unsafe ByteReader CreateReader() => new MemoryReader(_lease.Origin);

    public override bool Shares(Region region, Layout layout) => region.Anchor == _region.Anchor && !Layout.IsBeside(layout);

    public override void Dispose() => _lease.Dispose();

    private sealed unsafe class MemoryReader : ByteReader
    {
        public MemoryReader(byte* origin) => Origin = origin;

        public override void BeforeUnit(in UnitBytes unit)
        {
            // Nothing can be missing.
        }

        public override byte* Read(long start, long length, long ahead) => Origin + start;

        public override void Dispose()
        {
        }
    }
}
