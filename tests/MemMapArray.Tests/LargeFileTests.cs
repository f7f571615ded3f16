using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using Xunit;

namespace MemMap.Tests;

/// <summary>Files of more elements than an int counts. They are sparse: nearly nothing of them is on the disk.</summary>
public sealed class LargeFileTests : IDisposable
{
    private static readonly MemMapOptions s_sparse = new() { Preallocate = false };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Elements_Beyond2To31_AreReadWrittenSlicedAndFilled()
    {
        string path = _folder.File();
        using (MemMapArray<byte> array = MemMapArray.Create<byte>(path, (5_000_000, 1000), s_sparse))
        {
            Assert.Equal(5_000_000_000, array.Length);
            array[4_999_999L, 999L] = 1;
            array[^2, ^1] = 2;
            array[3_000_000, 5] = 3;
            Assert.Equal(1, array[^1, ^1]);
            Assert.Equal(2, array[4_999_998, 999]);

            MemMapView<byte> end = array[^3.., 998..];
            Assert.Equal([3, 2], end.Shape.ToArray());
            Assert.Equal(4_999_997_998, end.ByteOffset);
            Assert.Equal([0, 0, 0, 2, 0, 1], end.ToArray());

            array[^10.., ..].Fill(7);
            Assert.Equal(3, array[3_000_000, 5]);
            Assert.Equal(1000, array.GetRowSpan(4_999_990).ToArray().Count(x => x == 7));
            Assert.Equal(0, array[4_999_989, 999]);

            MemMapView<byte> vector = array.Reshape(-1);
            Assert.Equal(7, vector[^1]);
            Assert.Equal(7, vector[4_999_999_999]);
            Assert.Equal(3, vector[3_000_000_005]);
            vector[^1] = 8;
            Assert.Throws<IndexOutOfRangeException>(() => vector[5_000_000_000]);
        }

        using FileStream stream = File.OpenRead(path);
        Assert.Equal(5_000_000_000, stream.Length);
        stream.Seek(-10_001, SeekOrigin.End);
        byte[] tail = new byte[10_001];
        stream.ReadExactly(tail);
        Assert.Equal([0, .. Enumerable.Repeat((byte)7, 9_999), 8], tail);
    }

    [LargeFact("statistics of 4 GB that is really there")]
    public void MeanAndStd_ABillionFloats_AreRightToTheLastDigit()
    {
        // Chunks of 2^20 elements, i mod 1000 in each, the last one cut short.
        const int Chunk = 1 << 20;
        const long Count = 1_024_000_000;
        float[] chunk = [.. Enumerable.Range(0, Chunk).Select(i => (float)(i % 1000))];
        using MemMapArray<float> array = MemMapArray.Create<float>(_folder.File(), (Count / 1000, 1000));
        MemMapView<float> flat = array.Reshape(-1);
        BigInteger sum = 0, squares = 0;
        for (long start = 0; start < Count; start += Chunk)
        {
            Span<float> part = chunk.AsSpan(0, (int)Math.Min(Chunk, Count - start));
            flat[Slice.Range(start, start + part.Length)].CopyFrom(part);
            foreach (float element in part)
            {
                sum += (long)element;
                squares += (long)element * (long)element;
            }
        }

        // Both fit a double, so that the quotient is rounded once.
        Assert.Equal((double)sum / Count, array.Mean());
        Assert.Equal(499.38354, array.Mean(), 5);
        double std = Math.Sqrt((double)((Count * squares) - (sum * sum))) / Count;
        Assert.Equal(1, array.Std() / std, 4e-16);
        Assert.Equal(288.66473, array.Std(), 5);
        Moments moments = array.Describe();
        Assert.Equal((Count, 0, 999), (moments.Count, moments.Min, moments.Max));
        Assert.Equal(1, moments.Std() / std, 4e-16);
    }

