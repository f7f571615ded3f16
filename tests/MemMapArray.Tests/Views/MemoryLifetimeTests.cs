using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Mapping;
using Xunit;

namespace MemMap.Tests.Views;

/// <summary>The collector moves arrays in memory and takes those that nobody has: neither is ever seen.</summary>
public sealed class MemoryLifetimeTests
{
    private const int Length = 100;

    private static readonly int[] s_expected = [.. Enumerable.Range(0, Length)];

    [Fact]
    public void Span_OfAnArrayThatIsGone_KeepsItsElements()
    {
        ReadOnlySpan<int> all = SpanOf(), row = RowOf();
        Span<long> cast = CastOf();
        ref int last = ref LastOf();
        for (int i = 0; i < 5; i++)
        {
            Compact();
            last++;
            Assert.True(all.SequenceEqual(s_expected) && row.SequenceEqual(s_expected.AsSpan(90)) && cast.Length == Length / 2);
            Assert.Equal(((long)3 << 32) + 2, cast[1]);
            Assert.Equal(Length + i, last);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static ReadOnlySpan<int> SpanOf() => Numbered().AsReadOnlySpan();

        [MethodImpl(MethodImplOptions.NoInlining)]
        static ReadOnlySpan<int> RowOf() => Numbered().Reshape((10, 10)).GetRowSpan(9);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static Span<long> CastOf() => Numbered().Cast<long>().AsSpan();

        [MethodImpl(MethodImplOptions.NoInlining)]
        static ref int LastOf() => ref Numbered().GetReference(Length - 1);
    }

    [Fact]
    public void Views_OfAnArrayThatIsGone_KeepItsElements()
    {
        MemMapView<int> view = Numbered().Reshape((10, 10)).Transpose()[(null, null, -1)];
        MemMapView<int>.Enumerator elements = Numbered().GetEnumerator();
        using IEnumerator<MemMapView<int>> chunks = Numbered().Chunks(7).GetEnumerator();
        using IEnumerator<int> linq = Numbered().AsEnumerable().GetEnumerator();
        Memory<int> memory = Numbered().AsMemory();
        Stream stream = Numbered().AsStream();
        for (int i = 0; i < 5; i++)
        {
            Compact();
            Assert.Equal(9 + (10 * i), view[0, i]);
            Assert.Equal(Enumerable.Range(0, 10).Select(row => (10 * row) + 9 - i), view[i, ..].ToArray());
            Assert.True(elements.MoveNext() && elements.Current == i && linq.MoveNext() && linq.Current == i);
            Assert.True(chunks.MoveNext() && chunks.Current[0] == 7 * i);
            Assert.True(memory.Span.SequenceEqual(s_expected));
            Assert.Equal(i, stream.ReadByte() + stream.ReadByte() + stream.ReadByte() + stream.ReadByte());
        }
    }

    [Fact]
    public unsafe void Lease_HeldWhileMemoryIsCompacted_HasTheElementsInPlace()
    {
        // Garbage before it, so that there is somewhere to move to.
        _ = Enumerable.Range(0, 100).Select(_ => new byte[1000]).ToArray();
        NDArray<int> array = Numbered();
        using (Lease lease = array.Window.Region.Lease())
        using (MemoryHandle pin = array.AsMemory()[10..].Pin())
        {
            Compact();
            Assert.True(lease.Origin == Unsafe.AsPointer(ref array.GetReference(0)) && pin.Pointer == Unsafe.AsPointer(ref array.GetReference(10)));
            ((int*)lease.Origin)[3] = -3;
            Assert.Equal(-3, array[3]);
        }

        Compact();
        Assert.Equal(-3, array[3]);
    }

    [Fact]
    public void Array_UsedInEveryWay_IsCollectedWhenNobodyHasIt()
    {
        using var folder = new TemporaryFolder();
        WeakReference elements = Use(folder);
        Compact();
        Assert.False(elements.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Use(TemporaryFolder folder)
        {
            int[] elements = [.. s_expected];
            NDArray<int> array = NDArray.From(elements, (10, 10));
            array.Mean();
            array.Std(0, options: new ReductionOptions { ReadStrategy = ReadStrategy.Buffered, MaxDegreeOfParallelism = 2 });
            array.ReduceTo(Reduction.Max<int>(), [0], NDArray.Create<int>(10));
            array.ReducePartial(Reduction.Mean<int>(), new RowRange(0, 5));
            array.CopyTo(NDArray.Create<int>((10, 10)));
            array.CopyFrom(array.Transpose());
            array.SaveNpy(folder.File("array.npy"));
            array.AsMemory().Pin().Dispose();
            array.AsStream().CopyTo(Stream.Null);
            Assert.NotEmpty(array.ToString());
            Assert.Throws<ArgumentOutOfRangeException>(() => array.Mean(2));
            Assert.Throws<ArgumentException>(() => array.ReduceTo(Reduction.Max<int>(), [0], array[0, ..]));
            Assert.Throws<OperationCanceledException>(() => array.Mean(new ReductionOptions { CancellationToken = new CancellationToken(true) }));
            return new(elements);
        }
    }

    [Fact]
    public async Task TwoThreads_WhileMemoryIsCompacted_ReadAndWriteWhatIsThere()
    {
        using var stop = new CancellationTokenSource();
        Task[] workers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => Work(stop.Token)))];
        for (int i = 0; i < 40; i++)
        {
            Compact();
        }

        await stop.CancelAsync();
        await Task.WhenAll(workers);

        // Small arrays, which are moved, by each way that does not pin and by those that do.
        static void Work(CancellationToken stop)
        {
            for (int round = 0; !stop.IsCancellationRequested; round++)
            {
                NDArray<int> array = Numbered();
                MemMapView<int> matrix = array.Reshape((10, 10)).Transpose();
                for (int i = 0; i < Length; i++)
                {
                    array[i] += round;
                }

                long sum = 0;
                for (int i = 0; i < 10; i++)
                {
                    for (int j = 0; j < 10; j++)
                    {
                        matrix[i, j]++;
                        sum += matrix[i, j];
                    }
                }

                foreach (int element in matrix)
                {
                    sum -= element;
                }

                long expected = 4950 + (100 * ((long)round + 1));
                Assert.Equal((0, expected, expected), (sum, matrix.SumInt64(), matrix.ToNDArray().SumInt64(0).SumInt64()));
                array.AsSpan().Reverse();
                Assert.Equal(100 + round, array[0]);
            }
        }
    }

    private static NDArray<int> Numbered() => NDArray.From(s_expected.AsSpan(), Length);

    private static void Compact()
    {
        // What is allocated beside it is gone by then, so that the rest moves together.
        object[] garbage = [.. Enumerable.Range(0, 200).Select(i => new byte[100 + i])];
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.KeepAlive(garbage);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
    }
}
