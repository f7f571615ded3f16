using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MemMap.Tests;

public sealed class SliceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Default_IsAll()
    {
        Assert.Equal(Slice.All, default);
        Assert.Equal("..", default(Slice).ToString());
        Assert.Equal([0, 1, 2, 3, 4], Select(default));
    }

    [Fact]
    public void Range_StepZero_Throws()
    {
        Assert.Equal("step", Assert.Throws<ArgumentOutOfRangeException>(() => Slice.Range(0, 5, 0)).ParamName);
        Assert.Equal("step", Assert.Throws<ArgumentOutOfRangeException>(() => (Slice)((Index?)null, (Index?)null, 0L)).ParamName);
    }

    public static TheoryData<Slice, string> Texts() => new()
    {
        { Slice.All, ".." },
        { Slice.Ellipsis, "..." },
        { Slice.NewAxis, "NewAxis" },
        { Slice.At(5), "5" },
        { 7, "7" },
        { 1L << 40, "1099511627776" },
        { ^2, "^2" },
        { 100..200, "100..200" },
        { ..^1, "0..^1" },
        { Slice.Range(null, null), ":" },
        { Slice.Range(1, null), "1:" },
        { Slice.Range(null, -3), ":-3" },
        { Slice.Range(null, null, 2), "::2" },
        { Slice.Range(9, 1, -2), "9:1:-2" },
        { Slice.Range(long.MinValue, long.MaxValue, long.MinValue), "-9223372036854775808:9223372036854775807:-9223372036854775808" },
        { Slice.Range(0, 1, long.MaxValue), "0:1:9223372036854775807" },
        { (null, null, -1), "::-1" },
        { (0, 5), "0:5" },
        { (^3, null), "-3:" },
        { (^10, null, 2), "-10::2" },
        { (1, ^1, 1), "1:-1" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void ToString_IsHowItIsWritten(Slice slice, string expected) => Assert.Equal(expected, slice.ToString());

    [Fact]
    public void Equality_SameMeaningOfEachKind_IsByValue()
    {
        (Slice One, Slice Other)[] pairs =
        [
            (5, Slice.At(5)), (5L, 5), (new Index(5), 5), (^2, new Index(2, fromEnd: true)), (1..^1, new Range(1, ^1)), (Slice.Range(1, 5, 2), (1, 5, 2)),
            (Slice.Range(null, -1), (null, ^1, 1)), (Slice.Ellipsis, Slice.Ellipsis), (Slice.NewAxis, Slice.NewAxis),
        ];
        foreach ((Slice one, Slice other) in pairs)
        {
            Assert.True(one == other);
            Assert.False(one != other);
            Assert.True(one.Equals((object)other));
            Assert.Equal(one.GetHashCode(), other.GetHashCode());
        }
    }

    [Fact]
    public void Equality_OtherMeanings_AreUnequal()
    {
        Slice[] slices = [Slice.All, Slice.Ellipsis, Slice.NewAxis, 0, 1, ^1, 0..1, 0..2, 0..^1, Slice.Range(0, 1), Slice.Range(0, 1, 2), Slice.Range(null, 1), Slice.Range(0, null), Slice.Range(null, null)];
        for (int i = 0; i < slices.Length; i++)
        {
            for (int j = 0; j < slices.Length; j++)
            {
                Assert.Equal(i == j, slices[i] == slices[j]);
                Assert.Equal(i != j, slices[i] != slices[j]);
            }
        }

        Assert.False(slices[0].Equals(".."));
        Assert.Equal(slices.Length, new HashSet<Slice>(slices).Count);
    }

    public static TheoryData<Slice, int[]> Selections() => new()
    {
        { 1..3, [1, 2] },
        { ^2.., [3, 4] },
        { .., [0, 1, 2, 3, 4] },
        { Slice.Ellipsis, [0, 1, 2, 3, 4] },
        { 2, [2] },
        { ^1, [4] },
        { (null, null, 2), [0, 2, 4] },
        { (1, 3), [1, 2] },
        { (3, 100), [3, 4] },
        { (^2, null), [3, 4] },
        { (null, ^0), [0, 1, 2, 3, 4] },
        { (4, 1), [] },
        { (null, null, -1), [4, 3, 2, 1, 0] },
        { (^2, null, 1), [3, 4] },
        { (^10, null, 1), [0, 1, 2, 3, 4] },
        { (null, ^0, 1), [0, 1, 2, 3, 4] },
        { (^0, null, -2), [4, 2, 0] },
        { (^0, null, 1), [] },
        { (3, 100, 1), [3, 4] },
        { Slice.Range(-100, 2), [0, 1] },
        { Slice.Range(4, 1), [] },
        { Slice.Range(-1, -4, -1), [4, 3, 2] },
        { Slice.Range(0, -1, -1), [] },
    };

    [Theory]
    [MemberData(nameof(Selections))]
    public void View_OfFiveElements_SelectsThem(Slice slice, int[] expected) => Assert.Equal(expected, Select(slice));

    [Fact]
    public void View_SlicesByEachOverload_AreTheSame()
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write(Enumerable.Range(0, 120).ToArray()), (2, 3, 4, 5));
        Slice[] all = [1, (null, null, -1), 1..3, ^1];
        for (int count = 1; count <= 4; count++)
        {
            MemMapView<int> byArray = array[all.AsSpan(0, count)];
            MemMapView<int> byOverload = count switch
            {
                1 => array[all[0]],
                2 => array[all[0], all[1]],
                3 => array[all[0], all[1], all[2]],
                _ => array[all[0], all[1], all[2], all[3]],
            };
            Assert.Equal(byArray.Shape, byOverload.Shape);
            Assert.Equal(byArray.ToArray(), byOverload.ToArray());
        }

        Assert.Equal([109, 114, 89, 94, 69, 74], array[all].ToArray());
    }

    private int[] Select(Slice slice)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([0, 1, 2, 3, 4]));
        return array[slice].ToArray();
    }
}
