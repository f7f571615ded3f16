using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Runtime.InteropServices;
using MemMap.Benchmarks.Peers;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.CopyPeers;

/// <summary>All cases of copies and fills over two files of edge x edge float32.</summary>
internal sealed class CopiesRun : IDisposable
{
    /// <summary>What the edge is a multiple of, so that the file is a cube, too.</summary>
    public const int EdgeStep = 256;

    private readonly BenchmarkFile _file = new();
    private readonly BenchmarkFile _targetFile = new();
    private readonly int _edge;
    private readonly int _rounds;
    private readonly NumPyProcess? _numPy;
    private readonly MemMapArray<float> _array;
    private readonly MemMapArray<byte> _bytes;
    private readonly float[] _memory;
    private readonly float[] _otherMemory;
    private MemMapArray<float> _target;
    private float[] _newMemory = [];

    private CopiesRun(int edge, int rounds, NumPyProcess? numPy)
    {
        (_edge, _rounds, _numPy) = (edge, rounds, numPy);
        _array = MemMapArray.Create<float>(_file.Path, (edge, edge));
        _target = MemMapArray.Create<float>(_targetFile.Path, (edge, edge));
        _bytes = MemMapArray.Open<byte>(_file.Path, (-1, EdgeStep, EdgeStep));
        _array.Fill(2);
        _target.Fill(3);
        _memory = new float[(long)edge * edge];
        _otherMemory = new float[(long)edge * edge];
        _memory.AsSpan().Fill(1);
        _otherMemory.AsSpan().Fill(1);
        OpenInNumPy();
    }

    /// <summary>Runs all cases; progress goes to standard error.</summary>
    public static IReadOnlyList<CopyResult> Run(int edge, int rounds, NumPyProcess? numPy)
    {
        using CopiesRun run = new(edge, rounds, numPy);
        return [.. run.Cases().Select(run.Time)];
    }

    public void Dispose()
    {
        _numPy?.Ask(new() { ["close"] = true });
        _array.Dispose();
        _bytes.Dispose();
        _target.Dispose();
        _file.Dispose();
        _targetFile.Dispose();
    }

    private IEnumerable<CopyCase> Cases()
    {
        long bytes = _array.ByteLength;
        yield return new("copy to memory", bytes, () => _array.CopyTo(_otherMemory), Plain: () => _memory.AsSpan().CopyTo(_otherMemory));
        yield return new("copy from memory", bytes, () => _array.CopyFrom(_memory), Plain: () => _memory.AsSpan().CopyTo(_otherMemory));
        yield return new("fill", bytes, () => _array.Fill(1), Plain: () => _otherMemory.AsSpan().Fill(1));
        yield return new("transposed copy", bytes, () => _target.CopyFrom(_array.Transpose()), Loop: () => LoopOver(_edge, _edge, rowStep: 1, columnStep: _edge));
        yield return new(
            "every second row", bytes / 2, () => _target[..(_edge / 2)].CopyFrom(_array[(null, null, 2)]), Loop: () => LoopOver(_edge / 2, _edge, rowStep: 2 * _edge, columnStep: 1));
        yield return new(
            "every second column", bytes / 2, () => _target[.., ..(_edge / 2)].CopyFrom(_array[.., (null, null, 2)]), Loop: () => LoopOver(_edge, _edge / 2, rowStep: _edge, columnStep: 2));
        yield return new(
            "every third column", _edge * (long)Third * sizeof(float), () => _target[.., ..Third].CopyFrom(_array[.., (null, null, 3)]),
            Loop: () => LoopOver(_edge, Third, rowStep: _edge, columnStep: 3));
        yield return new(
            "every second of three axes", bytes / 8, () => EverySecond(_array.Reshape((-1, EdgeStep, EdgeStep))).CopyTo(Eighth()));
        yield return new("the same of bytes", bytes / 8, () => EverySecond(_bytes).CopyTo(MemoryMarshal.AsBytes(Eighth())));
        yield return new("rows backwards", bytes, () => _target.CopyFrom(_array.Flip(0)));
        yield return new("fill a new file", bytes, () => _target.Fill(1), Plain: () => _newMemory.AsSpan().Fill(1), Before: Renew);
    }

    private int Third => (_edge + 2) / 3;

    private Span<float> Eighth() => _otherMemory.AsSpan(0, _otherMemory.Length / 8);

    private static MemMapView<T> EverySecond<T>(MemMapView<T> cube)
        where T : unmanaged => cube[(null, null, 2), (null, null, 2), (null, null, 2)];

    // Writes the rows of the target one after the other, from where two steps lead in the source.
    private void LoopOver(int rows, int columns, int rowStep, int columnStep)
    {
        Span<float> target = _target.AsSpan();
        ReadOnlySpan<float> source = _array.AsReadOnlySpan();
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                target[(i * _edge) + j] = source[(i * rowStep) + (j * columnStep)];
            }
        }
    }

    // A new file with its room reserved, of which nothing is in memory, and as much memory that nobody has touched.
    private void Renew()
    {
        _target.Dispose();
        _target = MemMapArray.Create<float>(_targetFile.Path, (_edge, _edge));
        OpenInNumPy();
        _newMemory = [];
        GC.Collect();
        _newMemory = GC.AllocateUninitializedArray<float>(_edge * _edge);
    }

    private void OpenInNumPy() => _numPy?.Ask(new() { ["edge"] = _edge, ["file"] = _file.Path, ["target"] = _targetFile.Path });

    private CopyResult Time(CopyCase what)
    {
        Console.Error.WriteLine($"{what.Title} ...");
        Func<double>?[] contenders =
        [
            () => Seconds(what.Ours),
            what.Plain is null ? null : () => Seconds(what.Plain),
            what.Loop is null ? null : () => Seconds(what.Loop),
            _numPy is null ? null : () => (double)_numPy.Ask(new() { ["op"] = what.Title })["seconds"]!,
        ];
        List<double>[] seconds = [.. contenders.Select(_ => new List<double>())];

        // Two rounds to warm up; then round-robin, so that a slow moment of the machine meets all of them.
        for (int round = -2; round < _rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                if (contenders[i] is { } contender)
                {
                    what.Before?.Invoke();
                    double time = contender();
                    if (round >= 0)
                    {
                        seconds[i].Add(time);
                    }
                }
            }
        }

        double?[] speeds = [.. seconds.Select(times => times.Count == 0 ? (double?)null : what.Bytes / Median.Of(times) / 1e9)];
        return new(what.Title, speeds[0]!.Value, speeds[1], speeds[2], speeds[3]);
    }

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
