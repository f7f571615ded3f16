using BenchmarkDotNet.Running;
using MemMap.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(ElementAccess).Assembly).Run(args);