    [Fact]
    public void Spans_MoreElementsThanAnIntCounts_AreRefusedNamingTheWayOut()
    {
        using MemMapArray<byte> array = MemMapArray.Create<byte>(_folder.File(), (3, 1_000_000_000), s_sparse);
        foreach (Action call in new Action[]
        {
            () => array.AsSpan(), () => array.AsReadOnlySpan(), () => array.AsMemory(), () => array.AsReadOnlyMemory(),
            () => array.Reshape((1, -1)).GetRowSpan(0), () => array.Reshape((1, -1)).GetReadOnlyRowSpan(0),
        })
        {
            InvalidOperationException exception = Assert.Throws<InvalidOperationException>(call);
            Assert.Contains("3000000000", exception.Message, StringComparison.Ordinal);
            Assert.Contains("2147483647", exception.Message, StringComparison.Ordinal);
            Assert.Contains("Chunks", exception.Message, StringComparison.Ordinal);
        }

        Assert.False(array.TryGetSpan(out Span<byte> span) || !span.IsEmpty);
        Assert.False(array.TryGetReadOnlySpan(out ReadOnlySpan<byte> readOnly) || !readOnly.IsEmpty);
        InvalidOperationException tooLong = Assert.Throws<InvalidOperationException>(() => array.ToArray());
        Assert.Contains("3000000000", tooLong.Message, StringComparison.Ordinal);
        Assert.Equal(1_000_000_000, array.GetRowSpan(2).Length);
        Assert.Equal(3, array.Chunks(1).Count());
    }

    [Fact]
    public void AsSpan_ExactlyIntMaxValueElements_IsOneSpan()
    {
        using MemMapArray<byte> array = MemMapArray.Create<byte>(_folder.File(), (long)int.MaxValue + 1, s_sparse);
        Assert.False(array.TryGetSpan(out _));
        MemMapView<byte> view = array[1..];
        view.AsSpan()[^1] = 9;
        Assert.Equal(int.MaxValue, view.AsReadOnlySpan().Length);
        Assert.Equal(int.MaxValue, view.AsMemory().Length);
        Assert.Equal(9, array[^1]);
    }

    [StatTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void Create_Preallocate_ReservesBlocks(bool preallocate)
    {
        const long Bytes = 8 << 20;
        using MemMapArray<byte> array = MemMapArray.Create<byte>(_folder.File(), Bytes, new MemMapOptions { Preallocate = preallocate });
        AssertBlocks(array.Path, preallocate, Bytes);
        array.Resize(2 * Bytes);
        AssertBlocks(array.Path, preallocate, 2 * Bytes);
    }

    [StatTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_AllowGrow_ReservesBlocks(bool preallocate)
    {
        const long Bytes = 8 << 20;
        string path = _folder.Write(new byte[1]);
        using MemMapArray<byte> array = MemMapArray.Open<byte>(
            path, Bytes, new MemMapOptions { Mode = MemMapMode.ReadWrite, AllowGrow = true, Preallocate = preallocate });
        AssertBlocks(path, preallocate, Bytes);
    }

    private static void AssertBlocks(string path, bool reserved, long bytes)
    {
        long onDisk = 512 * StatBlocks(path);
        Assert.True(reserved ? onDisk >= bytes : onDisk <= bytes / 8, $"{onDisk} bytes of the disk belong to a file of {bytes}.");
    }

    private static long StatBlocks(string path)
    {
        using Process process = Process.Start(new ProcessStartInfo("stat", ["-c", "%b", path]) { RedirectStandardOutput = true })!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return long.Parse(text, CultureInfo.InvariantCulture);
    }
}

/// <summary>A theory that needs GNU stat, to see how many blocks a file has.</summary>
public sealed class StatTheoryAttribute : TheoryAttribute
{
    public StatTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/stat"))
        {
            Skip = "NOT TESTED: that disk blocks are reserved. It needs /usr/bin/stat on Linux. To run it: apt-get install coreutils";
        }
    }
}
