using System.Linq;
using CsCheck;
using MemMap.Tool.Elements;
using Xunit;

namespace MemMap.Tool.Tests;

public sealed class SliceTextTests
{
    // The first index, the step, and how many; an index in brackets.
    [Theory]
    [InlineData("[::10, :50]", "0+10x10 0+1x50 0+1x3")]
    [InlineData("::-40, -3:", "99-40x3 57+1x3 0+1x3")]
    [InlineData("[..., 0]", "0+1x100 0+1x60 [0]")]
    [InlineData("-1", "[99] 0+1x60 0+1x3")]
    [InlineData("[1, ..., -1]", "[1] 0+1x60 [2]")]
    [InlineData("...", "0+1x100 0+1x60 0+1x3")]
    [InlineData("[1:, 2:, ..., :2]", "1+1x99 2+1x58 0+1x2")]
    [InlineData(" [ 5 : 1 ] ", "5+1x0 0+1x60 0+1x3")]
    public void Parse_Slice_IsThatOfNumPy(string text, string expected) => Assert.Equal(
        expected,
        string.Join(' ', SliceText.Parse(text, (100, 60, 3)).Select(slice => slice.IsIndex ? $"[{slice.Start}]" : $"{slice.Start}{slice.Step:+0;-0}x{slice.Count}")));

    [Fact]
    public void Range_AnyBoundsAndStep_TakesWhatTheLibraryTakes() =>
        Gen.Select(Gen.Long[0, 12], Gen.Long[-15, 15].Nullable(), Gen.Long[-15, 15].Nullable(), Gen.Long[-5, 5].Where(step => step != 0)).Sample(
            (length, start, stop, step) =>
            {
                NDArray<long> array = NDArray.From([.. Enumerable.Range(0, (int)length).Select(i => (long)i)]);
                var slice = AxisSlice.Range(start, stop, step, length);
                long[] expected = array[Slice.Range(start, stop, step)].ToArray();
                Assert.Equal(expected, Enumerable.Range(0, (int)slice.Count).Select(i => slice.Start + (i * slice.Step)));
                Assert.Equal(expected, array[slice.ToSlice()].ToArray());
            }, iter: 2000);

    [Theory]
    [InlineData(long.MinValue, long.MaxValue, 1, 10)]
    [InlineData(long.MaxValue, long.MinValue, -1, 10)]
    [InlineData(null, null, long.MinValue, 1)]
    [InlineData(null, null, long.MaxValue, 1)]
    public void Range_ExtremeBounds_DoNotOverflow(long? start, long? stop, long step, long count) => Assert.Equal(count, AxisSlice.Range(start, stop, step, 10).Count);
}
