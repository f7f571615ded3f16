using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using MemMap.Faults.Tests.Support;
using MemMap.Tests;
using Xunit;
using Xunit.Abstractions;

namespace MemMap.Faults.Tests;

/// <summary>Another process cuts the file and lengthens it again.</summary>
public sealed class TruncationTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public void BulkOperations_FileCutBetweenThem_AreRightOrRefusedInAProcessThatLives()
    {
        int operations = Number("MEMMAPARRAY_TRUNCATED_OPERATIONS") ?? 10_000;
        using ProbeProcess worker = ProbeProcess.Start("fault", "truncated-worker", _folder.File());
        long whole = long.Parse(worker.Line()!, CultureInfo.InvariantCulture);
        using var file = new FileStream(_folder.File(), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        Random random = new(29);
        var answers = new Dictionary<string, int>();
        for (int i = 0; i < operations; i++)
        {
            long length = random.Next(2) == 0 ? whole : random.NextInt64(whole / sizeof(int)) * sizeof(int);
            file.SetLength(length);
            string answer = worker.Ask($"{length} {i}");
            answers[answer] = answers.GetValueOrDefault(answer) + 1;
        }

        worker.Finish();
        output.WriteLine(string.Join(", ", answers.Select(answer => $"{answer.Value} {answer.Key}")));
        Assert.Equal(["refused", "right"], answers.Keys.Order(StringComparer.Ordinal));
        Assert.All(answers.Values, count => Assert.True(count > operations / 10));
    }

    // What the kernel moves can be cut at any moment.
    [PopulatingTheory]
    [InlineData("CopyToSpan")]
    [InlineData("CopyToSpanOfARow")]
    [InlineData("CopyFromSpan")]
    [InlineData("CopyToView")]
    [InlineData("CopyFromView")]
    [InlineData("ToArray")]
    [InlineData("SaveNpy")]
    [InlineData("NpzAdd")]
    [InlineData("SafetensorsCommit")]
    [InlineData("ShardAppend")]
    [InlineData("ToString")]
    [InlineData("StreamRead")]
    [InlineData("StreamWrite")]
    [InlineData("Buffered")]
    [InlineData("Append")]
    [InlineData("Flush")]
    [InlineData("Transform")]
    [InlineData("TransformToNpy")]
    public void Copies_FileCutDuringThem_AreDoneOrRefusedInAProcessThatLives(string call)
    {
        // On a machine with other work the two may hardly have met.
        bool hasMet = false;
        for (int times = 1; !hasMet && times <= 100; times *= 10)
        {
            (int code, string? said, int cuts) = Race(call, seed: 7, times);
            output.WriteLine($"{call}: exit code {code}; operations and refusals: {said}; {cuts} cuts");
            Assert.Equal(0, code);
            hasMet = Numbers(said!)[0] > 0 && cuts > 10;
        }

        Assert.True(hasMet);
    }

    // What cannot be promised is measured: MEMMAPARRAY_RACING_CHILDREN says in how many processes. A wrong way to die is a failure, a bus error is the limit that is documented.
    [LinuxTheory]
    [InlineData("Mapped")]
    [InlineData("Fill")]
    [InlineData("EverySecond")]
    [InlineData("Transposed")]
    [InlineData("OtherByteOrder")]
    [InlineData("TransformMapped")]
    public void TouchedPages_FileCutDuringIt_LiveOrDieOfTheBusError(string call)
    {
        const int BusError = 135, Aborted = 134, Killed = 128;
        int children = Number("MEMMAPARRAY_RACING_CHILDREN") ?? 1, dead = 0;
        for (int i = 0; i < children; i++)
        {
            (int code, string? said, int cuts) = Race(call, seed: i);
            dead += code == 0 ? 0 : 1;
            output.WriteLine($"child {i}: exit code {code} after {cuts} cuts; operations and refusals: {said}");
            Assert.Contains(code, new[] { 0, BusError, Aborted, Killed + 7, Killed + 11 });
        }

        output.WriteLine($"{dead} of {children} died");
    }

    // Positional reads have no bus error: here the cut may come at any moment. MEMMAPARRAY_TRUNCATED_OPERATIONS says how often.
    [LinuxFact]
    public void BufferedReductions_FileCutDuringThem_AreRightOrRefusedInAProcessThatLives()
    {
        int operations = Number("MEMMAPARRAY_TRUNCATED_OPERATIONS") ?? 2000;
        using ProbeProcess worker = ProbeProcess.Start("fault", "buffered-race", _folder.File(), operations.ToString(CultureInfo.InvariantCulture));
        int[] lengths = Numbers(worker.Line()!);
        using var file = new FileStream(_folder.File(), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        Random random = new(31);
        int cuts = 0;
        string? said = null;
        var listener = new Thread(() => said = worker.Line());
        for (listener.Start(); !listener.Join(0); cuts++)
        {
            file.SetLength(random.Next(lengths[0], lengths[1]));
            Thread.SpinWait(random.Next(20_000));
            file.SetLength(lengths[1]);
            Thread.SpinWait(random.Next(60_000));
        }

        output.WriteLine($"right and refused: {said}; {cuts} cuts");
        Assert.Equal(0, worker.ExitCode());
        int[] answers = Numbers(said!);
        Assert.Equal(operations, answers.Sum());
        Assert.All(answers, count => Assert.True(count > operations / 20));
        Assert.True(cuts > operations / 20);
    }

    private (int ExitCode, string? Said, int Cuts) Race(string call, int seed, int times = 1)
    {
        const int Length = 16 << 20;
        using var file = new FileStream(_folder.File(), FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(Length);
        int milliseconds = (Number("MEMMAPARRAY_RACING_MILLISECONDS") ?? 400) * times;
        using ProbeProcess child = ProbeProcess.Start("fault", "truncated-race", _folder.File(), $"{milliseconds}", call);
        Assert.Equal("ready", child.Line());
        Random random = new(seed);
        int cuts = 0;
        string? said = null;
        var listener = new Thread(() => said = child.Line());
        for (listener.Start(); !listener.Join(0); cuts++)
        {
            file.SetLength(random.Next(Length));
            Thread.SpinWait(random.Next(20_000));
            file.SetLength(Length);
            Thread.SpinWait(random.Next(20_000));
        }

        return (child.ExitCode(), said, cuts);
    }

    private static int[] Numbers(string line) => [.. line.Split(' ').Select(word => int.Parse(word, CultureInfo.InvariantCulture))];

    private static int? Number(string variable) => Environment.GetEnvironmentVariable(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
