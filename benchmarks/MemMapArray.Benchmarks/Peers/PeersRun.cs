using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.Peers;

/// <summary>All cases that were asked for, one file after the other.</summary>
/// <param name="options">What is measured.</param>
/// <param name="numPy">NumPy; null when there is none.</param>
/// <param name="bottleneck">Bottleneck; null when there is none.</param>
internal sealed class PeersRun(PeersOptions options, NumPyProcess? numPy, NumPyProcess? bottleneck)
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
        foreach (ElementType type in ElementTypes.All.Where(type => options.Types.Contains(type.Name)))
        {
            type.MeasureIn(this);
        }
    }

    /// <summary>Measures the cases of one element type, of each content in a file of its own.</summary>
    public void Measure<T>(ElementType<T> type)
        where T : unmanaged
    {
        foreach (Content content in Enum.GetValues<Content>().Where(content => Cases.Of(type, content, rows: 1, options).Any()))
        {
            Console.Error.WriteLine($"{type.Name}, {content} ...");
            using DataFile<T> file = new(type, content, options.Bytes);
            IContender<T>[] contenders = [.. Contenders(file)];
            try
            {
                // All of them warm up before the first timing: the runtime compiles its fast code later than it is asked for.
                List<Entry<T>[]> cases = [.. Cases.Of(type, content, file.Rows, options).Select(what => Enter(what, contenders))];
                cases.ForEach(TimeCase);
            }
            finally
            {
                Array.ForEach(contenders, contender => contender.Dispose());
            }
        }
    }

    private IEnumerable<IContender<T>> Contenders<T>(DataFile<T> file)
        where T : unmanaged
    {
        yield return new ReadLimitContender<T>(file, ContenderNames.ReadLimit, threads: 1);
        yield return new ReadLimitContender<T>(file, ContenderNames.ReadLimitAllCores, Environment.ProcessorCount);
        yield return new MemMapArrayContender<T>(file, ContenderNames.MemMapArraySingleThread, new() { MaxDegreeOfParallelism = 1 });
        yield return new MemMapArrayContender<T>(file, ContenderNames.MemMapArrayDefault, new());
        if (options.IsAlone)
        {
            yield break;
        }

        if (numPy is not null)
        {
            yield return new NumPyContender<T>(numPy, file.Path, ContenderNames.NumPy, what => what.Type.NumPy is null ? null : what.Operation.NumPy);
            yield return new NumPyContender<T>(
                numPy, file.Path, ContenderNames.NumPyInDoubles, what => what.Type.IsNarrowFloat ? what.Operation.NumPyInDoubles : null);
        }

        if (bottleneck is not null)
        {
            yield return new NumPyContender<T>(
                bottleneck, file.Path, ContenderNames.Bottleneck, what => what.Type.IsBottlenecks ? what.Operation.Bottleneck : null);
        }

        foreach (IContender<T> peer in file.Type.DotNetPeers(file))
        {
            yield return peer;
        }

        yield return new AccessorContender<T>(file);
    }

    private Entry<T>[] Enter<T>(Case<T> what, IContender<T>[] contenders)
        where T : unmanaged =>
        [.. contenders.Where(contender => contender.CanDo(what)).Select(contender => TryEnter(contender, what)).OfType<Entry<T>>()];

    private void TimeCase<T>(Entry<T>[] entries)
        where T : unmanaged
    {
        Array.ForEach(entries, entry => entry.Prepare());
        for (int round = 0; round < options.Rounds; round++)
        {
            // Round-robin, so that a slow moment of the machine meets all of them. The first, the read limit, reads once untimed before:
            // after a slow contender the pages have not been touched for long, and whoever comes first would pay for that.
            entries[0].Prepare();
            Array.ForEach(entries, entry => entry.Time());
        }

        _results.AddRange(entries.Select(entry => entry.ToResult()));
    }

    private Entry<T>? TryEnter<T>(IContender<T> contender, Case<T> what)
        where T : unmanaged
    {
        try
        {
            return new(contender, what);
        }
        catch (Exception exception) when (contender.Sampling == Sampling.WhenSlow)
        {
            // Another library's limits are a finding, not an end; ours are a bug.
            string place = $"{what.Name.Call} of {what.Type.Name}, layout {what.Layout.Name}";
            _failures.Add($"{contender.Name} failed at {place}: {exception.Message}");
            return null;
        }
    }
}
