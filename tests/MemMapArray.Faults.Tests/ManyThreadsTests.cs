using System;
using System.Globalization;
using MemMap.Faults.Tests.Support;
using MemMap.Tests;
using Xunit;
using Xunit.Abstractions;

namespace MemMap.Faults.Tests;

/// <summary>A process that shares short units among 64 threads. How long that takes says nothing here; what a unit allocates does.</summary>
public sealed class ManyThreadsTests(ITestOutputHelper output) : IDisposable
{
    private const long MostBytes = 4096;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reductions_OfManyUnitsBy64Threads_AllocateLittleAUnit()
    {
        string[] said = ProbeProcess.Run("fault", "many-threads", _folder.File("numbers")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Array.ForEach(said, output.WriteLine);
        Assert.Equal(8, said.Length);
        Assert.All(said, line => Assert.True(long.Parse(line.Split(": ")[1], CultureInfo.InvariantCulture) <= MostBytes, line));
    }
}
