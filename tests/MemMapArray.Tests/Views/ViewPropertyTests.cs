using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Views;

/// <summary>Random chains of view operations against the naive model.</summary>
public sealed class ViewPropertyTests : IDisposable
{
    private const int FileOffset = 12;

    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public ViewPropertyTests() => _path = _folder.Write(Enumerable.Range(0, 2000).ToArray(), FileOffset);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Views_RandomChains_MatchModel() => Choices.Tapes.Sample(tape =>
    {
        Choices choices = new(tape);
        int[] lengths = [.. Enumerable.Range(0, choices.Below(6)).Select(_ => choices.OneIn(12) ? 0 : choices.Between(1, 4))];
        MemMapOrder order = choices.OneIn(2) ? MemMapOrder.F : MemMapOrder.C;
        using MemMapArray<int> array = MemMapArray.Open<int>(_path, Array.ConvertAll(lengths, x => (long)x), MemMapMode.Read, FileOffset, order);
        ViewModel<int> model = new ViewModel<int>(array, NaiveArray.Stored(lengths, order), $"{array.Shape} {order}").Chain(choices);
        RequireEqual(model, choices);
    }, iter: Iterations.Of(4000, thorough: 15_000));

    private static void RequireEqual(ViewModel<int> model, Choices choices)
    {
        (MemMapView<int> view, NaiveArray naive) = (model.View, model.Naive);
        Assert.True(naive.Shape.SequenceEqual(view.Shape.ToArray()), $"{model}: shape {view.Shape}");
        Assert.True(naive.Rank == view.Rank && naive.Count == view.Length && view.ByteLength == 4 * naive.Count, $"{model}: rank {view.Rank}, length {view.Length}");

        // The elements of the file are numbered, so their values are their places.
        Assert.True(naive.Elements.SequenceEqual(view.ToArray()), $"{model}: elements {string.Join(' ', view.ToArray())}");
        Assert.True(naive.Elements.SequenceEqual(Enumerated(view).ToArray()), $"{model}: enumerated");
        Assert.True(naive.IsContiguous == view.IsContiguous, $"{model}: contiguous {view.IsContiguous}");
        Assert.True(naive.IsContiguous == view.TryGetReadOnlySpan(out ReadOnlySpan<int> span), $"{model}: span");
        Assert.True(!naive.IsContiguous || naive.Elements.SequenceEqual(span), $"{model}: elements of the span");
        RequireEqualRows(model);
        if (naive.Count == 0)
        {
            return;
        }

        Assert.True(view.ByteOffset == FileOffset + (4 * naive.Elements[0]), $"{model}: offset {view.ByteOffset}");
        int[] index = [.. naive.Lengths.Select(length => choices.Below(length))];
        Assert.True(naive[index] == view[Array.ConvertAll(index, x => (long)x)], $"{model}: element {string.Join(' ', index)}");
        Assert.True(naive.Rank != 3 || naive[index] == view[index[0], index[1], index[2]], $"{model}: element {string.Join(' ', index)}");

        // In memory order every element appears, at ascending addresses.
        Layout memory = view.Window.Layout.InMemoryOrder();
        int[] ascending = [.. naive.Elements.ToArray().Order()];
        Assert.True(ascending.SequenceEqual(Addresses(memory).Select(address => (int)((address - FileOffset) / 4))), $"{model}: memory order");
        Assert.True(memory.Offset == FileOffset + (4 * ascending[0]), $"{model}: start of memory order {memory.Offset}");
    }

    // Of a row that is one run there is a span, of another one none.
    private static void RequireEqualRows(ViewModel<int> model)
    {
        for (int i = 0; i < model.Naive.Lengths.FirstOrDefault(); i++)
        {
            NaiveArray row = model.Naive.At(0, i);
            if (row.IsContiguous)
            {
                Assert.True(row.Elements.SequenceEqual(model.View.GetReadOnlyRowSpan(i)), $"{model}: row {i}");
            }
            else
            {
                Assert.Throws<InvalidOperationException>(() => model.View.GetReadOnlyRowSpan(i));
            }
        }

        Assert.ThrowsAny<SystemException>(() => model.View.GetReadOnlyRowSpan(model.Naive.Lengths.FirstOrDefault()));
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

    private static List<long> Addresses(Layout layout)
    {
        List<long> addresses = [];
        foreach (int[] index in NaiveArray.Indexes(Array.ConvertAll(layout.Lengths.ToArray(), x => (int)x)))
        {
            long address = layout.Offset;
            for (int axis = 0; axis < index.Length; axis++)
            {
                Assert.True(layout.Strides[axis] >= 0);
                address += index[axis] * layout.Strides[axis];
            }

            addresses.Add(address);
        }

        return addresses;
    }
}
