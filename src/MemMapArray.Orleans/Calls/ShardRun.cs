using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap.Cluster;

/// <summary>Scans of shards for one purpose, each with one copy after the other until one answers.</summary>
/// <param name="copies">The copies.</param>
/// <param name="work">What to do with a shard.</param>
/// <param name="pace">How long scans take.</param>
internal sealed class ShardRun(ShardCopies copies, ShardWork work, ScanPace pace)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(0.5);

    private readonly LabelHealth _health = copies.Health;
    private readonly ConcurrentBag<(int Shard, string Reason)> _unavailable = [];

    /// <summary>Those that no copy could be read of, and why.</summary>
    public IReadOnlyList<(int Shard, string Reason)> Unavailable => [.. _unavailable.OrderBy(static one => one.Shard)];

    /// <summary>Scans some shards together; then, one by one, those that this failed for.</summary>
    /// <param name="unit">Which.</param>
    /// <param name="label">The copies that are asked first.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task ScanAsync(ShardUnit unit, string label, CancellationToken cancellation)
    {
        string[] labels = [label, .. unit.Labels.Where(other => other != label)];
        Dictionary<int, string> left = unit.Shards.ToDictionary(static shard => shard, static _ => string.Empty);
        string? tried = null;
        if (unit.Shards.Length > 1 && !_health.IsSuspect(label))
        {
            tried = label;
            ShardAnswer answer = await CallAsync(unit.Shards, labels, label, 0, cancellation);
            left = answer.Failures.ToDictionary(failure => unit.Shards[failure.Key], failure => failure.Value.Reason);
        }

        foreach ((int shard, string failure) in left.OrderBy(static one => one.Key))
        {
            if (await ScanCopiesAsync(shard, labels, tried, failure, cancellation) is { } reason)
            {
                _unavailable.Add((shard, reason));
            }
        }
    }

    /// <summary>Lets a silo gather the answers for some shards, or else another one.</summary>
    /// <param name="unit">Which, and the labels of silos that may.</param>
    /// <param name="gather">What it is asked.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The shards that there is no answer for.</returns>
    public async Task<IEnumerable<int>> GatherAsync(ShardUnit unit, Func<ShardRequest> gather, CancellationToken cancellation)
    {
        foreach (string label in unit.Labels.Where(label => !_health.IsSuspect(label)).Take(copies.Options.Attempts))
        {
            ShardAnswer answer = await CallAsync(unit.Shards, unit.Labels, label, 0, cancellation, gather);
            if (!answer.Failures.Values.Any(static failure => failure.IsOfSilo))
            {
                return unit.Shards.Where((_, place) => answer.Failures.ContainsKey(place));
            }
        }

        return unit.Shards;
    }

    // Why no copy could be read; null where one was.
    private async Task<string?> ScanCopiesAsync(
        int shard, string[] labels, string? tried, string reason, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < copies.Options.Attempts; attempt++)
        {
            string[] now = [.. labels.Where(label => !_health.IsLost(label, out _)).OrderBy(_health.IsSuspect)];
            if (now.Length == 0)
            {
                return reason.Length > 0
                    ? reason
                    : string.Join("; ", labels.Select(label => _health.IsLost(label, out string? lost) ? lost : string.Empty));
            }

            await Task.Delay(attempt * s_pause, cancellation);
            foreach (string label in now.Where(label => attempt > 0 || label != tried))
            {
                ShardAnswer answer = await CallAsync([shard], labels, label, attempt, cancellation);
                if (!answer.Failures.TryGetValue(0, out ShardFailure? failure))
                {
                    return null;
                }

                reason = failure.Reason;
            }
        }

        return reason;
    }

    // Asks one silo, and another one too where that takes too long. What one of them answers first is taken: the bits are the same.
    private async Task<ShardAnswer> CallAsync(
        int[] asked, string[] labels, string label, int attempt, CancellationToken cancellation, Func<ShardRequest>? gather = null)
    {
        long start = Stopwatch.GetTimestamp(), bytes = asked.Sum(copies.BytesOf);
        Func<ShardRequest> request = gather ?? (() => RequestOf(asked));
        bool isLast = gather is null && attempt == copies.Options.Attempts - 1;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<ShardAnswer> first = AskAsync(asked, request, label, attempt, isLast, ending.Token), faster = first;
        if (OtherThan(label, labels) is not null && await pace.IsLateAsync(first, asked.Length, bytes) &&
            OtherThan(label, labels) is { } other)
        {
            // Without labels, the next attempt is another silo's.
            int next = attempt + (other == label ? 1 : 0);
            Task<ShardAnswer> second = AskAsync(asked, request, other, next, isLast: false, ending.Token);
            faster = await Task.WhenAny(first, second);
            if (faster.IsCompletedSuccessfully && (await faster).Failures.Count > 0)
            {
                faster = faster == first ? second : first;
            }
        }

        try
        {
            ShardAnswer answer = await faster;
            if (answer.Failures.Count < asked.Length)
            {
                pace.Finish(asked.Length, bytes, Stopwatch.GetElapsedTime(start));
                work.Take([.. asked.Where((_, place) => !answer.Failures.ContainsKey(place))], answer.Pieces, answer.Silo);
            }

            return answer;
        }
        finally
        {
            await ending.CancelAsync();
        }
    }

    private string? OtherThan(string label, string[] labels) =>
        !work.IsRepeatable ? null
        : label.Length == 0 ? label
        : Array.Find(labels, other => other != label && !_health.IsSuspect(other));

    private async Task<ShardAnswer> AskAsync(
        int[] asked, Func<ShardRequest> request, string label, int attempt, bool isLast, CancellationToken cancellation)
    {
        IShardGrain Grain(int route) =>
            copies.Factory.GetGrain<IShardGrain>(new ShardKey(copies.Array, asked[0], attempt, route, label).ToString());

        // An attempt that was lost on its way to a silo that is well is none.
        (int route, string? unreachable) = attempt > 0 || _health.IsSuspect(label)
            ? await ShardRoutes.FindAsync(Grain, copies.Options, cancellation)
            : (0, null);
        ShardAnswer answer = unreachable is null
            ? await ScanAsync(asked, request(), Grain(route), cancellation)
            : ShardAnswer.None(asked.Length, unreachable);
        if (answer.Failures.Count > 0)
        {
            work.Report(asked[0], answer.Silo, 0);
        }

        if (answer.Failures.Values.FirstOrDefault(static failure => failure.IsOfSilo) is { } silent)
        {
            _health.Fail(label, $"'{label}': {silent.Reason}", isLast);
        }
        else
        {
            _health.Answer(label);
        }

        return answer with
        {
            Failures = answer.Failures.ToDictionary(
                static failure => failure.Key, failure => failure.Value with { Reason = $"'{label}': {failure.Value.Reason}" }),
        };
    }

    private Task<ShardAnswer> ScanAsync(int[] asked, ShardRequest request, IShardGrain grain, CancellationToken cancellation) =>
        ShardCall.RunAsync(
            grain,
            request,
            Array.ConvertAll(asked, shard => copies.ShardOf(shard)),
            copies.Options,
            (silo, done) => work.Report(asked[0], silo, done),
            cancellation);

    private ShardRequest RequestOf(int[] asked)
    {
        ShardRequest first = work.Request(asked[0]);
        first.RequireLimits();
        return first with { More = [.. asked.Skip(1).Select(shard => ShardPart.Of(work.Request(shard)))] };
    }
}
