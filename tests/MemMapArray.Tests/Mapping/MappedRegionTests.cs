using System;
using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using MemMap.Mapping;
using MemMap.Views;
using Xunit;

namespace MemMap.Tests.Mapping;

/// <summary>How long memory stays mapped: until Dispose and the last lease, no shorter and no longer.</summary>
[Collection(OpenMappingsAlone.Name)]
public sealed unsafe class MappedRegionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _before = MemMapDiagnostics.OpenMappings;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(ModeArrays.AllModes), MemberType = typeof(ModeArrays))]
    public void Dispose_Once_UnmapsAndTwiceIsOnce(MemMapMode mode)
    {
        MemMapArray<int> array = ModeArrays.Open(_folder, mode, (3, 4));
        Mappings.AssertCount(1, _before);
        Mappings.AssertMapped(true, array.Path);
        array.Dispose();
        Mappings.AssertCount(0, _before);
        Mappings.AssertMapped(false, array.Path);
        array.Dispose();
        Mappings.AssertCount(0, _before);
    }

    [Fact]
    public void Dispose_WithSlicesAlive_Unmaps()
    {
        MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.ReadWrite, (3, 4));
        MemMapView<int>[] slices = [array[1, ..], array.Transpose(), .. array.Chunks(1)];
        Mappings.AssertCount(1, _before);
        array.Dispose();
        Mappings.AssertCount(0, _before);
        Assert.All(slices, slice => Assert.Throws<ObjectDisposedException>(slice.ToArray));
    }

    [Theory]
    [MemberData(nameof(ModeArrays.AllModes), MemberType = typeof(ModeArrays))]
    public void Open_ZeroElements_MapsNothing(MemMapMode mode)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, mode, (0, 4), 100);
        Assert.Empty(array.ToArray());
        Mappings.AssertCount(0, _before);
    }

    [Fact]
    public void Open_Refused_LeavesNoMappingAndNoOpenFile()
    {
        string path = _folder.Write(new int[4]);
        Assert.Throws<InvalidDataException>(() => MemMapArray.Open<int>(path, 5));
        Assert.Throws<InvalidDataException>(() => MemMapArray.Open<int>(path, (-1, 3)));
        Mappings.AssertCount(0, _before);
        using var exclusive = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(16, exclusive.Length);
    }

    [Fact]
    public void Dispose_WhileCopying_WaitsForTheLease()
    {
        MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.ReadWrite, (3, 4));
        Lease lease = array.Window.Region.Lease();
        DisposeInAnotherThread(array);

        // It has returned, and the memory is still there to read and write.
        Assert.Throws<ObjectDisposedException>(() => array[0, 0]);
        Mappings.AssertCount(1, _before);
        Mappings.AssertMapped(true, array.Path);
        Assert.Equal(11, ((int*)lease.Origin)[11]);
        ((int*)lease.Origin)[11] = -1;

        // The file is open too, for what looks at its length on the way.
        array.Region.File.RequireLength(48);
        lease.Dispose();
        Mappings.AssertCount(0, _before);
        Mappings.AssertMapped(false, array.Path);
        Assert.Equal(-1, ModeArrays.ReadFile(array.Path)[11]);
        Assert.Throws<ObjectDisposedException>(() => { using Lease _ = array.Window.Region.Lease(); });
    }

    [Fact]
    public void Dispose_WhileTwoLeasesAreHeld_WaitsForTheLast()
    {
        MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.Read, 4);
        Lease first = array.Window.Region.Lease(), second = array.Window.Region.Lease();
        DisposeInAnotherThread(array);
        first.Dispose();
        Mappings.AssertCount(1, _before);
        Assert.Equal(3, ((int*)second.Origin)[3]);
        second.Dispose();
        Mappings.AssertCount(0, _before);
    }

    [Fact]
    public void Dispose_OneOfTwoArraysOverAFile_LeavesTheOther()
    {
        MemMapArray<int> one = ModeArrays.Open(_folder, MemMapMode.ReadWrite, 4);
        using MemMapArray<int> two = MemMapArray.Open<int>(one.Path, MemMapMode.ReadWrite);
        Mappings.AssertCount(2, _before);
        one.Dispose();
        Mappings.AssertCount(1, _before);
        Assert.Equal([0, 1, 2, 3], two.ToArray());
    }

    [Theory]
    [InlineData(MemMapMode.Read, false, false)]
    [InlineData(MemMapMode.ReadWrite, false, true)]
    [InlineData(MemMapMode.Create, false, true)]
    [InlineData(MemMapMode.CreateNew, false, true)]
    [InlineData(MemMapMode.CopyOnWrite, true, false)]
    public void Region_OfEveryMode_SaysWhoHasWhatIsWritten(MemMapMode mode, bool isPrivate, bool isShared)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, mode, 4);
        MappedRegion region = array.Region;
        Assert.Equal((true, isPrivate, isShared), (region.IsMapped, region.IsPrivate, region.IsShared));
    }

    [Fact]
    public void Region_LongerThanItsFile_SaysWhatIsLeft()
    {
        MappedFile file = MappedFile.Open(_folder.Write(new int[4]), FileAccess.ReadWrite, FileShare.ReadWrite);
        Assert.Contains("20 bytes are needed, 16 are left", Assert.Throws<IOException>(() => new MappedRegion(file, 20, MemMapMode.ReadWrite)).Message, StringComparison.Ordinal);
        file.Close();
        Mappings.AssertCount(0, _before);
    }

    [Fact]
    public void TryGrow_UpToItsAddressSpace_FlushesTheNewBytesToo()
    {
        MappedFile file = MappedFile.Open(_folder.Write(new int[4]), FileAccess.ReadWrite, FileShare.ReadWrite);
        long before = MemMapDiagnostics.MappedBytes;
        MappedRegion exact = new(file, 16, MemMapMode.ReadWrite), growing = new(file, 16, MemMapMode.ReadWrite, isGrowing: true);
        long capacity = MemMapDiagnostics.MappedBytes - before - 16;
        Assert.Equal((true, false), (exact.TryGrow(16), exact.TryGrow(17)));
        Assert.False(growing.TryGrow(capacity + 1));
        growing.FlushAll();

        // What it has grown to is looked for in the file.
        Assert.True(growing.TryGrow(capacity));
        if (capacity > 16)
        {
            Assert.Contains($"{capacity} bytes are needed", Assert.Throws<IOException>(growing.FlushAll).Message, StringComparison.Ordinal);
        }

        exact.Close();
        growing.Close();
        file.Close();
        Mappings.AssertCount(0, _before);
        Mappings.AssertMapped(false, file.FullPath);
    }

    [Fact]
    public void TryBeginShrink_CancelledFinishedOrRefused_SaysWhyItIsClosed()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.ReadWrite, 4);
        MappedFile file = array.Region.File;
        var region = new MappedRegion(file, 16, MemMapMode.ReadWrite);
        byte* origin = region.Origin;
        using (region.Lease())
        {
            Assert.False(region.TryBeginShrink());
        }

        Assert.EndsWith("is disposed.", region.Disposed().Message.Split('\n')[0].TrimEnd(), StringComparison.Ordinal);
        Assert.True(region.TryBeginShrink());
        Assert.True(region.Origin == null && region.IsClosed);
        region.CancelShrink();
        Assert.True(region.Origin == origin && !region.IsClosed);
        region.Lease().Dispose();
        Assert.True(region.TryBeginShrink());
        region.FinishShrink();
        region.Close();
        Assert.Contains("was shrunk by Resize", region.Disposed().Message, StringComparison.Ordinal);
        Mappings.AssertCount(1, _before);
    }

    [Fact]
    public void Pin_OfAMemory_KeepsTheMappingUntilItIsUnpinned()
    {
        MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.ReadWrite, (3, 4), 7);
        Memory<int> memory = array[1, ..].AsMemory();
        MemoryHandle pin = memory[1..].Pin(), other = memory.Pin();
        Assert.Equal(1, (int*)pin.Pointer - (int*)other.Pointer);
        array.Dispose();
        Mappings.AssertCount(1, _before);
        Assert.Equal(5, *(int*)pin.Pointer);
        *(int*)pin.Pointer = 50;

        // Disposing one handle twice ends one lease only.
        MemoryHandle copy = pin;
        pin.Dispose();
        pin.Dispose();
        copy.Dispose();
        Mappings.AssertCount(1, _before);
        Assert.Equal(4, *(int*)other.Pointer);
        other.Dispose();
        Mappings.AssertCount(0, _before);
        Assert.Equal(50, ModeArrays.ReadFile(array.Path, 7)[5]);
    }

    [Fact]
    public void Pin_OutsideTheMemory_ThrowsAndTakesNoLease()
    {
        MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.ReadWrite, 4);
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetMemoryManager<int, MappedMemory<int>>(array.AsMemory(), out MappedMemory<int>? manager));
        Assert.Throws<ArgumentOutOfRangeException>(() => manager.Pin(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => manager.Pin(-1));
        ((IDisposable)manager).Dispose();
        Assert.Equal(3, array[3]);
        array.Dispose();
        Mappings.AssertCount(0, _before);
    }

    [Fact]
    public void AbandonedArray_AfterCollection_StaysCountedAndItsSpanReadable()
    {
        Span<int> span = Abandon(out WeakReference array);
        for (int i = 0; i < 10 && array.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.False(array.IsAlive);
        Mappings.AssertCount(1, _before);
        Assert.Equal(Enumerable.Range(0, 5000), span.ToArray());
        span.Fill(3);
        Assert.Equal(3, span[4999]);
    }

    [Fact]
    public void ArraysInMemory_AreNotCounted()
    {
        NDArray<int> array = NDArray.From([1, 2, 3, 4], (2, 2));
        using MemoryHandle pin = array.AsMemory().Pin();
        Assert.Equal(10, array.Sum());
        Mappings.AssertCount(0, _before);
    }

    [Fact]
    public void ParallelBulkOperations_WhileDisposing_EitherCompleteOrThrow()
    {
        const int Rounds = 40, Workers = 4, Elements = 50_000;
        for (int round = 0; round < Rounds; round++)
        {
            MemMapArray<int> array = MemMapArray.Create<int>(_folder.File("stress.bin"), (10, Elements / 10));
            using var started = new CountdownEvent(Workers);
            var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
            Thread[] threads = [.. Enumerable.Range(0, Workers).Select(worker => new Thread(() => Work(array, worker, started, failures)))];
            Array.ForEach(threads, thread => thread.Start());
            started.Wait();
            array.Dispose();
            Array.ForEach(threads, thread => thread.Join());
            Assert.Empty(failures);
            Mappings.AssertCount(0, _before);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a thread throws is a failure of the test, not the end of the process.")]
    private static void Work(MemMapArray<int> array, int worker, CountdownEvent started, System.Collections.Concurrent.ConcurrentQueue<Exception> failures)
    {
        int[] buffer = new int[array.Length];
        bool signalled = false;
        try
        {
            for (int i = 0; i < 1_000_000; i++)
            {
                if (worker == 0)
                {
                    array.Fill(1);
                }
                else if (worker == 1)
                {
                    array.CopyFrom(buffer);
                }
                else if (worker == 2)
                {
                    array.Transpose().CopyTo(buffer);
                }
                else
                {
                    Assert.Equal(buffer.Length, array.ToArray().Length);
                    _ = array.ToString();
                    array.Prefetch();
                }

                if (!signalled)
                {
                    signalled = started.Signal() || true;
                }
            }

            failures.Enqueue(new InvalidOperationException("The array was not disposed."));
        }
        catch (ObjectDisposedException)
        {
        }
        catch (Exception exception)
        {
            failures.Enqueue(exception);
        }
    }

    private static void DisposeInAnotherThread(MemMapArray<int> array)
    {
        var thread = new Thread(array.Dispose);
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromMinutes(1)), "Dispose waits for a lease.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Span<int> Abandon(out WeakReference abandoned)
    {
        MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.ReadWrite, 5000);
        abandoned = new WeakReference(array);
        return array.AsSpan();
    }
}
