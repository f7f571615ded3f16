using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.Peers;

/// <summary>All cases of all element types, one file after the other.</summary>
/// <param name="bytes">About how large a file is.</param>
/// <param name="rounds">How many timings each contender gets in each case.</param>
/// <param name="numPy">NumPy; null when there is none.</param>
/// <param name="isAlone">The peers are left out.</param>
internal sealed class PeersRun(long bytes, int rounds, NumPyProcess? numPy, bool isAlone)
{
    private readonly List<Result> _results = [];
    private readonly HashSet<string> _failures = [];

    /// <summary>What the contenders did.</summary>
    public IReadOnlyList<Result> Results => _results;

    /// <summary>What a contender could not do although it has it, in words.</summary>
    public IEnumerable<string> Failures => _failures;

    /// <summary>Runs everything; progress goes to standard error.</summary>
    public void Run()
    {
        RunType<float>("float32", modulus: 1000);
        RunType<double>("float64", modulus: 1000);
        RunType<byte>("uint8", modulus: 100);
        RunType<short>("int16", modulus: 1000);
        RunType<int>("int32", modulus: 1000);
    }

    private unsafe void RunType<T>(string name, int modulus)
        where T : unmanaged, INumber<T>
    {
        Console.Error.WriteLine($"{name} ...");
        using DataFile<T> file = new(new(name, sizeof(T), modulus), bytes);
        IContender[] contenders = [.. Contenders(file)];
        try
        {
            // All of them warm up before the first timing: the runtime compiles its fast code later than it is asked for.
            List<Entry[]> cases = [.. Cases.Of(file.Type, file.Rows).Select(what => Enter(what, contenders))];
            cases.ForEach(TimeCase);
        }
        finally
        {
            Array.ForEach(contenders, contender => contender.Dispose());
        }
    }

    private IEnumerable<IContender> Contenders<T>(DataFile<T> file)
        where T : unmanaged, INumber<T>
    {
        yield return new ReadLimitContender<T>(file);
        yield return new MemMapArrayContender<T>(file, ContenderNames.MemMapArraySingleThread, new() { MaxDegreeOfParallelism = 1 });
        yield return new MemMapArrayContender<T>(file, ContenderNames.MemMapArrayDefault, new());
        if (isAlone)
        {
            yield break;
        }

        if (numPy is not null)
        {
            yield return new NumPyContender(numPy, file.Path);
        }

        yield return new NumSharpContender<T>(file);
        yield return new TensorPrimitivesContender<T>(file);
        yield return new AccessorContender<T>(file);
    }

    private Entry[] Enter(Case what, IContender[] contenders) =>
        [.. contenders.Where(contender => contender.CanDo(what)).Select(contender => TryEnter(contender, what)).OfType<Entry>()];

    private void TimeCase(Entry[] entries)
    {
        Array.ForEach(entries, entry => entry.Prepare());
        for (int round = 0; round < rounds; round++)
        {
            // Round-robin, so that a slow moment of the machine meets all of them. The first, the read limit, reads once untimed before:
            // after a slow contender the pages have not been touched for long, and whoever comes first would pay for that.
            entries[0].Prepare();
            Array.ForEach(entries, entry => entry.Time());
        }

        _results.AddRange(entries.Select(entry => entry.ToResult()));
    }

    private Entry? TryEnter(IContender contender, Case what)
    {
        try
        {
            return new(contender, what);
        }
        catch (Exception exception) when (contender.Sampling == Sampling.WhenSlow)
        {
            // Another library's limits are a finding, not an end; ours are a bug.
            _failures.Add($"{contender.Name} failed at {what.Operation} of {what.Type.Name}, layout {what.Layout}, axis {what.Axis?.ToString() ?? "none"}: {exception.Message}");
            return null;
        }
    }
}
