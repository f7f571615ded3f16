using System;
using System.IO;
using System.Threading;

namespace MemMap.Tour.Steps;

/// <summary>A file becomes an array: what is written to the array is in the file.</summary>
internal sealed class CreateAndFill : IStep
{
    public const int Rows = 10_000, Columns = 1_000, Seed = 42;

    public string Name => "create";

    public string Title => "Create a file of 10,000 x 1,000 float32, and fill it";

    public void Run(TourFolder files, Report report, CancellationToken cancellation)
    {
        // NumPy: a = np.memmap(path, dtype='float32', mode='w+', shape=(10000, 1000))
        using MemMapArray<float> array = MemMapArray.Create<float>(files.Random, (Rows, Columns));

        // The elements are a Span<float>: whatever writes to spans writes to the file.
        Random random = new(Seed);
        foreach (ref float element in array.AsSpan())
        {
            element = random.NextSingle();
        }

        // Other processes see the elements already. After this line a power cut cannot take them either.
        array.Flush();

        report.Line($"  {array.Shape} elements, of which axis 0 is {array.Strides[0]} bytes apart and axis 1 {array.Strides[1]}");
        report.Number("create_elements", "elements", array.Length);
        report.Number("create_file_bytes", "bytes of the file", new FileInfo(files.Random).Length);
        report.Check("the file is the elements and nothing else", new FileInfo(files.Random).Length == array.ByteLength);
    }
}
