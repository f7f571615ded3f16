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

    // None reduces nothing: what the runtime needs by itself.
    [MemoryGroupTheory]
    [InlineData("None")]
    [InlineData("Auto")]
    [InlineData("Mapped")]
    [InlineData("Buffered")]
    public void Reductions_FileSixteenTimesTheMemory_AreRightAndNeedLittle(string strategy)
    {
        using var group = new MemoryGroup(Available);
        using ProbeProcess probe = ProbeProcess.StartUnder(group.Launcher, "fault", "little-memory", _folder.File(), strategy);
        string[] said = probe.Finish().Split(' ');
        output.WriteLine($"{strategy}: {said[0]}; anonymous KiB at the start {said[1]}, at most {said[2]}; resident at most {said[3]}");
        Assert.Equal("right", said[0]);
        Assert.InRange(Number(said[2]), 1, Number(said[1]) + MostOfItsOwn - 1);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
