using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Views;

/// <summary>Every public member of views does the same to an array in memory as to one in a file: results, changes and exceptions. A member that is not in the table
/// fails the test.</summary>
public sealed class MemoryViewTests : IDisposable
{
    private static readonly Dictionary<string, Func<MemMapView<int>, object?>> s_members = new()
    {
        ["get_Shape()"] = x => x.Shape,
        ["get_Strides()"] = x => x.Strides.ToArray(),
        ["get_Rank()"] = x => x.Rank,
        ["get_Length()"] = x => x.Length,
        ["get_ByteLength()"] = x => x.ByteLength,
        ["get_ByteOffset()"] = x => x.ByteOffset,
        ["get_IsReadOnly()"] = x => x.IsReadOnly,
        ["get_IsContiguous()"] = x => x.IsContiguous,
        ["ToString()"] = x => x.ToString(),
        ["get_Value()"] = x => x.Value,
        ["set_Value(Int32)"] = x => x.Value = -1,
        ["get_Item(Int32)"] = x => x[1],
        ["set_Item(Int32, Int32)"] = x => x[0] = -2,
        ["get_Item(Int64)"] = x => x[1L],
        ["set_Item(Int64, Int32)"] = x => x[1L] = -3,
        ["get_Item(Index)"] = x => x[^2],
        ["set_Item(Index, Int32)"] = x => x[^1] = -4,
        ["get_Item(Int32, Int32)"] = x => x[1, 0],
        ["set_Item(Int32, Int32, Int32)"] = x => x[0, 1] = -5,
        ["get_Item(Int64, Int64)"] = x => x[0L, 1L],
        ["set_Item(Int64, Int64, Int32)"] = x => x[1L, 1L] = -6,
        ["get_Item(Index, Index)"] = x => x[^1, ^2],
        ["set_Item(Index, Index, Int32)"] = x => x[^1, ^1] = -7,
        ["get_Item(Int64, Int64, Int64)"] = x => x[1, 0, 1],
        ["set_Item(Int64, Int64, Int64, Int32)"] = x => x[0, 1, 1] = -8,
        ["get_Item(Int64, Int64, Int64, Int64)"] = x => x[0, 0, 1, 1],
        ["set_Item(Int64, Int64, Int64, Int64, Int32)"] = x => x[0, 1, 0, 0] = -9,
        ["get_Item(ReadOnlySpan<Int64>)"] = x => x[Last(x)],
        ["set_Item(ReadOnlySpan<Int64>, Int32)"] = x => x[Last(x)] = -10,
        ["GetReference(Int64)"] = x => x.GetReference(1)++,
        ["GetReference(Int64, Int64)"] = x => x.GetReference(1, 1)++,
        ["GetReference(Int64, Int64, Int64)"] = x => x.GetReference(0, 0, 0)++,
        ["GetReference(Int64, Int64, Int64, Int64)"] = x => x.GetReference(0, 1, 0, 1)++,
        ["GetReference(ReadOnlySpan<Int64>)"] = x => x.GetReference(Last(x))++,
        ["get_Item(Slice)"] = x => x[1..],
        ["get_Item(Slice, Slice)"] = x => x[(null, null, -1), 1],
        ["get_Item(Slice, Slice, Slice)"] = x => x[1, .., Slice.NewAxis],
        ["get_Item(Slice, Slice, Slice, Slice)"] = x => x[.., 0, ^1, ..],
        ["get_Item(ReadOnlySpan<Slice>)"] = x => x[Slice.Ellipsis, 0, Slice.NewAxis, (null, null, 2), ..],
        ["Transpose()"] = x => x.Transpose(),
        ["Permute(Int32, Int32)"] = x => x.Permute(1, 0),
        ["Permute(Int32, Int32, Int32)"] = x => x.Permute(1, 2, 0),
        ["Permute(Int32, Int32, Int32, Int32)"] = x => x.Permute(3, 0, 2, 1),
        ["Permute(ReadOnlySpan<Int32>)"] = x => x.Permute([.. Enumerable.Range(0, x.Rank).Reverse()]),
        ["Reshape(Shape)"] = x => x.Reshape((-1, 2)),
        ["Squeeze()"] = x => x.Squeeze(),
        ["Squeeze(Int32)"] = x => x.Squeeze(-1),
        ["ExpandDims(Int32)"] = x => x.ExpandDims(1),
        ["BroadcastTo(Shape)"] = x => x.BroadcastTo([2, .. x.Shape.ToArray()]),
        ["Flip(Int32)"] = x => x.Flip(-1),
        ["Cast<>()"] = x => (x.Cast<short>(), x.Cast<uint>()),
        ["Field<>(String)"] = x => x.Field<int>("m_value"),
        ["Field<>(Int32)"] = x => x.Field<short>(2),
        ["AsSpan()"] = x => x.AsSpan().ToArray(),
        ["AsReadOnlySpan()"] = x => x.AsReadOnlySpan().ToArray(),
        ["GetRowSpan(Int64)"] = x => x.GetRowSpan(1).ToArray(),
        ["GetReadOnlyRowSpan(Int64)"] = x => x.GetReadOnlyRowSpan(0).ToArray(),
        ["TryGetSpan(Span<Int32>&)"] = x => (x.TryGetSpan(out Span<int> span), span.ToArray()),
        ["TryGetReadOnlySpan(ReadOnlySpan<Int32>&)"] = x => (x.TryGetReadOnlySpan(out ReadOnlySpan<int> span), span.ToArray()),
        ["AsMemory()"] = x => Pinned(x.AsMemory()),
        ["AsReadOnlyMemory()"] = x => x.AsReadOnlyMemory().ToArray(),
        ["AsStream()"] = Streamed,
        ["Fill(Int32)"] = x => Done(() => x.Fill(-11)),
        ["CopyTo(Span<Int32>)"] = x =>
        {
            int[] copy = new int[x.Length];
            x.CopyTo(copy);
            return copy;
        },
        ["CopyTo(MemMapView<Int32>)"] = x => Done(() => x.CopyTo(x.Rank > 0 ? x.Flip(0) : x)),
        ["CopyFrom(ReadOnlySpan<Int32>)"] = x => Done(() => x.CopyFrom([.. Enumerable.Range(1000, (int)x.Length)])),
        ["CopyFrom(MemMapView<Int32>)"] = x => Done(() => x.CopyFrom(x.Transpose())),
        ["ToArray()"] = x => x.ToArray(),
        ["ToNDArray()"] = x => x.ToNDArray(),
        ["Chunks(Int64)"] = x => x.Chunks(2).Select(chunk => chunk.ToArray()).ToArray(),
        ["GetEnumerator()"] = Enumerated,
        ["AsEnumerable()"] = x => x.AsEnumerable().ToArray(),
        ["Flush()"] = x => Done(x.Flush),
        ["Prefetch()"] = x => Done(x.Prefetch),
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PublicMembers_OfViews_AreAllInTheTable()
    {
        IEnumerable<string> members = typeof(MemMapView<int>).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(DisposedTests.Signature);
        Assert.Equal(members.Distinct().Order(StringComparer.Ordinal), s_members.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(typeof(NDArray<int>).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly));
    }

    [Fact]
    public void EveryMember_OfAnArrayInMemory_DoesWhatItDoesToOneInAFile()
    {
        string path = _folder.Write(Enumerable.Range(0, 1024).ToArray());
        Choices.Tapes.Sample(tape =>
        {
            Choices choices = new(tape);
            int[] lengths = [.. Enumerable.Range(0, choices.Below(6)).Select(_ => choices.OneIn(12) ? 0 : choices.Between(1, 4))];
            MemMapOrder order = choices.OneIn(2) ? MemMapOrder.F : MemMapOrder.C;
            NaiveArray naive = NaiveArray.Stored(lengths, order);
            using MemMapArray<int> file = MemMapArray.Open<int>(path, naive.Shape, MemMapMode.CopyOnWrite, order: order);
            int[] elements = [.. Enumerable.Range(0, naive.Count)];
            MemMapView<int> memory = order == MemMapOrder.C ? NDArray.From(elements, naive.Shape) : NDArray.From(elements, [.. naive.Shape.Reverse()]).Transpose();
            ViewModel<int> inFile = new ViewModel<int>(file, naive, $"{file.Shape} {order}").Chain(new Choices(tape)), inMemory = new ViewModel<int>(memory, naive, "memory").Chain(new Choices(tape));
            Assert.True(inMemory.Naive.Elements.SequenceEqual(inMemory.View.ToArray()), $"{inFile}: elements");
            foreach ((string member, Func<MemMapView<int>, object?> call) in s_members)
            {
                string expected = Answer(call, inFile.View), found = Answer(call, inMemory.View);
                Assert.True(expected == found, $"{inFile} {member}: {found} in memory, {expected} in a file");
                Assert.True(file.ToArray().SequenceEqual(memory.ToArray()), $"{inFile} {member}: {string.Join(' ', elements)}");
            }
        }, iter: Iterations.Of(300, thorough: 1000));
    }

    private static string Answer(Func<MemMapView<int>, object?> call, MemMapView<int> view)
    {
        try
        {
            return Text(call(view));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or NotSupportedException or IndexOutOfRangeException)
        {
            return $"{exception.GetType().Name}: {exception.Message}";
        }
    }

    private static string Text(object? result) => result switch
    {
        MemMapView<int> view => Text(view),
        MemMapView<short> view => Text(view),
        MemMapView<uint> view => Text(view),
        int[][] arrays => string.Join(" / ", arrays.Select(Text)),
        System.Collections.IEnumerable elements and not string => string.Join(' ', elements.Cast<object>()),
        System.Runtime.CompilerServices.ITuple tuple => string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Text(tuple[i]))),
        _ => $"{result}",
    };

    private static string Text<T>(MemMapView<T> view)
        where T : unmanaged => $"{view.Shape} {string.Join(' ', view.Strides.ToArray())} {view.ByteOffset} {view.IsReadOnly}: {string.Join(' ', view.ToArray())}";

    private static long[] Last(MemMapView<int> view) => [.. view.Shape.ToArray().Select(length => length - 1)];

    private static bool Done(Action action)
    {
        action();
        return true;
    }

    private static int[] Pinned(Memory<int> memory)
    {
        using MemoryHandle pin = memory.Pin();
        unsafe
        {
            return new Span<int>(pin.Pointer, memory.Length).ToArray();
        }
    }

    private static object Streamed(MemMapView<int> view)
    {
        Stream stream = view.AsStream();
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        bool canWrite = stream.CanWrite;
        if (canWrite && stream.Length > 4)
        {
            stream.Position = 2;
            stream.Write([1, 2], 0, 2);
        }

        return (canWrite, stream.Length, bytes.ToArray());
    }

    private static List<int> Enumerated(MemMapView<int> view)
    {
        List<int> elements = [];
        foreach (int element in view)
        {
            elements.Add(element);
        }

        return elements;
    }
}
