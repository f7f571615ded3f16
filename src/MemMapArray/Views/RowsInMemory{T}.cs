using System;
using MemMap.ByteOrders;
using MemMap.Mapping;
using MemMap.Reductions.Engine;

namespace MemMap.Views;

/// <summary>An array in C order of which this process has some rows, in memory.</summary>
/// <param name="elements">The elements of these rows.</param>
/// <param name="whole">The layout of the whole array, at offset 0.</param>
/// <param name="rows">Which rows they are.</param>
internal sealed class RowsInMemory<T>(T[] elements, Layout whole, RowRange rows) : ReductionSource<T>
    where T : unmanaged
{
    public override Shape Shape => Shape.Create(whole.Lengths);

    internal override ElementSource OpenElements(ReadStrategy strategy) => new Elements(MemoryRegion.Over(elements), whole, rows);

    private sealed class Elements : ElementSource
    {
        private readonly Region _region;
        private readonly Lease _lease;
        private readonly RowRange _rows;
        private readonly long _rowBytes;

        public Elements(Region region, in Layout whole, RowRange rows)
            : base(whole, ByteOrder.IsReversed<T>())
        {
            _region = region;
            _rows = rows;
            _rowBytes = whole.Narrow(0, 0, Math.Min(1, whole.Lengths[0])).Length * whole.ElementSize;
            _lease = region.Lease();
        }

        public override unsafe ByteReader CreateReader() => new Reader(_lease.Origin, _rows, _rowBytes);

        public override bool Shares(Region region, Layout layout) => region.Anchor == _region.Anchor;

        public override void Dispose() => _lease.Dispose();
    }

    private sealed unsafe class Reader : ByteReader
    {
        private readonly RowRange _rows;

        public Reader(byte* origin, RowRange rows, long rowBytes)
        {
            _rows = rows;
            (NearStart, NearEnd) = (rows.Start * rowBytes, rows.End * rowBytes);
            NearOrigin = origin - NearStart;
        }

        public override void BeforeUnit(in UnitBytes unit)
        {
            // Nothing can be missing.
        }

        public override byte* Read(long start, long length, long ahead) => start >= NearStart && length <= NearEnd - start
            ? NearOrigin + start
            : throw new InvalidOperationException($"Of the array only rows {_rows} are here: a partial of these can be made, and no more.");

        public override byte* Find(long start, long length) => Read(start, length, 0);

        public override void Dispose()
        {
        }
    }
}
