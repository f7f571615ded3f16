using System;
using System.Globalization;
using MemMap.Faults.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace MemMap.Faults.Tests;

/// <summary>
/// Reductions of every element type over memory between two pages that nobody may touch: a byte too many ends the process. Every length
/// up to 140 (with narrower vectors 70) and those around each group of 512 up to two blocks; with MEMMAPARRAY_THOROUGH=1, which
/// <c>.ci/run</c> sets, up to 600 and 130; with MEMMAPARRAY_EVERY_LENGTH=1 every one of them, and every number of columns up to 600.
/// </summary>
public sealed class GuardedReductionTests(ITestOutputHelper output)
{
    [LinuxTheory]
    [InlineData("DOTNET_TieredPGO=0", 140, 600)]
    [InlineData("DOTNET_EnableAVX512=0", 70, 130)]
    [InlineData("DOTNET_EnableAVX2=0", 70, 130)]
    [InlineData("DOTNET_EnableHWIntrinsic=0", 70, 130)]
    public void Reductions_OfEveryLengthAtAForbiddenPage_TouchNothingBeyond(string setting, int usual, int thorough)
    {
        bool isThorough = Environment.GetEnvironmentVariable("MEMMAPARRAY_THOROUGH") == "1", isEvery = Environment.GetEnvironmentVariable("MEMMAPARRAY_EVERY_LENGTH") == "1";
        string lengths = (isEvery ? 9000 : isThorough ? thorough : usual).ToString(CultureInfo.InvariantCulture);
        using ProbeProcess probe = ProbeProcess.StartUnder(["env", setting], "fault", "guarded-reductions", lengths);
        string said = probe.Finish();
        output.WriteLine($"{setting}: {said}");
        string[] words = said.Split(' ');
        Assert.True(long.Parse(words[0], CultureInfo.InvariantCulture) > (isThorough ? 100_000 : 20_000), said);
        Assert.Equal("0 wrong", string.Join(' ', words[2..]));
    }
}
