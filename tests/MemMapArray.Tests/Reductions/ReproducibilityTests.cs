using System;
using System.Collections.Generic;
using CsCheck;
using MemMap.CrashProbe;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>The bits of a result depend on the elements and their order, and on nothing else.</summary>
public sealed class ReproducibilityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ThoroughTheory("that bits are the same with narrower vectors, and with none")]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Bits_WithNarrowerVectors_AreTheSame(string variable)
    {
        // The child runs the net10.0 build, so this compares the builds for both frameworks too.
        ProcessResult result = ChildProcess.ProbeWith(variable, "0", "bits", _folder.Path);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Equal(ReductionBits.Compute(_folder.Path).ConvertAll(line => line.Trim()), result.Output.Split('\n', StringSplitOptions.TrimEntries));
    }

    [OnceFact]
    public void Bits_AnyThreadsAndWorkUnits_AreTheSame()
    {
        List<string> expected = ReductionBits.Compute(_folder.Path, new ReductionOptions { MaxDegreeOfParallelism = 1 });
        Gen.Select(Gen.Int[1, 8], Gen.Long[1, 200_000]).Sample((threads, unit) =>
            Assert.Equal(expected, ReductionBits.Compute(_folder.Path, new ReductionOptions { MaxDegreeOfParallelism = threads, WorkUnitBytes = unit })), iter: Iterations.Of(2, thorough: 3), threads: 1);
    }

    [Fact]
    public void Bits_AnyLengthOfOneSequence_DoNotDependOnTheUnits()
    {
        var random = new Random(5);
        double[] elements = new double[200_000];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = Math.Exp(random.NextDouble() * 40);
        }

        using MemMapArray<double> array = MemMapArray.Open<double>(_folder.Write(elements));
        Gen.Select(Gen.Long[1, elements.Length], Gen.Int[2, 8], Gen.Long[1, 500_000], Gen.Int[1, 3]).Sample((length, threads, unit, step) =>
        {
            MemMapView<double> view = array[Slice.Range(0, length, step)];
            var alone = new ReductionOptions { MaxDegreeOfParallelism = 1, WorkUnitBytes = 1 << 30 };
            var cut = new ReductionOptions { MaxDegreeOfParallelism = threads, WorkUnitBytes = unit };
            return view.Sum(alone) == view.Sum(cut) && view.Std(0, alone) == view.Std(0, cut) && view.MinMax(alone) == view.MinMax(cut);
        }, iter: Iterations.Of(60, thorough: 150), threads: 1);
    }
}
