using System;
#if !NETSTANDARD_BUILD
using System.Diagnostics.Metrics;
#endif
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>The examples of docs/guides/serve.md.</summary>
public sealed class ServeExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Each version is of one value, so a mixture would be seen.
    [Fact]
    public async Task Rent_WhileVersionsReplaceEachOther_IsOfOneVersionAndLeavesNothingOpen()
    {
        string path = _folder.File("vectors.npy");
        Save(path, 0);
        int seen = 0;
        {
            using var vectors = new ReloadingArray<float>(path);        // a .npy file; others by a function that opens them
            bool isDone = false;
            Task[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
            {
                float[] buffer = new float[50], first = new float[50];
                while (!Volatile.Read(ref isDone))
                {
                    using (ReloadingArray<float>.Lease lease = vectors.Rent())
                    {
                        lease.Array[3, ..].CopyTo(buffer);                      // of one version, whole, whatever is renamed meanwhile
                    }

                    Assert.All(buffer, x => Assert.Equal(buffer[0], x));
                    using ReloadingArray<float>.Lease all = vectors.Rent();
                    all.Array[0, ..].CopyTo(first);
                    all.Array[99, ..].CopyTo(buffer);
                    Assert.Equal(first, buffer);
                    Interlocked.Increment(ref seen);
                }
            }))];
            for (int version = 1; version <= 200; version++)
            {
                Save(path, version);
            }

            // A reader ends before it is told to only by failing.
            SpinWait.SpinUntil(() => Volatile.Read(ref seen) > 10 || readers.Any(reader => reader.IsCompleted));
            Volatile.Write(ref isDone, true);
            await Task.WhenAll(readers);

            if (!OperatingSystem.IsLinux())
            {
                // The clock of a file system has ticks: two versions within one would look the same.
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(5));
            }

            using ReloadingArray<float>.Lease last = vectors.Rent();
            Assert.Equal(200, last.Array[0, 0]);
        }

        Assert.True(seen > 10);
        if (OperatingSystem.IsLinux())
        {
            // Of this file alone: other tests map files meanwhile.
            Assert.DoesNotContain(_folder.Path, File.ReadAllText("/proc/self/maps"));
        }
    }

    [Fact]
    public void Health()
    {
        string path = _folder.File("vectors.npy");
        Save(path, 1);
        using MemMapArray<float> vectors = MemMapArray.OpenNpy<float>(path);
        float[] buffer = new float[50];
        CopyRow(vectors, 7, buffer);
        Assert.Equal(1, buffer[49]);
        Assert.True(IsHealthy(vectors) || MemMapDiagnostics.CountAbandonedMappings() > 0);
        using (MemMapArray<float> none = MemMapArray.CreateNpy<float>(_folder.File("none.npy"), (0, 50)))
        {
            _ = IsHealthy(none);
        }

        if (!OperatingSystem.IsWindows())
        {
            using (FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            {
                file.SetLength(1000);
            }

            Assert.False(IsHealthy(vectors));
        }

        static void CopyRow(MemMapArray<float> vectors, long row, Span<float> buffer) => vectors[row, ..].CopyTo(buffer);

        static bool IsHealthy(MemMapArray<float> vectors)
        {
            try
            {
                float[] row = new float[vectors.Shape[1]];
                if (vectors.Shape[0] > 0)
                {
                    vectors[^1, ..].CopyTo(row);                    // reads the file: IOException when it was cut short or cannot be read
                }

                return MemMapDiagnostics.CountAbandonedMappings() == 0;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

#if !NETSTANDARD_BUILD
    [Fact]
    public void Meter_ArraysFlushesAndCuts_AreCounted()
    {
        long open = 0, size = 0, cuts = 0;
        int flushes = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == "MemMapArray")
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => open = instrument.Name == "memmaparray.arrays.open" ? value : open);
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            size = instrument.Name == "memmaparray.mappings.size" ? value : size;
            Interlocked.Add(ref cuts, instrument.Name == "memmaparray.files.cut" ? value : 0);
        });
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Interlocked.Add(ref flushes, instrument.Name == "memmaparray.flush.duration" && value >= 0 ? 1 : 0));
        listener.Start();
        using (MemMapArray<float> array = MemMapArray.Create<float>(_folder.File(), 100_000))
        {
            array.Flush();
            listener.RecordObservableInstruments();
            Assert.True(open >= 1 && size >= 400_000 && flushes >= 1, $"{open} {size} {flushes}");
            if (!OperatingSystem.IsWindows())
            {
                using FileStream file = new(_folder.File(), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                file.SetLength(1000);
                Assert.Throws<IOException>(() => array.ToArray());
                Assert.True(cuts >= 1);
            }
        }
    }
#endif

    private static void Save(string path, float value)
    {
        using var folder = new TemporaryFolder();
        using MemMapArray<float> array = MemMapArray.Create<float>(folder.File(), (100, 50));
        array.Fill(value);
        array.SaveNpy(path);
    }
}
