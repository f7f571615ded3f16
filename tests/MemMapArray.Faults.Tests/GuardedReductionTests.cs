using System;
using System.Globalization;
using MemMap.Faults.Tests.Support;
using MemMap.Tests;
using Xunit;
using Xunit.Abstractions;

namespace MemMap.Faults.Tests;

/// <summary>
/// Reductions of every element type over memory between two pages that nobody may touch: a byte too many ends the process. Every length
/// up to 70 and those around each group of 512 up to two blocks. With MEMMAPARRAY_THOROUGH=1, which <c>.ci/run</c> sets, up to 600, and with
/// narrower vectors too; with MEMMAPARRAY_EVERY_LENGTH=1 every one of them, and every number of columns up to 600.
/// </summary>
public sealed class GuardedReductionTests(ITestOutputHelper output)
{
    [LinuxFact]
    public void Reductions_OfEveryLengthAtAForbiddenPage_TouchNothingBeyond() => Check("DOTNET_TieredPGO=0", Thorough.IsOn ? 600 : 70);

    [ThoroughLinuxTheory("that reductions touch nothing beyond their elements where the processor has narrower vectors")]
    [InlineData("DOTNET_EnableAVX512=0")]
    [InlineData("DOTNET_EnableAVX2=0")]
    [InlineData("DOTNET_EnableHWIntrinsic=0")]
    public void Reductions_WithNarrowerVectorsAtAForbiddenPage_TouchNothingBeyond(string setting) => Check(setting, 70);

    private void Check(string setting, int lengths)
    {
        bool isEvery = Environment.GetEnvironmentVariable("MEMMAPARRAY_EVERY_LENGTH") == "1";
        using ProbeProcess probe = ProbeProcess.StartUnder(["env", setting], "fault", "guarded-reductions", (isEvery ? 9000 : lengths).ToString(CultureInfo.InvariantCulture));
        string said = probe.Finish();
        output.WriteLine($"{setting}: {said}");
        string[] words = said.Split(' ');
        Assert.True(long.Parse(words[0], CultureInfo.InvariantCulture) > 10_000, said);
        Assert.Equal("0 wrong", string.Join(' ', words[2..]));
    }
}
