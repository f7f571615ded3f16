using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Predicates beside the operators of C#, of every element type, at and beside every limit.</summary>
public sealed class PredicateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // What a function hands on may be a byte that another program wrote.
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(200)]
    public void Where_FunctionOfTrueBytesOfAnyKind_SelectsAllButZero(int count)
    {
        byte[] bytes = [.. Enumerable.Range(0, count).Select(i => (byte)(i % 3 == 2 ? 0 : 255 - i))];
        bool[] truths = NDArray.From(bytes, count).Cast<bool>().ToArray();
        NDArray<int> numbers = NDArray.From([.. Enumerable.Range(0, count)], count);
        int[] expected = [.. Enumerable.Range(0, count).Where(i => bytes[i] != 0)];
        Assert.Equal(expected.Sum(i => (long)i), numbers.Where(i => truths[i]).SumInt64());
        Assert.Equal(expected.Length, numbers.Where(i => truths[i]).Mask().CountNonZero());
        Assert.Equal(expected.Length, NDArray.From(bytes, count).Cast<bool>().Where(isTrue => isTrue).Mask().CountNonZero());
        Assert.Equal(expected.Max(), numbers.Where(i => truths[i]).Max());
    }

    [Fact]
    public void Predicates_OfEveryType_AreTheOperators()
    {
        Check<sbyte>([sbyte.MinValue, sbyte.MinValue + 1, -1, 0, 1, 2, 126, sbyte.MaxValue]);
        Check<byte>([0, 1, 2, 127, 128, 254, byte.MaxValue]);
        Check<short>([short.MinValue, short.MinValue + 1, -1, 0, 1, short.MaxValue - 1, short.MaxValue]);
        Check<ushort>([0, 1, 32767, 32768, ushort.MaxValue]);
        Check<int>([int.MinValue, int.MinValue + 1, -1, 0, 1, int.MaxValue - 1, int.MaxValue]);
        Check<uint>([0, 1, 2147483647, 2147483648, uint.MaxValue]);
        Check<long>([long.MinValue, long.MinValue + 1, -1, 0, 1, (1L << 53) + 1, long.MaxValue - 1, long.MaxValue]);
        Check<ulong>([0, 1, long.MaxValue, 1ul << 63, ulong.MaxValue]);
        Check<nint>([nint.MinValue, -1, 0, 1, nint.MaxValue]);
        Check<nuint>([0, 1, nuint.MaxValue]);
        Check<float>([float.NaN, float.NegativeInfinity, float.MinValue, -1, -float.Epsilon, -0f, 0, float.Epsilon, 1, float.BitIncrement(1), float.MaxValue, float.PositiveInfinity]);
        Check<double>([double.NaN, double.NegativeInfinity, double.MinValue, -1, -double.Epsilon, -0.0, 0, double.Epsilon, 1, double.MaxValue, double.PositiveInfinity]);
#if !NETSTANDARD_BUILD
        Check<Half>([Half.NaN, Half.NegativeInfinity, Half.MinValue, -Half.One, -Half.Epsilon, Half.NegativeZero, Half.Zero, Half.Epsilon, Half.One, Half.MaxValue, Half.PositiveInfinity]);
#endif

        void Check<T>(T[] values)
            where T : unmanaged, INumber<T>
        {
            // As many as fill vectors, in every place, and a remainder.
            var random = new Random(1);
            T[] elements = [.. Enumerable.Range(0, 400 + values.Length).Select(_ => values[random.Next(values.Length)])];
            using MemMapArray<T> array = MemMapArray.Open<T>(_folder.Write(elements));
            foreach (T a in values)
            {
                Holds(Predicate.GreaterThan(a), x => x > a);
                Holds(Predicate.GreaterThanOrEqual(a), x => x >= a);
                Holds(Predicate.LessThan(a), x => x < a);
                Holds(Predicate.LessThanOrEqual(a), x => x <= a);
                Holds(Predicate.EqualTo(a), x => x == a);
                foreach (T b in values)
                {
                    Holds(Predicate.Between(a, b), x => x >= a && x <= b);
                    Holds(Predicate.Or(Predicate.LessThan(a), Predicate.Not(Predicate.EqualTo(b))), x => x < a || !(x == b));
                    Holds(Predicate.And(Predicate.GreaterThan(a), Predicate.Not(Predicate.LessThan(b))), x => x > a && !(x < b));
                }
            }

            Holds(Predicate.IsNaN<T>(), T.IsNaN);
            Holds(Predicate.IsFinite<T>(), T.IsFinite);

            void Holds(ElementPredicate<T> predicate, Func<T, bool> expected)
            {
                // What a reducer sees is what was selected, in order.
                SequenceState state = default;
                new SequenceReducer<T>().Accumulate(ref state, elements.Where(expected).ToArray());
                Assert.True(state.Equals(array.Where(predicate).Reduce(new SequenceReducer<T>())), $"{predicate} of {typeof(T).Name}");
            }
        }
    }

    [Fact]
    public void Predicates_AsText_SayWhatTheyTest()
    {
        ElementPredicate<float> between = Predicate.Between(-1.5f, 2), not = Predicate.Not(Predicate.IsNaN<float>());
        Assert.Equal("(-1.5 <= element <= 2) and (not (element is NaN))", Predicate.And(between, not).ToString());
        Assert.Equal("(element == 7) or (element >= 9)", Predicate.Or(Predicate.EqualTo<BigEndian<int>>(7), Predicate.GreaterThanOrEqual<BigEndian<int>>(9)).ToString());
        Assert.Equal(["element < 1", "element <= 1", "element > 1", "element is finite"], new List<ElementPredicate<int>>
        {
            Predicate.LessThan(1), Predicate.LessThanOrEqual(1), Predicate.GreaterThan(1), Predicate.IsFinite<int>(),
        }.Select(predicate => predicate.ToString()));
    }

    [Fact]
    public void Predicates_OfWhatIsNoNumber_NameAnotherWay()
    {
        Assert.Contains("Guid", Assert.Throws<NotSupportedException>(() => Predicate.EqualTo(Guid.Empty)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => Predicate.IsNaN<Complex>());
        Assert.Contains("a.Where(a)", Assert.Throws<NotSupportedException>(() => Predicate.EqualTo(true)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Predicate.Not<int>(null!));
        Assert.Throws<ArgumentNullException>(() => Predicate.And(null!, Predicate.IsNaN<int>()));
        Assert.Throws<ArgumentNullException>(() => Predicate.Or(Predicate.IsNaN<int>(), null!));
    }
}
