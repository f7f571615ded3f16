using Xunit;

namespace MemMap.Tests;

/// <summary>NumPy ranges against what Python's slice.indices gave for them.</summary>
public sealed class LayoutRangeTests
{
    [Fact]
    public void Slice_NumPyRange_SelectsWhatPythonSelects()
    {
        long?[][] cases = Corpus.Read<long?[]>("ranges.json");
        Assert.True(cases.Length >= 1000);
        foreach (long?[] expected in cases)
        {
            (long length, long? start, long? stop, long step) = (expected[0]!.Value, expected[1], expected[2], expected[3]!.Value);
            (long? first, long count) = (expected[4], expected[5]!.Value);
            string text = $"[{start}:{stop}:{step}] of {length}";

            Layout sliced = Layout.Create([length], MemMapOrder.C, 0, elementSize: 1).Slice([Slice.Range(start, stop, step)]);

            Assert.True(count == sliced.Length, $"{text} has {sliced.Length} elements, not {count}.");
            Assert.Equal(count, sliced.Lengths[0]);
            Assert.True(count == 0 || sliced.Offset == first, $"{text} starts at {sliced.Offset}, not {first}.");
            Assert.True(count < 2 || sliced.Strides[0] == step, $"{text} has stride {sliced.Strides[0]}.");
            Assert.True(count == 0 || InBounds(sliced, length), $"{text} leaves the array.");
        }
    }

    private static bool InBounds(Layout layout, long length)
    {
        (long start, long end) = layout.ByteRange();
        return start >= 0 && end <= length;
    }
}
