using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace MemMap.Tests.Views;

/// <summary>Chains of view operations that NumPy answered: shape, strides, place in the file and elements, bit by bit.</summary>
public sealed class SlicingCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Views_ChainsOfNumPy_HaveItsShapeStridesOffsetAndElements()
    {
        SlicingCase[] cases = [.. Corpus.Read<SlicingCase>("slicing.json").Where(x => !x.Copies)];
        Assert.True(cases.Length >= 400);
        foreach (SlicingCase expected in cases)
        {
            using MemMapArray<int> array = Create(expected);
            MemMapView<int> view = expected.Operations.Aggregate((MemMapView<int>)array, Apply);

            Assert.True(expected.Shape.SequenceEqual(view.Shape.ToArray()), $"{expected}: shape {view.Shape}");
            Assert.True(expected.Elements.SequenceEqual(view.ToArray()), $"{expected}: elements {string.Join(' ', view.ToArray())}");
            List<int> enumerated = [];
            foreach (int element in view)
            {
                enumerated.Add(element);
            }

            Assert.True(expected.Elements.SequenceEqual(enumerated), $"{expected}: enumerated {string.Join(' ', enumerated)}");
            if (expected.Elements.Length == 0)
            {
                continue;
            }

            Assert.True(expected.ByteOffset == view.ByteOffset, $"{expected}: offset {view.ByteOffset}");
            for (int axis = 0; axis < view.Rank; axis++)
            {
                // Along an axis of length 1 no stride is ever taken, and NumPy's own depend on how it came to be.
                Assert.True(view.Shape[axis] == 1 || expected.Strides[axis] == view.Strides[axis], $"{expected}: stride {view.Strides[axis]} of axis {axis}");
            }
        }
    }

    [Fact]
    public void Reshape_WhereNumPyCopies_Throws()
    {
        SlicingCase[] cases = [.. Corpus.Read<SlicingCase>("slicing.json").Where(x => x.Copies)];
        Assert.True(cases.Length >= 40);
        foreach (SlicingCase expected in cases)
        {
            using MemMapArray<int> array = Create(expected);
            MemMapView<int> view = expected.Operations.SkipLast(1).Aggregate((MemMapView<int>)array, Apply);
            InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => Apply(view, expected.Operations[^1]));
            Assert.Contains("without a copy", exception.Message, StringComparison.Ordinal);
        }
    }

    private MemMapArray<int> Create(SlicingCase expected)
    {
        MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), expected.Base, expected.Offset, expected.Order);
        array.CopyFrom(Enumerable.Range(0, (int)array.Length).ToArray());
        return array;
    }

    private static MemMapView<int> Apply(MemMapView<int> view, JsonElement[] operation)
    {
        JsonElement[] arguments = operation[1..];
        int[] Numbers() => Array.ConvertAll(arguments, x => x.GetInt32());
        long[] Lengths() => Array.ConvertAll(arguments, x => x.GetInt64());
        return operation[0].GetString() switch
        {
            "index" => view[Array.ConvertAll(arguments, x => ParseSlice(x.GetString()!))],
            "transpose" => view.Transpose(),
            "permute" => view.Permute(Numbers()),
            "reshape" => view.Reshape(Lengths()),
            "squeeze" when arguments.Length == 0 => view.Squeeze(),
            "squeeze" => view.Squeeze(Numbers()[0]),
            "expand_dims" => view.ExpandDims(Numbers()[0]),
            "flip" => view.Flip(Numbers()[0]),
            "broadcast_to" => view.BroadcastTo(Lengths()),
            string other => throw new NotSupportedException(other),
            null => throw new NotSupportedException(),
        };
    }

    private static Slice ParseSlice(string text)
    {
        static long? Bound(string text) => text.Length == 0 ? null : long.Parse(text, CultureInfo.InvariantCulture);
        if (text is "newaxis" or "..." or ":")
        {
            return text == "newaxis" ? Slice.NewAxis : text == ":" ? Slice.All : Slice.Ellipsis;
        }

        string[] parts = text.Split(':');
        if (parts.Length > 1)
        {
            return Slice.Range(Bound(parts[0]), Bound(parts[1]), parts.Length > 2 ? Bound(parts[2])!.Value : 1);
        }

        // NumPy's negative index counts from the end, which ^ says in C#.
        int index = int.Parse(text, CultureInfo.InvariantCulture);
        return index < 0 ? ^-index : Slice.At(index);
    }

    internal sealed class SlicingCase
    {
        /// <summary>The shape of the whole array, whose elements are numbered in C order.</summary>
        public long[] Base { get; set; } = [];

        public MemMapOrder Order { get; set; }

        public long Offset { get; set; }

        /// <summary>Each a name and its arguments.</summary>
        public JsonElement[][] Operations { get; set; } = [];

        /// <summary>The last operation is a reshape that NumPy makes a copy for.</summary>
        public bool Copies { get; set; }

        public long[] Shape { get; set; } = [];

        public long[] Strides { get; set; } = [];

        public int[] Elements { get; set; } = [];

        public long ByteOffset { get; set; }

        public override string ToString() =>
            $"{MemMap.Shape.Create(Base)} {Order} +{Offset}: " + string.Join(" | ", Operations.Select(operation => string.Join(' ', operation)));
    }
}
