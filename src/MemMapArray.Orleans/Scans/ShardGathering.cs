using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Orleans;

namespace MemMap.Cluster;

/// <summary>What a silo does that merges the answers of others: it asks for their shards as a client does, with all that this does where a
/// silo does not answer.</summary>
internal sealed class ShardGathering(IGrainFactory factory, SiloResources resources)
{
    /// <summary>Asks for all shards of a request.</summary>
    /// <param name="request">Which, and what is to be done with them.</param>
    /// <param name="report">Is told how many bytes are done.</param>
    /// <param name="cancellation">Ends it, and the scans.</param>
    /// <returns>The answer, and the shards that there is none for, by their place in the request.</returns>
    /// <exception cref="FormatException">A shard is named twice.</exception>
    public async Task<(IReadOnlyList<ReadOnlyMemory<byte>> Pieces, IEnumerable<(int Place, string Reason)> Missing)> RunAsync(
        ShardRequest request, Action<long> report, CancellationToken cancellation)
    {
        GatherRequest gather = request.Gather!;
        ElementScanner scanner = ElementScanner.Find(request.Element);
        Shard[] shards = [.. gather.Units.SelectMany(static unit => unit.Parts.Select(static part => part.Shard.ToShard()))];
        ShardPart[] parts = [.. gather.Units.SelectMany(static unit => unit.Parts)];
        var places = new Dictionary<int, int>();
        if (!gather.Units.SelectMany(static unit => unit.Shards).All(number => places.TryAdd(number, places.Count)))
        {
            throw new FormatException("The request is malformed: it names a shard twice.");
        }

        long rowBytes = RowShape.ElementsOf(request.Shape) * scanner.ElementSize;
        var progress = new ProgressSum(shards, static place => place, rowBytes, new Bytes(report));
        var merged = new MergedAnswers(scanner, request, resources);
        ShardRequest RequestOf(int shard) => parts[places[shard]].In(request);
        var calls = new UnitCalls(new(factory, gather.Array, shard => shards[places[shard]], gather.ToOptions()));
        try
        {
            IReadOnlyList<(int Shard, string Reason)> missing = await calls.RunAsync(
                [.. gather.Units.Select(static unit => new ShardUnit(unit.Shards, unit.Labels))],
                new(RequestOf, Take, (shard, silo, bytes) => progress.Report(places[shard], silo, bytes)) { MaxGathered = int.MaxValue },
                gather.Levels,
                cancellation);
            return (merged.ToPieces(), missing.Select(one => (places[one.Shard], one.Reason)));
        }
        catch (NotSupportedException exception)
        {
            // As the silo said that does not know what is asked for.
            throw new NotGivenException(exception.Message);
        }

        void Take(int[] asked, List<byte[]> pieces, string silo)
        {
            pieces.ForEach(piece => merged.Add(piece));
            Array.ForEach(asked, shard => progress.Finish(places[shard], silo));
        }
    }

    private sealed class Bytes(Action<long> report) : IProgress<ClusterProgress>
    {
        void IProgress<ClusterProgress>.Report(ClusterProgress value) => report(value.BytesDone);
    }
}
