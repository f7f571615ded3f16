using System;

namespace MemMap.Cluster;

/// <summary>A mask on a silo: files that have the rows of a shard, or truths that came with the request.</summary>
internal sealed class ShardTruths
{
    private readonly MemMapShards<bool>? _files;
    private readonly bool[] _truths = [];
    private readonly long _firstRow;
    private readonly long[] _shape;

    public ShardTruths(MemMapShards<bool> files) => (_files, _shape, All) = (files, files.Shape.ToArray(), files);

    /// <exception cref="ArgumentException">There are more or fewer truths than rows have.</exception>
    public ShardTruths(ShardMask mask)
    {
        (_shape, _firstRow) = (mask.Shape, mask.FirstRow);
        long count = checked(mask.Rows * RowShape.ElementsOf(mask.Shape));
        if (count < 0 || (count + 7) / 8 != mask.Bits.Length)
        {
            throw new ArgumentException($"{mask.Bits.Length} bytes of truths came for {count} elements of a mask.");
        }

        _truths = new bool[count];
        for (int i = 0; i < _truths.Length; i++)
        {
            _truths[i] = (mask.Bits[i / 8] >> (i % 8) & 1) != 0;
        }

        All = NDArray.OfRows(_truths, Shape.Create(mask.Shape), new RowRange(mask.FirstRow, mask.Rows));
    }

    /// <summary>The whole mask, of which the rows of the shard can be read.</summary>
    public ReductionSource<bool> All { get; }

    /// <summary>What it says of some rows of an array, as a mask of these rows alone.</summary>
    public ReductionSource<bool> Of(RowRange rows, Shape array)
    {
        if (_shape.Length < array.Rank || _shape[0] != array[0])
        {
            // The same for each row.
            return _files is null ? NDArray.From(_truths, _shape) : _files;
        }

        if (_files is not null)
        {
            return _files[rows];
        }

        int perRow = (int)RowShape.ElementsOf(_shape);
        ReadOnlySpan<bool> own = _truths.AsSpan((int)(rows.Start - _firstRow) * perRow, (int)rows.Count * perRow);
        return NDArray.From(own.ToArray(), [rows.Count, .. _shape[1..]]);
    }
}
