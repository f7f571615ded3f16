using System;
using System.Threading;

namespace MemMap.Tour.Steps;

/// <summary>Writing to a view changes the file, and nothing of it but those bytes.</summary>
internal sealed class ChangeInPlace : IStep
{
    public string Name => "change";

    public string Title => "Open it for writing, and set row 0 to 1";

    public void Run(TourFolder files, Report report, CancellationToken cancellation)
    {
        // NumPy: a = np.memmap(path, dtype='float32', mode='r+', shape=(10000, 1000))
        Shape shape = (CreateAndFill.Rows, CreateAndFill.Columns);
        using MemMapArray<float> array = MemMapArray.Open<float>(files.Random, shape, MemMapMode.ReadWrite);
        float[] nextRow = array[1, ..].ToArray();

        // NumPy: a[0, :] = 1; a.flush()
        array[0, ..].Fill(1);
        array.Flush();

        report.Block($"{array}");
        report.Number("change_row_mean", "mean of row 0", array[0, ..].Mean());
        report.Check("row 0 is all ones", array[0, ..].Mean() == 1 && array[0, ..].Std() == 0);
        report.Check("row 1 is as it was", array[1, ..].AsReadOnlySpan().SequenceEqual(nextRow));
    }
}
