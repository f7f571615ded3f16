using System;
using System.IO;
using System.Threading;

namespace MemMap.Tour.Steps;

/// <summary>The file outlives the array, and other languages read it: it is the elements, in this machine's byte order, and nothing
/// else.</summary>
internal sealed class Persistence : IStep
{
    public string Name => "persistence";

    public string Title => "It persists: open it again, here or in Python";

    public void Run(TourFolder files, Report report, CancellationToken cancellation)
    {
        double mean;
        using (MemMapArray<float> array = MemMapArray.Open<float>(files.Random, (CreateAndFill.Rows, CreateAndFill.Columns)))
        {
            mean = array.Mean();
        }

        using MemMapArray<float> again = MemMapArray.Open<float>(files.Random, (-1, CreateAndFill.Columns));
        report.Number("persistence_rows", "rows, told by the length of the file", again.Shape[0]);
        report.Number("persistence_mean", "mean", again.Mean());
        report.Check(
            "shape and mean are the same after reopening, the mean bit for bit",
            again.Shape[0] == CreateAndFill.Rows && again.Mean() == mean);
        report.Check("row 0 is still all ones", again[0, ..].Mean() == 1);

        report.Line("  In Python:");
        report.Block($"np.memmap('{Path.GetFileName(files.Random)}', dtype='<f4', mode='r', shape=({again.Shape[0]}, {again.Shape[1]}))");
        report.Line("  The < says little-endian: raw bytes have the byte order of the machine that wrote them.");
        report.Check("this machine is little-endian, as the Python line says", BitConverter.IsLittleEndian);
    }
}
