using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests;

/// <summary>Bulk calls that would kill a process if they touched memory that is not there: each must be an exception, in a process that lives on.</summary>
public sealed class CrashProbeTests : IDisposable
{
    private const string None = "none";

    private static readonly string[] s_members =
    [
        "Fill", "CopyToSpan", "CopyToView", "CopyFromSpan", "CopyFromView", "ToArray", "Flush", "Prefetch", "ToString", "Append", "Resize",
        "Mean", "MeanOfAxis", "Std", "StdOfAxis",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // One process calls all members: the last that it names is the one that killed it.
    [Theory]
    [InlineData("disposed")]
    [InlineData("disposed-view")]
    [InlineData("shrunk")]
    [InlineData("truncated")]
    [InlineData("truncated-view")]
    [InlineData("read-only")]
    public void BulkMembers_OnMemoryThatIsNotThere_ThrowInAProcessThatLives(string state)
    {
        ProcessResult result = ChildProcess.Probe("crash", state, string.Join(',', s_members), _folder.File());
        Assert.Equal(
            s_members.Select(member => $"{member}: {Expected(state, member)} OK"), result.Output.Split('\n', StringSplitOptions.TrimEntries));
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
    }

    // The signal that comes with the limit ends a process, unless it is ignored: both must be an exception.
    // The runtime's own code pages are a file too, unless write-xor-execute is off.
    [UnixTheory]
    [InlineData("Create", "IOException gone")]
    [InlineData("Resize", "IOException same")]
    [InlineData("Append", "IOException same")]
    [InlineData("AllowGrow", "IOException same")]
    [InlineData("CreateNpy", "IOException gone")]
    [InlineData("ResizeNpy", "IOException same")]
    [InlineData("AppendNpy", "IOException same")]
    public void Growth_BeyondWhatTheDiskGives_ThrowsIOAndChangesNothing(string call, string expected)
    {
        foreach (string signal in new[] { string.Empty, "trap '' XFSZ; " })
        {
            string shell = signal + "ulimit -f 4096; export DOTNET_EnableWriteXorExecute=0; exec \"$@\"";
            ProcessResult result = ChildProcess.Probe(["bash", "-c", shell, "bash"], "limit", call, _folder.File());
            Assert.Equal((0, $"{expected} OK", string.Empty), (result.ExitCode, result.Output, result.Error));
        }
    }

    [Fact]
    public void Probe_UnknownScenario_IsNotTakenForASuccess()
    {
        Assert.NotEqual(0, ChildProcess.Probe("crash", "no such state", "Fill", _folder.File()).ExitCode);
        Assert.Equal("no such member: ArgumentException OK", ChildProcess.Probe("crash", "truncated", "no such member", _folder.File()).Output);
    }

    private static string Expected(string state, string member) => state switch
    {
        // An array goes on after it shrank; a disposed one prints that it is; a hint cannot fail.
        "shrunk" when member is "Append" or "Resize" => None,
        "disposed" or "disposed-view" or "shrunk" => member == "ToString" ? None : nameof(ObjectDisposedException),
        "read-only" => member is "Fill" or "CopyFromSpan" or "CopyFromView" or "Append" or "Resize" ? nameof(NotSupportedException) : None,
        _ => member == "Prefetch" ? None : nameof(System.IO.IOException),
    };
}
