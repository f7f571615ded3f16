using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using MemMap.Faults.Tests.Support;
using MemMap.Tests;
using Xunit;
using Xunit.Abstractions;

namespace MemMap.Faults.Tests;

/// <summary>
/// Bulk operations, growth, shrinks, flushes and Dispose from many threads at once, for 10 seconds, or for as many minutes as MEMMAPARRAY_RACE_MINUTES says: only the
/// exceptions that are documented, no hang, no mapping left over, and elements that somebody wrote.
/// </summary>
[CollectionDefinition(nameof(RaceTests), DisableParallelization = true)]
[Collection(nameof(RaceTests))]
public sealed class RaceTests(ITestOutputHelper output) : IDisposable
{
    private const int Columns = 1000, MaxRows = 400, Workers = 8;
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, long> _outcomes = new();
    private readonly ConcurrentQueue<Exception> _failures = new();

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public void EverythingAtOnce_OverArraysThatComeAndGo_ThrowsOnlyWhatIsDocumented()
    {
        string? minutes = Environment.GetEnvironmentVariable("MEMMAPARRAY_RACE_MINUTES");
        TimeSpan duration = minutes is null ? TimeSpan.FromSeconds(10) : TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture));
        int before = MemMapDiagnostics.OpenMappings;
        var watch = Stopwatch.StartNew();
        int rounds = 0;
        for (; watch.Elapsed < duration && _failures.IsEmpty; rounds++)
        {
            Round(rounds);
        }

        output.WriteLine($"{rounds} arrays in {watch.Elapsed}: " + string.Join(", ", _outcomes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}")));
        Assert.Empty(_failures);
        Assert.Equal(before, MemMapDiagnostics.OpenMappings);
        Assert.DoesNotContain(File.ReadLines("/proc/self/maps"), line => line.Contains(_folder.Path, StringComparison.Ordinal));
        Assert.DoesNotContain(Directory.GetFileSystemEntries("/proc/self/fd"), link => new FileInfo(link).LinkTarget?.Contains(_folder.Path, StringComparison.Ordinal) == true);
        Assert.Contains("ok", _outcomes.Keys);
        Assert.Contains(nameof(ObjectDisposedException), _outcomes.Keys);
    }

    private void Round(int round)
    {
        bool isNpy = round % 2 == 1;
        string path = _folder.File(isNpy ? "race.npy" : "race.bin");
        MemMapArray<int> array = isNpy ? MemMapArray.CreateNpy<int>(path, (MaxRows, Columns)) : MemMapArray.Create<int>(path, (MaxRows, Columns));
        using var ended = new CancellationTokenSource();
        Thread[] threads = [.. Enumerable.Range(0, Workers).Select(worker => new Thread(() => Work(array, new Random((round * Workers) + worker), ended.Token)))];
        Array.ForEach(threads, thread => thread.Start());
        Thread.Sleep(20 + (round % 5 * 20));
        array.Dispose();
        ended.CancelAfter(TimeSpan.FromSeconds(1));
        Assert.All(threads, thread => Assert.True(thread.Join(TimeSpan.FromMinutes(2)), "A thread hangs."));
    }

    private void Work(MemMapArray<int> array, Random random, CancellationToken ended)
    {
        int[] buffer = new int[(MaxRows + 20) * Columns];
        for (bool isDisposed = false; !isDisposed && !ended.IsCancellationRequested;)
        {
            string outcome = Try(() => Operate(array, buffer, random));
            _outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);

            // A view from before a shrink is disposed too, when the array is not.
            isDisposed = outcome == nameof(ObjectDisposedException) && random.Next(10) == 0;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a thread throws is a failure of the test, not the end of the process.")]
    private string Try(Action operation)
    {
        try
        {
            operation();
            return "ok";
        }
        catch (ObjectDisposedException)
        {
            return nameof(ObjectDisposedException);
        }
        catch (InvalidOperationException exception) when (exception.Message.Contains("cannot shrink before", StringComparison.Ordinal))
        {
            return nameof(InvalidOperationException);
        }
        catch (Exception exception)
        {
            _failures.Enqueue(exception);
            return exception.GetType().Name;
        }
    }

    private static void Operate(MemMapArray<int> array, int[] buffer, Random random)
    {
        MemMapView<int> view = array[Slice.Range(random.Next(20), 20 + random.Next(MaxRows)), ..];
        switch (random.Next(12))
        {
            case 0:
                view.Fill(7);
                break;
            case 1:
                view.CopyTo(buffer);
                RequireWritten(buffer.AsSpan(0, (int)view.Length));
                break;
            case 2:
                view.CopyFrom(new int[view.Length]);
                break;
            case 3:
                RequireWritten(view.Transpose().ToArray());
                break;
            case 4:
                RequireBetween(view.Mean());
                break;
            case 5:
                _ = view.Std(0);
                break;
            case 6:
                (int min, int max) = view.Shape[0] == 0 ? (0, 0) : view.MinMax();
                RequireWritten([min, max]);
                break;
            case 7:
                array.Append(new int[Columns]);
                break;
            case 8:
                array.Resize(random.Next(1, MaxRows));
                break;
            case 9:
                view.Flush();
                break;
            case 10:
                _ = view.ToString();
                view.Prefetch();
                break;
            default:
                foreach (MemMapView<int> chunk in view.Chunks(50))
                {
                    RequireWritten(chunk.ToArray());
                }

                break;
        }
    }

    private static void RequireWritten(ReadOnlySpan<int> elements)
    {
        foreach (int element in elements)
        {
            if (element is not (0 or 7))
            {
                throw new InvalidDataException($"{element} was never written.");
            }
        }
    }

    private static void RequireBetween(double mean)
    {
        if (mean is < 0 or > 7)
        {
            throw new InvalidDataException($"A mean of {mean} cannot be.");
        }
    }
}
