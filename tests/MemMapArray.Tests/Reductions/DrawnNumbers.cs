using System;
using System.Linq;

namespace MemMap.Tests.Reductions;

/// <summary>Numbers of many kinds: those that sums are easy for, and those that defeat one way or another to add them.</summary>
internal static class DrawnNumbers
{
    public static readonly string[] Kinds =
        ["uniform", "normal", "lognormal", "cauchy", "wide", "sizes", "alternating", "bits", "subnormal", "cancelling", "huge", "trend", "sparse", "integers", "special"];

    /// <summary>Some numbers of a kind.</summary>
    public static double[] Of(string kind, int count, Random random) => kind == "cancelling"
        ? Cancelling(count, random)
        : [.. Enumerable.Range(0, count).Select(i => One(kind, i, count, random))];

    private static double One(string kind, int i, int count, Random random) => kind switch
    {
        "uniform" => random.NextDouble(),
        "normal" => Normal(random),
        "lognormal" => Math.Exp(2 * Normal(random)),
        "cauchy" => Math.Tan(Math.PI * (random.NextDouble() - 0.5)),
        "wide" => Math.Exp(6 * Normal(random)),
        "sizes" => Normal(random) * (random.Next(3) == 0 ? 1e30 : 1e-30),
        "alternating" => i % 2 == 0 ? 1e300 : random.Next(2) == 0 ? 1e-300 : -1e300,
        "bits" => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)) is var value && double.IsFinite(value) ? value : 0,
        "subnormal" => BitConverter.Int64BitsToDouble(random.NextInt64(1L << random.Next(1, 56))) * (random.Next(2) - 0.5) * 2,
        "huge" => (random.NextDouble() - 0.4) * double.MaxValue,
        "trend" => i * Math.Exp(20.0 * i / count),
        "sparse" => random.Next(50) == 0 ? Normal(random) * 1e5 : 0,
        "integers" => random.Next(-1000, 1000),
        "special" => random.Next(count + 1) == 0 ? double.NaN : random.Next(count + 1) switch { 0 => double.PositiveInfinity, 1 => double.NegativeInfinity, _ => Normal(random) },
        _ => throw new ArgumentException(kind, nameof(kind)),
    };

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    // Of which only what is tiny is left.
    private static double[] Cancelling(int count, Random random)
    {
        double[] numbers = new double[count];
        for (int i = 0; i + 1 < count; i += 2)
        {
            numbers[i] = Normal(random) * Math.ScaleB(1, random.Next(-30, 30));
            numbers[i + 1] = -numbers[i];
        }

        numbers[count - 1] = 1e-30 * Normal(random);
        random.Shuffle(numbers);
        return numbers;
    }
}
