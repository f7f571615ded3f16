using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>The examples of docs/guides/containers.md, as they stand there; <see cref="DocumentTests"/> sees to it. The files are written here, by the descriptions of the formats.</summary>
public sealed class ContainersExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Write(string name, Action<BinaryWriter> write)
    {
        string path = _folder.File(name);
        using var writer = new BinaryWriter(File.Create(path));
        write(writer);
        return path;
    }

    [Fact]
    public void Nifti()
    {
        string niftiPath = Write("brain.nii", writer =>
        {
            byte[] fields = new byte[352];
            BinaryPrimitives.WriteInt32LittleEndian(fields, 348);
            foreach ((short value, int index) in new short[] { 3, 4, 3, 2, 1, 1, 1, 1 }.Select((value, index) => (value, index)))
            {
                BinaryPrimitives.WriteInt16LittleEndian(fields.AsSpan(40 + (2 * index)), value);
            }

            BinaryPrimitives.WriteInt16LittleEndian(fields.AsSpan(70), 4);
            BinaryPrimitives.WriteInt16LittleEndian(fields.AsSpan(72), 16);
            BinaryPrimitives.WriteSingleLittleEndian(fields.AsSpan(108), 352);
            "n+1\0"u8.CopyTo(fields.AsSpan(344));
            writer.Write(fields);
            foreach (short value in Enumerable.Range(0, 24))
            {
                writer.Write(value);
            }
        });

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
        Assert.Equal([12, 13, 16, 23], new[] { slice[0, 0], slice[1, 0], slice[0, 1], slice[3, 2] }.Select(x => (int)x));
    }

    [Fact]
    public void Idx()
    {
        string idxPath = Write("images.idx", writer =>
        {
            writer.Write([0, 0, 8, 3, 0, 0, 0, 5, 0, 0, 0, 2, 0, 0, 0, 3]);
            writer.Write([.. Enumerable.Range(0, 30).Select(i => (byte)i)]);
        });

        using MemMapArray<byte> start = MemMapArray.Open<byte>(idxPath, 4);
        int rank = start[3];                                            // start[2] is 8: bytes
        using MemMapArray<BigEndian<int>> lengths = MemMapArray.Open<BigEndian<int>>(idxPath, rank, offset: 4);
        using MemMapArray<byte> images = MemMapArray.Open<byte>(idxPath, Array.ConvertAll(lengths.ToNativeArray(), x => (long)x), offset: 4 + (4 * rank));
        double brightness = images[0, .., ..].Mean();

        Assert.Equal(((Shape)(5, 2, 3), 2.5, 29), (images.Shape, brightness, (int)images[4, 1, 2]));
    }

    [Fact]
    public void Wav()
    {
        string wavPath = Write("sound.wav", writer =>
        {
            writer.Write("RIFF"u8);
            writer.Write(4 + 24 + 12 + 24);
            writer.Write("WAVEfmt "u8);
            writer.Write(16);
            writer.Write((short)1);
            writer.Write((short)2);
            writer.Write(44100);
            writer.Write(44100 * 4);
            writer.Write((short)4);
            writer.Write((short)16);
            writer.Write("LIST"u8);
            writer.Write(3);
            writer.Write([1, 2, 3, 0]);
            writer.Write("data"u8);
            writer.Write(16);
            foreach (short sample in (short[])[5, 1, -5, 3, 5, 1, -5, 3])
            {
                writer.Write(sample);
            }
        });

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
        string hdf5Path = _folder.Write([.. Enumerable.Range(0, 4000).Select(i => (double)i)], offset: 2048);

        using MemMapArray<double> prices = MemMapArray.Open<double>(hdf5Path, (1000, 4), offset: 2048);

        Assert.Equal(3999, prices[^1, ^1]);
    }
}
