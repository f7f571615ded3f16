using System;
using System.Linq;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>There is one rule for variances: <c>Describe().Std()</c> has the bits of <c>Std()</c>, as its mean has those of <c>Mean()</c>.</summary>
public sealed class SameVarianceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => [.. DrawnNumbers.Kinds];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Describe_AnyViewOfNumbersOfAKind_HasTheBitsOfVarAndStd(string kind)
    {
        double[] numbers = DrawnNumbers.Of(kind, DrawnViews.Elements, new Random(1));
        Check(kind, numbers, number => number);
        Check(kind, numbers, number => number * 1e-150);
        Check(kind, numbers, number => (float)number);
        Check(kind, numbers, number => (BFloat16)number);
        Check(kind, numbers, number => (BigEndian<double>)(number + 1e9));
#if !NETSTANDARD_BUILD
        Check(kind, numbers, number => (Half)number);
#endif
    }

    [Fact]
    public void Describe_AnyViewOfIntegers_HasTheBitsOfVarAndStd()
    {
        double[] numbers = DrawnNumbers.Of("uniform", DrawnViews.Elements, new Random(2));
        Check("byte", numbers, number => (byte)(number * 256));
        Check("short", numbers, number => (short)((number * 65536) - 32768));
        Check("int", numbers, number => (int)((number - 0.5) * 4e9));
        Check("uint", numbers, number => (uint)(number * uint.MaxValue));
        Check("long", numbers, number => (long)((number - 0.5) * 1e19));
        Check("timestamps", numbers, number => 1_700_000_000_000_000_000 + (long)(number * 1e6));
        Check("ulong", numbers, number => (ulong)(number * 1e19));
        Check("bool", numbers, number => number < 0.3);
    }

    private void Check<T>(string kind, double[] numbers, Func<double, T> convert)
        where T : unmanaged
    {
        using MemMapArray<T> array = MemMapArray.Open<T>(_folder.Write([.. numbers.Select(convert)], name: typeof(T).Name));
        Gen.Int[0, int.MaxValue].Sample(draw =>
        {
            var random = new Random(draw);
            MemMapView<T> view = DrawnViews.Of(array, random);
            int[] axes = DrawnViews.Axes(view.Rank, random) ?? [.. Enumerable.Range(0, view.Rank)];
            var options = new ReductionOptions { MaxDegreeOfParallelism = random.Next(1, 4), WorkUnitBytes = random.Next(1000, 300_000), SkipNaN = random.Next(2) == 0 };
            int ddof = random.Next(2);
            Moments[] moments = view.Describe(axes, options: options).ToArray();
            string what = $"{kind} {typeof(T).Name} {view.Shape} over ({string.Join(", ", axes)})";
            AssertSame(view.Mean(axes, options: options), [.. moments.Select(one => one.Mean)], what);
            AssertSame(view.Var(axes, ddof, options: options), [.. moments.Select(one => one.Var(ddof))], what);
            AssertSame(view.Std(axes, ddof, options: options), [.. moments.Select(one => one.Std(ddof))], what);
        }, iter: Iterations.Of(3, thorough: 6), threads: 1);
    }

    private static void AssertSame(NDArray<double> expected, double[] actual, string what)
    {
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.True(expected.AsSpan()[i].Equals(actual[i]), $"{expected.AsSpan()[i]:R}, not {actual[i]:R} {what}");
        }
    }
}
