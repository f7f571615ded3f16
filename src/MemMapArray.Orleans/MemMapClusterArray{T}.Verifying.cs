using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Cluster;

namespace MemMap;

/// <content>Copies compared with one another.</content>
public sealed partial class MemMapClusterArray<T>
{
    private const int DifferencesNamed = 10;

    /// <summary>Compares the elements of all copies of each shard, bit by bit: no other call does, as each reads one copy. Every copy is
    /// read once where it lies; its silo answers with a SHA-256.</summary>
    /// <param name="progress">Receives the number of bytes read of all copies, every second and after each, in ascending order.</param>
    /// <param name="cancellationToken">Cancels the call. The silos end within a few megabytes.</param>
    /// <returns>A task that completes when all copies are found to be the same.</returns>
    /// <remarks>A label is a copy: of several silos with one label, one is asked. Shards with fewer than two labels have nothing to be
    /// compared with, and are not read. Which of two copies is right nobody knows.</remarks>
    /// <exception cref="InvalidDataException">Copies of a shard differ. The message has the shards, ten at most, and for each its labels
    /// with the first digits of their SHA-256. Or a file has another length or header than the manifest says.</exception>
    /// <exception cref="ShardUnavailableException">A copy could not be read, and those that could do not differ. The message has its
    /// label.</exception>
    /// <exception cref="ArgumentException">Elements are left out (Where).</exception>
    /// <exception cref="UnauthorizedAccessException">A silo refuses a path, or may not open the file.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <example><code>await array.VerifyReplicasAsync();</code></example>
    public async Task VerifyReplicasAsync(IProgress<ClusterProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireAll(null);
        CopyOfShard[] copies = [.. CopiesOfShards().GroupBy(copy => copy.Shard).Where(own => own.Count() > 1).SelectMany(own => own)];
        string[] hashes = new string[copies.Length];
        var sum = new ProgressSum([.. copies.Select(copy => copy.Copy)], copy => copies[copy].Shard, RowBytes, progress);
        ShardRequest Request(int copy) => RequestOf(copies[copy].Shard) with { IsHashWanted = true };
        IReadOnlyList<(int Copy, string Reason)> missing = await CallsOf(copies).RunAsync(
            Enumerable.Range(0, copies.Length), new(Request, Take, sum.Report), cancellationToken);
        RequireSame([.. copies.Zip(hashes).Where(copy => copy.Second is not null)]);
        RequireNone([.. missing.Select(one => (copies[one.Copy].Shard, one.Reason))]);

        void Take(int[] asked, List<byte[]> pieces, string silo)
        {
            Require(copies[asked[0]].Shard, pieces.Count == 1);
            hashes[asked[0]] = Convert.ToHexStringLower(pieces[0]);
            sum.Finish(asked[0], silo);
        }
    }

    private void RequireSame((CopyOfShard Copy, string Hash)[] copies)
    {
        string[] differing =
        [
            .. copies.GroupBy(copy => copy.Copy.Shard).Where(own => own.Any(copy => copy.Hash != own.First().Hash)).Select(own =>
                $"{Manifest.Shards[own.Key]}: {string.Join(", ", own.Select(copy => $"'{copy.Copy.Label}' has {copy.Hash[..16]}"))}"),
        ];
        if (differing.Length > 0)
        {
            throw new InvalidDataException(
                $"{differing.Length} shards differ between their copies: {string.Join("; ", differing.Take(DifferencesNamed))}" +
                (differing.Length > DifferencesNamed ? "; and others" : string.Empty));
        }
    }
}
