using System;
using Xunit;

namespace MemMap.Tests.ApiExamples;

/// <summary>The examples in the XML documentation of masks and predicates; <see cref="DocumentTests"/> compares them.</summary>
public sealed class WhereExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Masks()
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write<float>([0.25f, 2, 3, 4, float.NaN, 9]), (2, 3));
        using MemMapArray<bool> isBright = MemMapArray.Open<bool>(_folder.Write([false, true, true, false, false, true], name: "mask.bin"), (2, 3));

        double brightMean = array.Where(isBright).Mean();    // np.mean(a, where=mask)

        Assert.Equal(14 / 3.0, brightMean);
    }

    [Fact]
    public void Predicates()
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write<float>([0.25f, 2, 3, 4, float.NaN, -9]), (2, 3));

        double brightMean = array.Where(Predicate.GreaterThan(0.5f)).Mean();    // np.mean(a, where=a > 0.5)
        ReductionSource<float> valid = array.Where(Predicate.And(Predicate.IsFinite<float>(), Predicate.GreaterThan(0f)));
        double validStd = valid.Std();
        double bright = array.Where(Predicate.Parse<float>("element > 0.5")).Mean();
        double evenMean = array.Where(v => v % 2 == 0).Mean();

        Assert.Equal((3, 3, 3), (brightMean, evenMean, bright));
        Assert.Equal(Math.Sqrt(7.671875 / 4), validStd, 12);
    }
}
