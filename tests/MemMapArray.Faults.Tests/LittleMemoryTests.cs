using System;
using System.Globalization;
using MemMap.Faults.Tests.Support;
using MemMap.Tests;
using Xunit;
using Xunit.Abstractions;

namespace MemMap.Faults.Tests;

/// <summary>A process that has 128 MiB, page cache and all, and a file of 2 GB.</summary>
public sealed class LittleMemoryTests(ITestOutputHelper output) : IDisposable
{
    private const long Available = 128 << 20, MostOfItsOwn = 64 << 10 /* KiB */;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [MemoryGroupFact]
    public void Reductions_FileSixteenTimesTheMemory_AreRightAndNeedLittle() => CheckReductions("Auto");

    // None reduces nothing: what the runtime needs by itself.
    [ThoroughMemoryGroupTheory("reductions of a file larger than the memory by one strategy")]
    [InlineData("None")]
    [InlineData("Mapped")]
    [InlineData("Buffered")]
    [InlineData("DropBehind")]
    public void Reductions_ByOneStrategy_AreRightAndNeedLittle(string strategy) => CheckReductions(strategy);

    // 256 MB for 64 MiB, into a view, in place, and into a new file.
    [ThoroughMemoryGroupFact("transforms of a file larger than the memory")]
    public void Transforms_FileLargerThanTheMemory_AreRightAndNeedLittle() => Check(16, "little-memory-transform");

    [ThoroughMemoryGroupFact("order statistics of a file larger than the memory")]
    public void OrderStatistics_FileLargerThanTheMemory_AreRightAndNeedLittle() => CheckOrder("Mixed");

    // 4 GB for 128 MiB with MEMMAPARRAY_LARGE=1.
    [LargeMemoryGroupFact("order statistics of a file of 4 GB in 128 MiB")]
    public void OrderStatistics_FileOf4Gigabytes_AreRightAndNeedLittle() => Check(32, "little-memory-order", 128 << 20, "MixedLarge");

    // 64 bits, of which the first 39 tell nothing.
    [ThoroughMemoryGroupFact("order statistics of 64 bits in a file larger than the memory")]
    public void OrderStatistics_Of64BitsInOneBucket_AreRightAndNeedLittle() => CheckOrder("Wide");

    // Data that samples guess badly.
    [ThoroughMemoryGroupTheory("order statistics of sorted and of constant data in a file larger than the memory")]
    [InlineData("Ascending")]
    [InlineData("Constant")]
    [InlineData("WideRuns")]
    [InlineData("WideMany")]
    public void OrderStatistics_OfOtherData_AreRightAndNeedLittle(string kind) => CheckOrder(kind);

    [ThoroughMemoryGroupFact("transposed copies of a file larger than the memory")]
    public void TransposedCopies_FileLargerThanTheMemory_AreRightAndReadItLessThanThreeTimes() => CheckTransposed("SaveNpy");

    [ThoroughMemoryGroupTheory("copies with three and four axes in another order, and into a view, of a file larger than the memory")]
    [InlineData("SaveNpy3")]
    [InlineData("CopyFrom")]
    [InlineData("CopyFrom4")]
    [InlineData("SaveNpy4")]
    public void TransposedCopies_OtherShapesAndTargets_AreRightAndReadItLessThanThreeTimes(string call) => CheckTransposed(call);

    // 256 MB for 64 MiB; a window of 80 MB; a window of medians between whose elements there are 50 MB.
    [ThoroughMemoryGroupTheory("series and relations of a file larger than the memory")]
    [InlineData("CumulativeSum")]
    [InlineData("RollingStd")]
    [InlineData("RollingMedian")]
    [InlineData("Covariance")]
    public void SeriesAndRelations_FileLargerThanTheMemory_AreRightAndNeedLittle(string verb) =>
        // Two threads have a window of 100,000 elements each: 4 MB.
        Check(verb == "RollingMedian" ? 24 : 16, "little-memory-series", verb);

    private void CheckOrder(string kind) => Check(32, "little-memory-order", 64 << 20, kind);

    // 256 MB for 64 MiB: right, in so many MiB more than at the start.
    private void Check(int mebibytes, string command, params string[] arguments) => Check(mebibytes, command, 64 << 20, arguments);

    private void Check(int mebibytes, string command, int available, params string[] arguments)
    {
        using var group = new MemoryGroup(available);
        using ProbeProcess probe = ProbeProcess.StartUnder(group.Launcher, ["fault", command, _folder.File(), .. arguments]);
        string[] said = probe.Finish().Split(' ');
        output.WriteLine($"{command} {string.Join(' ', arguments)}: {said[0]}; anonymous KiB at the start {said[1]}, at most {said[2]}");
        Assert.Equal("right", said[0]);
        Assert.InRange(Number(said[2]), 1, Number(said[1]) + (mebibytes << 10));
    }

    private void CheckReductions(string strategy)
    {
        using var group = new MemoryGroup(Available);
        using ProbeProcess probe = ProbeProcess.StartUnder(group.Launcher, "fault", "little-memory", _folder.File(), strategy);
        string[] said = probe.Finish().Split(' ');
        output.WriteLine($"{strategy}: {said[0]}; anonymous KiB at the start {said[1]}, at most {said[2]}; resident at most {said[3]}");
        Assert.Equal("right", said[0]);
        Assert.InRange(Number(said[2]), 1, Number(said[1]) + MostOfItsOwn - 1);
    }

    // 256 MB for 64 MiB; MEMMAPARRAY_LARGE=1 has 2 GB.
    private void CheckTransposed(string call)
    {
        bool isLarge = Environment.GetEnvironmentVariable("MEMMAPARRAY_LARGE") == "1";
        (int rows, int columns) = call.EndsWith('4') ? (4096, 16_384) : isLarge ? (22_500, 22_244) : (8000, 8192);
        using var group = new MemoryGroup(64 << 20);
        using ProbeProcess probe = ProbeProcess.StartUnder(group.Launcher, "fault", "transposed", _folder.File(), call, $"{rows}", $"{columns}");
        string[] said = probe.Finish().Split(' ');
        output.WriteLine($"{call}: {said[0]}; anonymous KiB at the start {said[1]}, at most {said[2]}; the file was read {said[3]} times");
        Assert.Equal("right", said[0]);
        Assert.InRange(Number(said[2]), 1, 32 << 10);
        Assert.InRange(double.Parse(said[3], CultureInfo.InvariantCulture), 0.1, 3);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
