using System;
using System.Linq;

namespace MemMap.Tests.Reductions;

/// <summary>Masks for a shape, as a seed says: of a few patterns, broadcast along some axes, in any order of memory.</summary>
/// <param name="folder">Where their files go.</param>
internal sealed class DrawnMasks(TemporaryFolder folder) : IDisposable
{
    // Bytes that others wrote: any but 0 is true.
    private static readonly byte[] s_trues = [1, 2, 128, 255];

    private MemMapArray<bool>? _open;

    public void Dispose() => _open?.Dispose();

    /// <summary>A mask, which is there until the next one.</summary>
    public MemMapView<bool> Of(Shape shape, Random draw)
    {
        _open?.Dispose();
        long[] lengths = [.. shape.ToArray().Select(length => draw.Next(4) == 0 ? 1 : length)];
        lengths = lengths[Math.Min(lengths.TakeWhile(length => length == 1).Count(), draw.Next(lengths.Length + 1))..];
        int[] order = [.. Enumerable.Range(0, lengths.Length).OrderBy(_ => draw.Next())];
        long[] stored = [.. order.Select(axis => lengths[axis])];
        bool isStepped = lengths.Length > 0 && draw.Next(3) == 0;
        if (isStepped)
        {
            stored[^1] *= 2;
        }

        _open = MemMapArray.Open<bool>(folder.Write(Bytes(stored.Aggregate(1L, (product, length) => product * length), draw), name: "mask.bin"), (Shape)stored);
        MemMapView<bool> mask = _open;
        mask = isStepped ? mask[[.. Enumerable.Repeat(Slice.All, stored.Length - 1), Slice.Range(1, null, 2)]] : mask;
        mask = lengths.Length > 0 ? mask.Permute([.. Enumerable.Range(0, order.Length).Select(axis => Array.IndexOf(order, axis))]) : mask;
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            mask = draw.Next(4) == 0 ? mask.Flip(axis) : mask;
        }

        return mask;
    }

    private static byte[] Bytes(long count, Random draw)
    {
        byte[] bytes = new byte[count];
        int pattern = draw.Next(6), run = 0;
        bool isTrue = false;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (run-- == 0)
            {
                (isTrue, run) = (!isTrue, draw.Next(1, 3000));
            }

            bool value = pattern switch
            {
                0 => draw.Next(2) == 0,
                1 => draw.Next(50) == 0,
                2 => draw.Next(50) != 0,
                3 => false,
                _ => isTrue,
            };
            bytes[i] = value ? s_trues[draw.Next(s_trues.Length)] : (byte)0;
        }

        return bytes;
    }
}
