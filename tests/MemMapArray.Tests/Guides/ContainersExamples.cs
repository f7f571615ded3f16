using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>
/// The examples of docs/guides/containers.md, as they stand there; <see cref="DocumentTests"/> sees to it. The files were written by the libraries that people have them
/// from: tests/corpora/make_container_corpus.py.
/// </summary>
public sealed class ContainersExamples
{
    private static string PathOf(string name) => Corpus.PathOf(Path.Combine("containers", name));

    [Fact]
    public void Nifti()
    {
        string niftiPath = PathOf("volume.nii");

        byte[] header = new byte[348];
        using (FileStream file = File.OpenRead(niftiPath))
        {
            file.ReadExactly(header);
        }

        long[] shape = new long[BitConverter.ToInt16(header, 40)];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = BitConverter.ToInt16(header, 42 + (2 * axis));
        }

        long offset = (long)BitConverter.ToSingle(header, 108);
        using MemMapArray<short> volume = MemMapArray.Open<short>(niftiPath, shape, offset: offset, order: MemMapOrder.F);
        MemMapView<short> slice = volume[.., .., 1];                    // one image of the volume

        Assert.Equal(((Shape)(4, 3, 2), (Shape)(4, 3)), (volume.Shape, slice.Shape));
        Assert.Equal([1, 321], [slice[0, 0], slice[3, 2]]);
    }

    [Fact]
    public void Idx()
    {
        string idxPath = PathOf("images.idx");

        using MemMapArray<byte> start = MemMapArray.Open<byte>(idxPath, 4);
        int rank = start[3];                                            // start[2] is 8: bytes
        using MemMapArray<BigEndian<int>> lengths = MemMapArray.Open<BigEndian<int>>(idxPath, rank, offset: 4);
        using MemMapArray<byte> images = MemMapArray.Open<byte>(idxPath, Array.ConvertAll(lengths.ToNativeArray(), x => (long)x), offset: 4 + (4 * rank));
        double brightness = images[0, .., ..].Mean();

        Assert.Equal(((Shape)(2, 6, 5), 27.0, 154), (images.Shape, brightness, (int)images[1, 5, 4]));
    }

    [Fact]
    public void Wav()
    {
        string wavPath = PathOf("sound.wav");

        using MemMapArray<byte> wav = MemMapArray.Open<byte>(wavPath);
        int at = 12, length = 0, channels = 0;
        for (string chunk = string.Empty; chunk != "data"; at += 8)
        {
            at += length + (length % 2);
            chunk = Encoding.ASCII.GetString(wav[at..(at + 4)].ToArray());
            length = wav[(at + 4)..(at + 8)].Cast<int>()[0];
            channels = chunk == "fmt " ? wav[at + 10] : channels;
        }

        using MemMapArray<short> samples = MemMapArray.Open<short>(wavPath, (length / (2 * channels), channels), offset: at);
        NDArray<double> loudness = samples.Std(0);                      // of each channel

        Assert.Equal((4, 2), samples.Shape);
        Assert.Equal([5.0, 1.0], loudness.ToArray());
    }

    [Fact]
    public void Hdf5()
    {
        string hdf5Path = PathOf("run.h5");

        using MemMapArray<double> prices = MemMapArray.Open<double>(hdf5Path, (100, 4), offset: 2048);

        Assert.Equal([0, 99.75], [prices[0, 0], prices[^1, ^1]]);
    }

    [Fact]
    public void Fits()
    {
        string fitsPath = PathOf("sky.fits");

        using MemMapArray<byte> fits = MemMapArray.Open<byte>(fitsPath);
        var cards = new Dictionary<string, string>();
        int end = 0;
        for (string name = string.Empty; name != "END"; end += 80)
        {
            string card = Encoding.ASCII.GetString(fits[end..(end + 80)].ToArray());
            name = card[..8].TrimEnd();
            cards[name] = card[10..].Split('/')[0].Trim();
        }

        long[] lengths = Array.ConvertAll(["NAXIS3", "NAXIS2", "NAXIS1"], name => long.Parse(cards[name], CultureInfo.InvariantCulture));
        using MemMapArray<BigEndian<float>> sky = MemMapArray.Open<BigEndian<float>>(fitsPath, lengths, offset: (end + 2879) / 2880 * 2880);

        Assert.Equal(("-32", (Shape)(2, 6, 5), 154f), (cards["BITPIX"], sky.Shape, sky[1, 5, 4].Value));
    }

    [Fact]
    public void Bmp()
    {
        using MemMapArray<byte> header = MemMapArray.Open<byte>(PathOf("grey.bmp"), 54);
        int At(int place) => header[place..(place + 4)].Cast<int>()[0];
        (int width, int height) = (At(18), At(22));

        using MemMapArray<byte> rows = MemMapArray.Open<byte>(PathOf("grey.bmp"), (height, (width + 3) / 4 * 4), offset: At(10));

        MemMapView<byte> image = rows[.., ..width].Flip(0);
        Assert.Equal((8, (Shape)(6, 5)), (header[28], image.Shape));
        Assert.Equal([0, 4, 50, 54], [image[0, 0], image[0, 4], image[5, 0], image[5, 4]]);
    }

    [Fact]
    public void Tiff()
    {
        string path = PathOf("plate.tif");
        byte[] tiff = File.ReadAllBytes(path);
        var fields = new Dictionary<int, (int Count, int Value)>();
        int directory = BinaryPrimitives.ReadInt32LittleEndian(tiff.AsSpan(4));
        for (int i = 0; i < BinaryPrimitives.ReadInt16LittleEndian(tiff.AsSpan(directory)); i++)
        {
            Span<byte> field = tiff.AsSpan(directory + 2 + (12 * i), 12);
            bool isShort = field[2] == 3;
            fields[BinaryPrimitives.ReadUInt16LittleEndian(field)] = (BinaryPrimitives.ReadInt32LittleEndian(field[4..]),
                isShort ? BinaryPrimitives.ReadUInt16LittleEndian(field[8..]) : BinaryPrimitives.ReadInt32LittleEndian(field[8..]));
        }

        (int width, int height, int rowsOfStrip, (int strips, int offsets)) = (fields[256].Value, fields[257].Value, fields[278].Value, fields[273]);
        Assert.Equal((2, 3), (rowsOfStrip, strips));
        int first = BinaryPrimitives.ReadInt32LittleEndian(tiff.AsSpan(offsets));
        for (int i = 0; i < strips; i++)
        {
            Assert.Equal(first + (i * rowsOfStrip * width * sizeof(ushort)), BinaryPrimitives.ReadInt32LittleEndian(tiff.AsSpan(offsets + (4 * i))));
        }

        using MemMapArray<ushort> plate = MemMapArray.Open<ushort>(path, (height, width), offset: first);

        Assert.Equal([0, 4, 50, 54], [plate[0, 0], plate[0, 4], plate[5, 0], plate[5, 4]]);
    }

    [Fact]
    public void Zarr()
    {
        using MemMapArray<int> chunk = MemMapArray.Open<int>(PathOf(Path.Combine("cube.zarr", "1.0")), (2, 5));

        Assert.Equal([20, 34], [chunk[0, 0], chunk[1, 4]]);
    }
}
