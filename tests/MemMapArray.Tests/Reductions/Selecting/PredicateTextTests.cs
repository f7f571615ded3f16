using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Predicates of their texts: what they said, and nothing else.</summary>
public sealed class PredicateTextTests
{
    [Fact]
    public void Parse_TextOfAnyPredicate_IsThatPredicate()
    {
        Check<sbyte>(sbyte.MinValue, -1, 0, sbyte.MaxValue);
        Check<byte>(0, 7, byte.MaxValue);
        Check<short>(short.MinValue, 3, short.MaxValue);
        Check<ushort>(0, ushort.MaxValue);
        Check(int.MinValue, 5, int.MaxValue);
        Check(0u, uint.MaxValue);
        Check(long.MinValue, (1L << 53) + 1, long.MaxValue);
        Check(0ul, ulong.MaxValue);
        Check(1f / 3, -1e-40f, float.MaxValue, float.NaN, float.NegativeInfinity);
        Check(1.0 / 3, -5e-324, double.MaxValue, double.NaN, double.PositiveInfinity);
        Check((BFloat16)0.1f, (BFloat16)(-3e38f));
        Check((BigEndian<float>)0.1f, (BigEndian<float>)(-1e20f));
        Check((BigEndian<int>)77, (BigEndian<int>)(-2));
#if !NETSTANDARD_BUILD
        Check((Half)0.1f, Half.MinValue);
#endif

        static void Check<T>(params T[] values)
            where T : unmanaged
        {
            foreach (T a in values)
            {
                T[] elements = [.. values, default];
                Same(Predicate.GreaterThan(a), elements);
                Same(Predicate.GreaterThanOrEqual(a), elements);
                Same(Predicate.LessThan(a), elements);
                Same(Predicate.LessThanOrEqual(a), elements);
                Same(Predicate.EqualTo(a), elements);
                Same(Predicate.Between(values[0], a), elements);
                Same(Predicate.Or(Predicate.Not(Predicate.EqualTo(a)), Predicate.And(Predicate.IsFinite<T>(), Predicate.IsNaN<T>())), elements);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("element")]
    [InlineData("element > ")]
    [InlineData("element > 1 ")]
    [InlineData(" element > 1")]
    [InlineData("element > 1.0")]
    [InlineData("element > +1")]
    [InlineData("element > 1,5")]
    [InlineData("element > 0x1")]
    [InlineData("element > 1e1000")]
    [InlineData("Element > 1")]
    [InlineData("element >1")]
    [InlineData("element is nan")]
    [InlineData("not (element > 1")]
    [InlineData("not element > 1")]
    [InlineData("(element > 1) xor (element > 2)")]
    [InlineData("(element > 1) and (element > 2))")]
    [InlineData("1 <= element < 2")]
    [InlineData("a function")]
    [InlineData("mask")]
    public void Parse_AnythingElse_Throws(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => Predicate.Parse<float>(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("element > 128")]
    [InlineData("element > -129")]
    [InlineData("element > 1.5")]
    [InlineData("element > NaN")]
    public void Parse_ValueThatTheTypeHasNot_Throws(string text) => Assert.Throws<FormatException>(() => Predicate.Parse<sbyte>(text));

    [Fact]
    public void Parse_TestsWithinEachOther_AreBounded()
    {
        string text = string.Concat(Enumerable.Repeat("not (", 64)) + "element > 1" + new string(')', 64);
        Assert.Equal(text, Predicate.Parse<float>(text).ToString());
        Assert.Throws<FormatException>(() => Predicate.Parse<float>($"not ({text})"));
        Assert.Throws<FormatException>(() => Predicate.Parse<float>(string.Concat(Enumerable.Repeat("(", 100_000))));
        Assert.Throws<NotSupportedException>(() => Predicate.Parse<Guid>("element > 1"));
        Assert.Throws<ArgumentNullException>(() => Predicate.Parse<float>(null!));
    }

    private static void Same<T>(ElementPredicate<T> predicate, T[] elements)
        where T : unmanaged
    {
        ElementPredicate<T> parsed = Predicate.Parse<T>(predicate.ToString());
        Assert.Equal(predicate.ToString(), parsed.ToString());
        foreach (T element in elements)
        {
            NDArray<T> one = NDArray.From([element]);
            Assert.Equal(one.Where(predicate).CountNonZero(), one.Where(parsed).CountNonZero());
        }
    }
}
