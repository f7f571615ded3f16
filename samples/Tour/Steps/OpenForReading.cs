using System;
using System.Threading;

namespace MemMap.Tour.Steps;

/// <summary>Opening costs nothing, whatever the size: only what is looked at is read.</summary>
internal sealed class OpenForReading : IStep
{
    public string Name => "read";

    public string Title => "Open it for reading: row 0, and a block out of the middle";

    public void Run(TourFolder files, Report report, CancellationToken cancellation)
    {
        // NumPy: a = np.memmap(path, dtype='float32', mode='r', shape=(10000, 1000))
        using MemMapArray<float> array = MemMapArray.Open<float>(files.Random, (CreateAndFill.Rows, CreateAndFill.Columns));

        // A slice is a view: a window on the same file, no copy. Views print as NumPy prints them: in full up to 1,000 elements, abridged
        // above.
        MemMapView<float> row = array[0, ..];
        report.Line($"  array[0, ..] has shape {row.Shape}; its first and last elements, row[..5] and row[^5..]:");
        report.Block($"{row[..5]}\n{row[^5..]}");

        MemMapView<float> block = array[100..200, 50..100];
        report.Line($"  array[100..200, 50..100] has shape {block.Shape} and begins at byte {block.ByteOffset:N0} of the file:");
        report.Block($"{block}");

        Random random = new(CreateAndFill.Seed);
        bool same = true;
        foreach (float element in row)
        {
            same &= element == random.NextSingle();
        }

        report.Number("read_first_element", "array[0, 0]", array[0, 0]);
        report.Number("read_block_first_element", "array[100, 50], the block's first", block[0, 0]);
        report.Number("read_block_mean", "mean of the block", block.Mean());
        report.Check("row 0 is what was written, bit for bit", same);
        report.Check("the block is a window on the array", block[0, 0] == array[100, 50] && block[^1, ^1] == array[199, 99]);
        report.CheckRefused<NotSupportedException>("an array open for reading refuses to be written to", () => array[0, 0] = 1);
    }
}
