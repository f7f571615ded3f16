using MemMap.Mapping;

namespace MemMap.Reductions.Engine;

/// <summary>The elements of a view of a file, under a lease on its mapping, read through that or by positional reads.</summary>
internal sealed class FileElements : ElementSource
{
    private readonly MappedRegion _region;
    private readonly Lease _lease;
    private readonly bool _isBuffered;
    private readonly bool _dropsBehind;
    private readonly long _end;

    /// <param name="region">The mapping that they lie in.</param>
    /// <param name="layout">Where they lie.</param>
    /// <param name="isReversed">The bytes of each element are in the order that this machine has not.</param>
    /// <param name="strategy">How they are to be read.</param>
    public FileElements(MappedRegion region, in Layout layout, bool isReversed, ReadStrategy strategy)
        : base(layout, isReversed)
    {
        _region = region;
        (long start, _end) = layout.ByteRange();
        _lease = _region.Lease();
        _isBuffered = _region.IsMapped && !_region.IsPrivate && IsBuffered(strategy, _end - start, _region.File.FullPath);
        _dropsBehind = strategy == ReadStrategy.DropBehind;
    }

    public override unsafe ByteReader CreateReader() =>
        _isBuffered ? new FileReader(_region.File, _end, _dropsBehind) : new MappedByteReader(_lease.Origin, _region);

    public override bool Shares(Region region, Layout layout) =>
        region is MappedRegion { File: var file } && (file == _region.File || file.FullPath == _region.File.FullPath)
        && !Layout.IsBeside(layout);

    public override void Dispose() => _lease.Dispose();

    private sealed unsafe class FileReader(MappedFile file, long end, bool dropsBehind) : BufferedByteReader(dropsBehind)
    {
        protected override long EndOfRun(long start) => end;

        protected override void ReadExactly(long start, byte* buffer, long length) =>
            file.ReadExactly(start, buffer, length, DropsBehind);
    }

    private sealed unsafe class MappedByteReader : ByteReader
    {
        private readonly MappedRegion _region;

        public MappedByteReader(byte* origin, MappedRegion region)
        {
            Origin = origin;
            _region = region;
        }

        public override void BeforeUnit(in UnitBytes unit) => _region.RequirePages(unit.Start, unit.End, unit.Wanted);

        public override byte* Read(long start, long length, long ahead) => Origin + start;

        public override void Dispose()
        {
        }
    }
}
