using System;
using System.IO;
using System.Threading;

namespace MemMap.Tour.Steps;

/// <summary>A file that says its type and shape itself, byte for byte as NumPy writes it.</summary>
internal sealed class NpyFile : IStep
{
    public string Name => "npy";

    public string Title => "Save a block as .npy: nobody has to remember its type and shape";

    public void Run(TourFolder files, Report report, CancellationToken cancellation)
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(files.Random, (CreateAndFill.Rows, CreateAndFill.Columns));

        // NumPy: np.save(path, a[100:200, 50:100])
        MemMapView<float> block = array[100..200, 50..100];
        block.SaveNpy(files.Block);

        // NumPy: b = np.load(path, mmap_mode='r')
        using MemMapArray<float> saved = MemMapArray.OpenNpy<float>(files.Block);

        NpyHeader header = NpyHeader.Read(files.Block);
        report.Line($"  The header says {header}; the elements begin at byte {header.DataOffset}.");
        report.Number("npy_file_bytes", "bytes of the file", new FileInfo(files.Block).Length);
        report.Number("npy_mean", "mean", saved.Mean());
        report.Check(
            "shape and elements are those of the block, bit for bit",
            saved.Shape == block.Shape && saved.AsReadOnlySpan().SequenceEqual(block.ToArray()));
        report.CheckRefused<ArgumentException>(
            "opened as another type it names the right one", () => MemMapArray.OpenNpy<double>(files.Block));

        report.Line("  In Python:");
        report.Block($"np.load('{Path.GetFileName(files.Block)}', mmap_mode='r')");
    }
}
