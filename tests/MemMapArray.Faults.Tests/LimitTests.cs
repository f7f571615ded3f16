using System;
using MemMap.Faults.Tests.Support;
using MemMap.Tests;
using Xunit;

namespace MemMap.Faults.Tests;

/// <summary>A process that may have no more descriptors or mappings, and one that has opened and thrown ten thousand times.</summary>
public sealed class LimitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public void Open_NoDescriptorLeft_ThrowsIOAndLeaksNone()
    {
        using ProbeProcess probe = ProbeProcess.StartUnder(["bash", "-c", "ulimit -n 120; exec \"$@\"", "bash"], "fault", "descriptors", _folder.File());
        Assert.Equal("IOException True 0 0", probe.Finish());
    }

    // The runtime's own double mappings of code would end it under such a limit.
    [LinuxFact]
    public void Resize_ShrinkThatCannotBeMapped_ChangesNothing()
    {
        using ProbeProcess probe = ProbeProcess.StartUnder(["env", "DOTNET_EnableWriteXorExecute=0"], "fault", "address-space", _folder.File());
        Assert.Equal("IOException same (2, 16384)", probe.Finish());
    }

    [LinuxFact]
    public void Create_OverAFileAndCannotBeMapped_LeavesTheOldFile()
    {
        using ProbeProcess probe = ProbeProcess.StartUnder(["env", "DOTNET_EnableWriteXorExecute=0"], "fault", "create-address-space", _folder.File());
        Assert.Equal("IOException same 1 1", probe.Finish());
    }

    [LinuxFact]
    public void OpensSlicesAndExceptions_TenThousandTimes_LeakNothing()
    {
        // Descriptors, lines of /proc/self/maps, mappings, mapped bytes; and the two files that were made.
        Assert.Equal("0 0 0 0 2", ProbeProcess.Run("fault", "leaks", _folder.Path));
    }
}
