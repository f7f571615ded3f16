using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Cluster;

namespace MemMap;

/// <content>New arrays, whole or not at all: all silos write their files, are asked whether these are still there, and then give them their
/// name.</content>
public sealed partial class MemMapClusterArray<T>
{
    private async Task<MemMapClusterArray<TZ>> WriteAsync<TZ>(
        OutputRequest output, IProgress<ClusterProgress>? told, CancellationToken cancellation)
        where TZ : unmanaged
    {
        RequireAll(null);
        ElementScanner.Require<TZ>();
        if (Shape[0] == 0)
        {
            throw new InvalidOperationException($"The array of shape {Shape} has no rows, and so no files that others could be made of.");
        }

        output = output with { Id = Guid.NewGuid().ToString("N"), Element = ElementScanner.NameOf<TZ>() };
        CopyOfShard[] copies = CopiesOfShards();
        ShardCalls calls = CallsOf(copies);
        bool isWhole = false;
        try
        {
            await WriteFilesAsync(calls, output, copies, told, cancellation);
            RequireFiles(copies);

            // A silo may have died after it wrote.
            await AskEachLabelAsync(calls, output with { Kind = OutputKind.Check }, copies, copy => copy.Written is not null, cancellation);
            RequireFiles(copies);
            ShardManifest manifest = Together(copies);
            var array = new MemMapClusterArray<TZ>(_factory, manifest, _options.In(output.Folder));
            output = output with { Manifest = manifest.ToJson() };
            RequireNone(await AskEachLabelAsync(
                calls, output with { Kind = OutputKind.Publish }, copies, copy => copy.Written is not null, cancellation));
            isWhole = true;
            return array;
        }
        finally
        {
            if (!isWhole)
            {
                // Whatever was thrown is what the caller is to see. All are told: one that did not answer may have done what it was asked.
                using var patience = new CancellationTokenSource(_options.SilenceTimeout);
                OutputRequest drop = output with { Kind = OutputKind.Drop };
                Task dropped = AskEachLabelAsync(CallsOf(copies), drop, copies, static _ => true, patience.Token);
                await dropped.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private CopyOfShard[] CopiesOfShards() =>
    [
        .. ShardsWithRows().SelectMany((shard, file) => Manifest.Shards[shard].Labels.DefaultIfEmpty(string.Empty).Distinct().Select(
            label => new CopyOfShard(shard, file, label, Manifest.Shards[shard].WithLabels(label.Length == 0 ? [] : [label])))),
    ];

    private ShardCalls CallsOf(CopyOfShard[] copies) => new(_factory, _id, [.. copies.Select(copy => copy.Copy)], _options);

    private async Task WriteFilesAsync(
        ShardCalls calls, OutputRequest output, CopyOfShard[] copies, IProgress<ClusterProgress>? told, CancellationToken cancellation)
    {
        var progress = new ProgressSum([.. copies.Select(copy => copy.Copy)], copy => copies[copy].Shard, RowBytes, told);
        OutputRequest OutputOf(CopyOfShard copy) => output with { Index = copy.File };
        await AskAsync(calls, copies, Enumerable.Range(0, copies.Length), OutputOf, Take, progress.Report, cancellation);

        void Take(int copy, List<byte[]> pieces, string silo)
        {
            copies[copy].Written = ShardManifest.Parse(Encoding.UTF8.GetString(pieces[0]));
            progress.Finish(copy, silo);
        }
    }

    // By the first copy of each label, but for those that did not answer before. The files of a label that does not answer are lost.
    private async Task<CopyOfShard[]> AskEachLabelAsync(
        ShardCalls calls, OutputRequest output, CopyOfShard[] copies, Func<CopyOfShard, bool> isAsked, CancellationToken cancellation)
    {
        (int Index, CopyOfShard Item)[] asked = [.. copies.Index().Where(copy => isAsked(copy.Item))];
        OutputRequest OutputOf(CopyOfShard copy) => output with { Label = copy.Label };
        IEnumerable<int> firsts = asked.DistinctBy(copy => copy.Item.Label).Select(copy => copy.Index);
        Dictionary<string, string> silent =
            (await AskAsync(calls, copies, firsts, OutputOf, static (_, _, _) => { }, static (_, _, _) => { }, cancellation))
            .ToDictionary(one => copies[one.Copy].Label, one => one.Reason);
        CopyOfShard[] lost = [.. asked.Select(copy => copy.Item).Where(copy => silent.ContainsKey(copy.Label))];
        Array.ForEach(lost, copy => copy.Lose(silent[copy.Label]));
        return lost;
    }

    private async Task<IReadOnlyList<(int Copy, string Reason)>> AskAsync(
        ShardCalls calls, CopyOfShard[] copies, IEnumerable<int> asked, Func<CopyOfShard, OutputRequest> outputOf,
        Action<int, List<byte[]>, string> take, Action<int, string, long> report, CancellationToken cancellation)
    {
        ShardRequest Request(int copy) => RequestOf(copies[copy].Shard) with { Output = outputOf(copies[copy]) };
        IReadOnlyList<(int Copy, string Reason)> missing = await calls.RunAsync(
            asked, new(Request, (own, pieces, silo) => take(own[0], pieces, silo), report) { IsRepeatable = false }, cancellation);
        foreach ((int copy, string reason) in missing)
        {
            copies[copy].Lose(reason);
        }

        return missing;
    }

    private void RequireNone(IEnumerable<CopyOfShard> lost) =>
        RequireNone([.. lost.DistinctBy(copy => copy.Shard).Select(copy => (copy.Shard, copy.Reason))]);

    // Of each shard at least one.
    private void RequireFiles(CopyOfShard[] copies) => RequireNone(
        copies.GroupBy(copy => copy.Shard).Where(own => own.All(copy => copy.Written is null)).Select(own => own.Last()));

    private ShardManifest Together(CopyOfShard[] copies)
    {
        CopyOfShard[] written = [.. copies.Where(copy => copy.Written is not null)];
        string descr = written[0].Written!.Descr;
        return new(descr, Shape, written.GroupBy(copy => copy.Shard, (shard, own) => Together(shard, [.. own], descr)));
    }

    private Shard Together(int shard, CopyOfShard[] written, string descr)
    {
        ShardManifest first = written[0].Written!;
        if (first.Descr != descr || Array.Exists(written, copy => copy.Written!.ToJson() != first.ToJson()))
        {
            throw new InvalidDataException(
                $"Silos made different files of shard '{Manifest.Shards[shard]}': they have different transforms, or libraries.");
        }

        return new(
            OutputRequest.FileOf(written[0].File),
            Manifest.Shards[shard].Rows,
            first.Shards[0].ByteOffset,
            first.Shards[0].FileLength,
            first.Shards[0].HeaderHash,
            written.SelectMany(copy => copy.Copy.Labels));
    }
}
