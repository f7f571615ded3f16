using System;
using BenchmarkDotNet.Running;
using MemMap.Benchmarks;
using MemMap.Benchmarks.Peers;

if (args is [PeersCommand.Name, ..])
{
    return PeersCommand.Run(args.AsSpan(1).ToArray());
}

BenchmarkSwitcher.FromAssembly(typeof(ElementAccess).Assembly).Run(args);
return 0;
