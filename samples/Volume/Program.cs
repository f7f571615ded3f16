using System;
using System.IO;
using System.Text;
using MemMap;

// A scan of 128 slices: what is tissue, how bright it is, the brightest along each ray as a picture, a block taken out of the file.
DirectoryInfo folder = Directory.CreateTempSubdirectory("memmaparray-volume-");
try
{
    string path = Path.Combine(folder.FullName, "scan.bin");
    Scan(path);
    using MemMapArray<ushort> volume = MemMapArray.Open<ushort>(path, (128, 256, 256), MemMapMode.ReadWrite);
    Console.WriteLine($"volume: {volume.Shape}, {volume.ByteLength >> 20} MiB, mean {volume.Mean():F3}");

    // The mask is a file of its own, of which every reduction of the volume can make use.
    string maskPath = Path.Combine(folder.FullName, "tissue.npy");
    volume.TransformToNpy<ushort, bool>(maskPath, static (voxels, truths) =>
    {
        for (int i = 0; i < voxels.Length; i++)
        {
            truths[i] = voxels[i] > 500;
        }
    });
    using MemMapArray<bool> tissue = MemMapArray.OpenNpy<bool>(maskPath);
    ReductionSource<ushort> inTissue = volume.Where(tissue);
    Console.WriteLine($"tissue: {tissue.CountNonZero()} voxels, mean {inTissue.Mean():F3}, median {inTissue.Median()}");
    Console.WriteLine(inTissue.Histogram(7, (500, 4000)));

    // The brightest voxel of each ray from front to back.
    NDArray<ushort> projection = volume.Max(axis: 0);
    WritePicture(projection, Path.Combine(folder.FullName, "projection.pgm"));
    Console.WriteLine($"projection: {projection.Shape}, from {projection.Min()} to {projection.Max()}");

    // The block is a view: what is done to it is done to the file.
    MemMapView<ushort> block = volume[40..60, 100..140, 100..140];
    Console.WriteLine($"block: {block.Shape}, max {block.Max()}");
    block.Fill(0);
    block.Flush();
    string picturePath = Path.Combine(folder.FullName, "slice.pgm");
    WritePicture(volume[50, .., ..], picturePath);
    Console.WriteLine($"without it: mean {volume.Mean():F3}; a slice is a picture of {new FileInfo(picturePath).Length} bytes");
}
finally
{
    folder.Delete(recursive: true);
}

// PGM: a line of text, and a byte for each pixel. https://netpbm.sourceforge.net/doc/pgm.html
static void WritePicture(MemMapView<ushort> slice, string path)
{
    NDArray<byte> pixels = NDArray.Create<byte>(slice.Shape);
    slice.Transform(pixels, static (voxels, pixels) =>
    {
        for (int i = 0; i < voxels.Length; i++)
        {
            pixels[i] = (byte)(voxels[i] >> 4);
        }
    });
    using FileStream file = File.Create(path);
    file.Write(Encoding.ASCII.GetBytes($"P5 {slice.Shape[1]} {slice.Shape[0]} 255\n"));
    file.Write(pixels.AsReadOnlySpan());
}

// A ball, brighter towards its middle, with noise. Voxels have 12 bits.
static void Scan(string path)
{
    using MemMapArray<ushort> volume = MemMapArray.Create<ushort>(path, (128, 256, 256));
    var random = new Random(1);
    for (int z = 0; z < 128; z++)
    {
        Span<ushort> slice = volume.GetRowSpan(z);
        for (int i = 0; i < slice.Length; i++)
        {
            (int y, int x) = ((i >> 8) - 128, (i & 255) - 128);
            int inside = Math.Max(0, 3500 - ((x * x) + (y * y) + (4 * (z - 64) * (z - 64))) / 3);
            slice[i] = (ushort)(inside + random.Next(400));
        }
    }
}
