using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json.Nodes;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.Where;

/// <summary>Elements, and masks of some patterns.</summary>
internal sealed unsafe class WhereRun : IDisposable
{
    public const int Columns = 1000;

    /// <summary>What the columns are.</summary>
    public const string Legend =
        """
        All is in the page cache. `limit`: one thread's vector loads over elements and mask; the parts are of it, of the same bytes. `plain`: the same reduction without a mask. A predicate has no mask to read: its part is of the limit of the elements alone.
        """;

    private const int StepRows = 100;

    private readonly BenchmarkFile _elements = new();
    private readonly BenchmarkFile _truths = new();
    private readonly NumPyProcess? _numpy;
    private readonly string _only;
    private readonly int _rounds;
    private readonly long _rows;
    private readonly MemMapArray<float> _array;
    private MemMapArray<bool>? _mask;

    public WhereRun(long bytes, int rounds, string only, NumPyProcess? numpy)
    {
        _only = only;
        _numpy = numpy;
        _rounds = rounds;
        _rows = Math.Max(1, bytes / sizeof(float) / Columns / StepRows) * StepRows;
        float[] some = [.. Enumerable.Range(0, StepRows * Columns).Select(i => i * 7919 % 1000 / 1000f)];
        Write(_elements.Path, _ => MemoryMarshal.AsBytes(some.AsSpan()));
        _array = MemMapArray.Open<float>(_elements.Path, (_rows, Columns));
    }

    public void Dispose()
    {
        _mask?.Dispose();
        _array.Dispose();
        _elements.Dispose();
        _truths.Dispose();
    }

    /// <summary>Prints a row for each case.</summary>
    public void Run()
    {
        Console.WriteLine("| mask | case | threads | plain, ms | masked, ms | masked / plain | part of the limit | NumPy, ms | x |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|---:|---:|---:|");
        var random = new Random(1);
        byte[] half = new byte[1 << 22];
        random.NextBytes(half);
        foreach ((string name, Func<long, byte> truth) in new (string, Func<long, byte>)[]
        {
            ("all", _ => 1), ("none", _ => 0), ("half, at random", i => (byte)(half[i % half.Length] & 1)), ("half, runs of 5000", i => (byte)(i / 5000 % 2)), ("every tenth row", i => (byte)(i / Columns % 10 == 0 ? 1 : 0)),
        })
        {
            // Predicates have no mask; one is there for the limit.
            if (!IsAsked(name) && name != "every tenth row")
            {
                continue;
            }

            byte[] some = new byte[StepRows * Columns];
            _mask?.Dispose();
            Write(_truths.Path, row =>
            {
                for (int i = 0; i < some.Length; i++)
                {
                    some[i] = truth((row * Columns) + i);
                }

                return some;
            });
            _mask = MemMapArray.Open<bool>(_truths.Path, (_rows, Columns));
            All(name, source => source.Where(_mask), masked: true);
        }

        All("x > 0.5", source => source.Where(Predicate.GreaterThan(0.5f)), masked: false);
        All("x >= 0: all", source => source.Where(Predicate.GreaterThanOrEqual(0f)), masked: false);
        All("v => v > 0.5", source => source.Where(v => v > 0.5f), masked: false);
    }

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    // Not inlined, so that the loads cannot be left out because nobody looks at the result.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector512<byte> Read(byte* start, long length)
    {
        Vector512<byte> a = default, b = default, c = default, d = default;
        for (byte* at = start; at <= start + length - 256; at += 256)
        {
            a |= Vector512.Load(at);
            b |= Vector512.Load(at + 64);
            c |= Vector512.Load(at + 128);
            d |= Vector512.Load(at + 192);
        }

        return a | b | c | d;
    }

    private bool IsAsked(string name) => name.Contains(_only, StringComparison.Ordinal);

    private void All(string name, Func<ReductionSource<float>, ReductionSource<float>> select, bool masked)
    {
        if (!IsAsked(name))
        {
            return;
        }

        foreach (int threads in new[] { 1, Environment.ProcessorCount }.Distinct())
        {
            var options = new ReductionOptions { MaxDegreeOfParallelism = threads };
            Compare(name, "mean()", threads, select, source => source.Mean(options), masked ? ("mean", null) : null);
            Compare(name, "std()", threads, select, source => source.Std(options: options), masked ? ("std", null) : null);
            Compare(name, "max()", threads, select, source => source.Max(options), null, masked);
            Compare(name, "mean(0)", threads, select, source => source.Mean(0, options: options), masked ? ("mean", 0) : null);
            Compare(name, "std(0)", threads, select, source => source.Std(0, options: options), masked ? ("std", 0) : null);
        }
    }

    private void Compare<TResult>(string name, string title, int threads, Func<ReductionSource<float>, ReductionSource<float>> select, Func<ReductionSource<float>, TResult> reduce, (string Operation, int? Axis)? numpy, bool readsMask = false)
    {
        List<double> plain = [], masked = [], limit = [], peer = [];
        ReductionSource<float> selected = select(_array);
        byte* elements = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(_array.GetReadOnlyRowSpan(0)));
        byte* truths = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(_mask!.GetReadOnlyRowSpan(0)));
        readsMask |= numpy is not null;
        for (int round = -1; round < _rounds; round++)
        {
            double plainSeconds = Seconds(() => reduce(_array)), maskedSeconds = Seconds(() => reduce(selected));
            double limitSeconds = Seconds(() => Read(elements, _array.ByteLength)) + (readsMask ? Seconds(() => Read(truths, _mask.ByteLength)) : 0);
            if (round >= 0)
            {
                plain.Add(plainSeconds);
                masked.Add(maskedSeconds);
                limit.Add(limitSeconds);
            }
        }

        // NumPy takes many times as long: twice is enough.
        for (int round = 0; round < 2 && numpy is { } what && _numpy is not null && threads == 1; round++)
        {
            JsonNode answer = _numpy.Ask(new() { ["path"] = _elements.Path, ["mask"] = _truths.Path, ["rows"] = _rows, ["op"] = what.Operation, ["axis"] = what.Axis });
            peer.Add((double)answer["seconds"]!);
        }

        double seconds = Median(masked);
        string ofPeer = peer.Count == 0 ? "| |" : string.Create(CultureInfo.InvariantCulture, $"| {peer.Min() * 1e3:0} | {peer.Min() / seconds:0.0} |");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {title} | {threads} | {Median(plain) * 1e3:0.0} | {seconds * 1e3:0.0} | {seconds / Median(plain):0.00} | {Median(limit) / seconds:0.00} {ofPeer}"));
    }

    private void Write(string path, Func<long, ReadOnlySpan<byte>> rows)
    {
        using FileStream stream = File.Create(path);
        for (long row = 0; row < _rows; row += StepRows)
        {
            stream.Write(rows(row));
        }
    }
}
