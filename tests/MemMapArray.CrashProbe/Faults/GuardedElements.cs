using MemMap.Mapping;
using MemMap.Reductions.Engine;

namespace MemMap.CrashProbe.Faults;

/// <summary>Elements in plain memory, for the engine to reduce in place.</summary>
internal sealed unsafe class GuardedElements(byte* origin, Layout layout, bool isReversed) : ElementSource(layout, isReversed)
{
    private readonly byte* _origin = origin;

    public override ByteReader CreateReader() => new Reader(_origin);

    public override bool Shares(Region region, Layout layout) => false;

    public override void Dispose()
    {
    }

    private sealed class Reader : ByteReader
    {
        public Reader(byte* origin) => Origin = origin;

        public override void BeforeUnit(in UnitBytes unit)
        {
        }

        public override byte* Read(long start, long length, long ahead) => Origin + start;

        public override void Dispose()
        {
        }
    }
}
