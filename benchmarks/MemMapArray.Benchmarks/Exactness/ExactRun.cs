using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.Benchmarks.Peers.Contenders;
using MemMap.Reductions;
using MemMap.Reductions.States;

namespace MemMap.Benchmarks.Exactness;

/// <summary>Elements of some kinds, one after the other in one file, and what is measured of each.</summary>
internal sealed unsafe class ExactRun<T> : IDisposable
    where T : unmanaged
{
    public const int Columns = 1000;

    /// <summary>What the columns are.</summary>
    public const string Header =
        """
        | type | data | read | sum, one thread | all | slowest / it | superaccumulator | sum / it | std, one thread | all | exactly, one thread | all | of the read | std(0), one thread | exactly | all |
        |---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
        """;

    private const int DrawnElements = 1 << 20;

    private readonly BenchmarkFile _file = new();
    private readonly MemMapArray<T> _array;
    private readonly T* _elements;
    private readonly int _rounds;
    private readonly Func<double, T> _convert;
    private readonly string _type;

    public ExactRun(long bytes, int rounds, Func<double, T> convert, string type)
    {
        (_rounds, _convert, _type) = (rounds, convert, type);
        _array = MemMapArray.Create<T>(_file.Path, (Math.Max(1, bytes / sizeof(T) / Columns), Columns));
        _elements = (T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(_array.GetRowSpan(0)));
    }

    public void Dispose()
    {
        _array.Dispose();
        _file.Dispose();
    }

    /// <summary>Prints a row for each kind.</summary>
    public void Run()
    {
        double large = typeof(T) == typeof(float) ? 1e30 : 1e300, best = 0;
        foreach ((string kind, Func<Random, int, double> draw) in new (string, Func<Random, int, double>)[]
        {
            ("i mod 1000", (_, i) => i % 1000),
            ("uniform", (random, _) => random.NextDouble()),
            ("normal", (random, _) => Normal(random)),
            ("lognormal, sigma 2", (random, _) => Math.Exp(2 * Normal(random))),
            ("Cauchy", (random, _) => Math.Tan(Math.PI * (random.NextDouble() - 0.5))),
            ($"{large:0e+0} and {1 / large:0e+0}", (_, i) => i % 2 == 0 ? large : 1 / large),
            ("zeros", (_, _) => 0),
        })
        {
            Fill(draw);
            Measure(kind, ref best);
        }
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    // What is drawn is repeated.
    private void Fill(Func<Random, int, double> draw)
    {
        var random = new Random(1);
        T[] drawn = [.. Enumerable.Range(0, DrawnElements).Select(i => _convert(draw(random, i)))];
        for (long i = 0; i < _array.Length; i += drawn.Length)
        {
            drawn.AsSpan(0, (int)Math.Min(drawn.Length, _array.Length - i)).CopyTo(new Span<T>(_elements + i, drawn.Length));
        }
    }

    private void Measure(string kind, ref double best)
    {
        ReductionOptions one = new() { MaxDegreeOfParallelism = 1 }, oneExactly = new() { MaxDegreeOfParallelism = 1, Exact = true }, exactly = new() { Exact = true };
        Action[] measured =
        [
            () => ReadLimit.Read((byte*)_elements, _array.ByteLength),
            () => _array.Sum(one), () => _array.Sum(), () => SumByDigits(),
            () => _array.Std(options: one), () => _array.Std(), () => _array.Std(options: oneExactly), () => _array.Std(options: exactly),
            () => _array.Std(axis: 0, options: one), () => _array.Std(axis: 0, options: oneExactly), () => _array.Std(axis: 0, options: exactly),
        ];
        List<double>[] times = [.. measured.Select(_ => new List<double>())];
        for (int round = -1; round < _rounds; round++)
        {
            for (int i = 0; i < measured.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                measured[i]();
                times[i].AddRange(round < 0 ? [] : [Stopwatch.GetElapsedTime(start).TotalSeconds]);
            }
        }

        double[] speeds = [.. times.Select(some => _array.ByteLength / some.Order().ElementAt(some.Count / 2) / 1e9)];
        best = Math.Max(best, speeds[1]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {_type} | {kind} | {speeds[0]:0.0} | {speeds[1]:0.0} | {speeds[2]:0.0} | {best / speeds[1]:0.0} | {speeds[3]:0.00} | {speeds[1] / speeds[3]:0.0} | {speeds[4]:0.0} | {speeds[5]:0.0} | {speeds[6]:0.0} | {speeds[7]:0.0} | {speeds[6] / speeds[0]:0.00}, {speeds[7] / speeds[0]:0.00} | {speeds[8]:0.0} | {speeds[9]:0.0} | {speeds[10]:0.0} |"));
    }

    // The superaccumulator of Neal in plain C#, element by element: what the library itself falls back on.
    private void SumByDigits()
    {
        ExactSumState<T> state = default;
        byte* sum = stackalloc byte[state.Bytes], block = stackalloc byte[state.Bytes];
        MemMap.Reductions.Scalar.SumExactly<T>.ByDigits(_elements, (int)Math.Min(Rules.BlockElements, _array.Length), sum);
        for (long i = Rules.BlockElements; i < _array.Length; i += Rules.BlockElements)
        {
            MemMap.Reductions.Scalar.SumExactly<T>.ByDigits(_elements + i, (int)Math.Min(Rules.BlockElements, _array.Length - i), block);
            state.Merge(sum, block, 1);
        }
    }
}
