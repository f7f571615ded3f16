using BenchmarkDotNet.Running;
using MemMap.Benchmarks;
using MemMap.Benchmarks.Cold;
using MemMap.Benchmarks.CopyPeers;
using MemMap.Benchmarks.Exactness;
using MemMap.Benchmarks.Order;
using MemMap.Benchmarks.Peers;
using MemMap.Benchmarks.Relations;
using MemMap.Benchmarks.Rows;
using MemMap.Benchmarks.Series;
using MemMap.Benchmarks.Shards;
using MemMap.Benchmarks.Summary;
using MemMap.Benchmarks.Transforms;
using MemMap.Benchmarks.Where;

switch (args)
{
    case [PeersCommand.Name, .. string[] rest]:
        return PeersCommand.Run(rest);
    case [CopiesCommand.Name, .. string[] rest]:
        return CopiesCommand.Run(rest);
    case [RowsCommand.Name, .. string[] rest]:
        return RowsCommand.Run(rest);
    case [ColdCommand.Name, .. string[] rest]:
        return ColdCommand.Run(rest);
    case [ShardsCommand.Name, .. string[] rest]:
        return ShardsCommand.Run(rest);
    case [ManifestCommand.Name, .. string[] rest]:
        return ManifestCommand.Run(rest);
    case [WhereCommand.Name, .. string[] rest]:
        return WhereCommand.Run(rest);
    case [TransformsCommand.Name, .. string[] rest]:
        return TransformsCommand.Run(rest);
    case [SeriesCommand.Name, .. string[] rest]:
        return SeriesCommand.Run(rest);
    case [OrderCommand.Name, .. string[] rest]:
        return OrderCommand.Run(rest);
    case [RelationsCommand.Name, .. string[] rest]:
        return RelationsCommand.Run(rest);
    case [ExactCommand.Name, .. string[] rest]:
        return ExactCommand.Run(rest);
    case [SummaryCommand.Name, .. string[] rest]:
        return SummaryCommand.Run(rest);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ElementAccess).Assembly).Run(args);
        return 0;
}
