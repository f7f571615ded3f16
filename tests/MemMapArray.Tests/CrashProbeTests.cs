using System;
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

    public static TheoryData<string, string, string> Scenarios
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (string member in s_members)
            {
                // A disposed array prints that it is; a hint cannot fail; an array goes on after it shrank.
                string disposed = member == "ToString" ? None : nameof(ObjectDisposedException);
                data.Add("disposed", member, disposed);
                data.Add("disposed-view", member, disposed);
                data.Add("shrunk", member, member is "Append" or "Resize" ? None : disposed);

                string truncated = member == "Prefetch" ? None : nameof(System.IO.IOException);
                data.Add("truncated", member, truncated);
                data.Add("truncated-view", member, truncated);

                bool writes = member is "Fill" or "CopyFromSpan" or "CopyFromView" or "Append" or "Resize";
                data.Add("read-only", member, writes ? nameof(NotSupportedException) : None);
            }

            return data;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void BulkMember_OnMemoryThatIsNotThere_ThrowsInAProcessThatLives(string state, string member, string exception)
    {
        ProcessResult result = ChildProcess.Probe("crash", state, member, _folder.File());
        Assert.Equal((0, $"{exception} OK", string.Empty), (result.ExitCode, result.Output, result.Error));
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
        Assert.Equal("ArgumentException OK", ChildProcess.Probe("crash", "truncated", "no such member", _folder.File()).Output);
        Assert.Equal(s_members.Length * 6, Scenarios.Count);
    }
}
