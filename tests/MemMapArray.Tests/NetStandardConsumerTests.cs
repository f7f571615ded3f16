using System;
using System.Linq;
using System.Reflection;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using MemMap.NetStandardConsumer;
using Xunit;

namespace MemMap.Tests;

/// <summary>
/// A library that was compiled for netstandard2.0 runs inside a net10.0 process, against the build that this process has: types that
/// moved or setters that changed would be a MissingMethodException or a FileNotFoundException here.
/// </summary>
public sealed class NetStandardConsumerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public NetStandardConsumerTests()
    {
        // What Consumer.Create writes: 0..3, 10..13, 20..23 behind 8 bytes.
        _path = _folder.Write(new[] { 0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23 }, offset: 8);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Consumer_IsANetStandardLibraryAndTheArrayTheBuildUnderTest()
    {
        Assert.Equal(".NETStandard,Version=v2.0", typeof(Consumer).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
#if NETSTANDARD_BUILD
        const string UnderTest = ".NETStandard,Version=v2.0";
#else
        const string UnderTest = ".NETCoreApp,Version=v10.0";
#endif
        Assert.Equal(UnderTest, typeof(MemMapArray).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
    }

    [Fact]
    public void Create_FromANetStandardLibrary_Works()
    {
        string path = _folder.File("created.bin");
        Assert.Equal("(3,) True True (3, 4) 3 4 ReadWrite 8 16", Consumer.Create(path));
        Assert.Equal(System.IO.File.ReadAllBytes(_path), System.IO.File.ReadAllBytes(path));
    }

    [Fact]
    public void Slices_FromANetStandardLibrary_Works() =>
        Assert.Equal([99, 99, 13, 20, 20, 2, 11, 20, 1, 20, 4], Consumer.Slices(_path));

    [Fact]
    public void Span_FromANetStandardLibrary_Works() =>
        Assert.Equal([7, 7, 2, 5, 8, 9, 10, 5, 1, 2, 3, 5, 12, 12, 64 + 3], Consumer.Span(_path));

    [Fact]
    public void Grow_FromANetStandardLibrary_Works() => Assert.Equal("[0 1 2]", Consumer.Grow(_path));

    [Fact]
    public void Refusals_FromANetStandardLibrary_AreOfTheSameTypes() =>
        Assert.Equal(
            ["IndexOutOfRangeException", "ArgumentException", "NotSupportedException", "ArgumentOutOfRangeException", "FileNotFoundException", "InvalidDataException"],
            Consumer.Refusals(_path));

    [Fact]
    public async Task Rows_FromANetStandardLibrary_Work()
    {
        long[] found = await Consumer.Rows(_path);
        Assert.Equal([20, 3, 2], found[..3]);

        // Of three rows in two batches, first elements 1, 10 and 20, two come first.
        Assert.Contains(found[3], new long[] { 11, 21, 30 });
        Assert.Equal(4 + 23 + 2, found[4]);
    }

    [Fact]
    public void Reduce_FromANetStandardLibrary_Works()
    {
        double[] elements = [0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23];
        double mean = elements.Average(), squares = elements.Sum(x => (x - mean) * (x - mean));
        double[] expected = [mean, Math.Sqrt(squares / 12), Math.Sqrt(squares / 11), 10, 13, Math.Sqrt(5.0 / 3), 1];
        Assert.All(Consumer.Reduce(_path).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 12));
    }
}
