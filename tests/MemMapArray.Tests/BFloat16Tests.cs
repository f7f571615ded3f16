using System;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using CsCheck;
using MemMap.Tests.Converting;
using MemMap.Tests.Reductions;
using Xunit;

namespace MemMap.Tests;

/// <summary>The number of 16 bits with the exponent of a float: its bits, its order, its text, and arrays of it.</summary>
public sealed class BFloat16Tests : IDisposable
{
    private static readonly BFloat16[] s_all = [.. Enumerable.Range(0, 1 << 16).Select(bits => BFloat16.FromBits((ushort)bits))];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ToSingle_EveryNumber_IsTheUpperHalfOfTheFloat()
    {
        foreach (BFloat16 number in s_all)
        {
            Assert.Equal((uint)number.Bits << 16, BitConverter.SingleToUInt32Bits((float)number));
            Assert.Equal((float)number, (double)number);
            int magnitude = number.Bits & 0x7FFF;
            if (magnitude < 0x7F80)
            {
                Assert.Equal(BFloat16Model.ValueOf(magnitude) * (number.Bits < 0x8000 ? 1 : -1), (double)number);
            }
        }
    }

    [Fact]
    public void FromSingle_EveryNumber_IsItself()
    {
        foreach (BFloat16 number in s_all)
        {
            int expected = BFloat16.IsNaN(number) ? number.Bits | 0x40 : number.Bits;
            Assert.Equal(expected, ((BFloat16)(float)number).Bits);
            Assert.Equal(expected, ((BFloat16)(double)number).Bits);
        }
    }

    // Every middle between two, and what lies beside it: floats and doubles, above infinity and below the smallest too.
    [Fact]
    public void FromNumber_AroundEveryMiddle_IsTheNearest()
    {
        for (int bits = 0; bits < 0x7F80; bits++)
        {
            double middle = (BFloat16Model.ValueOf(bits) + BFloat16Model.ValueOf(bits + 1)) / 2;
            int even = bits + (bits % 2);
            Check(middle, even);
            Check(-middle, even | 0x8000);
            CheckDouble(Math.BitDecrement(middle), bits);
            CheckDouble(Math.BitIncrement(middle), bits + 1);
            CheckDouble(-Math.BitIncrement(middle), (bits + 1) | 0x8000);
            Check(MathF.BitDecrement((float)middle), bits);
            Check(MathF.BitIncrement((float)middle), bits + 1);
        }

        Assert.Equal([0, 0x8000, 0x7F80, 0xFF80], new[] { double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue }.Select(x => (int)((BFloat16)x).Bits));

        static void Check(double number, int expected)
        {
            Assert.Equal(expected, ((BFloat16)(float)number).Bits);
            CheckDouble(number, expected);
        }

        static void CheckDouble(double number, int expected) => Assert.Equal(expected, ((BFloat16)number).Bits);
    }

    [Fact]
    public void FromNumber_AnyBits_IsTheNearest() =>
        Gen.Select(Gen.ULong, Gen.Int[-200, 200]).Sample((bits, exponent) =>
        {
            // Any double; and one of any exponent that a BFloat16 has, or nearly.
            double near = Math.ScaleB(1 + ((bits >> 12) * Math.Pow(2, -52)), exponent) * ((bits & 1) == 0 ? 1 : -1);
            foreach (double number in (double[])[BitConverter.UInt64BitsToDouble(bits), near])
            {
                Same(BFloat16Model.Nearest(number), (BFloat16)number);
                Same(BFloat16Model.Nearest((double)(float)number), (BFloat16)(float)number);
            }

            static void Same(BFloat16 expected, BFloat16 number) => Assert.True(
                expected.Bits == number.Bits || (BFloat16.IsNaN(expected) && BFloat16.IsNaN(number) && (expected.Bits ^ number.Bits) < 0x8000 && (number.Bits & 0x40) != 0));
        });

    [Fact]
    public void Order_EveryPairOfSome_IsThatOfFloats()
    {
        BFloat16[] some = [.. s_all.Where((_, i) => i % 331 == 0), BFloat16.NaN, BFloat16.FromBits(0x7FC1), BFloat16.FromBits(0x8000), BFloat16.PositiveInfinity, BFloat16.NegativeInfinity, BFloat16.MinValue, BFloat16.MaxValue, BFloat16.Epsilon];
        foreach (BFloat16 a in some)
        {
            foreach (BFloat16 b in some)
            {
                (float x, float y) = ((float)a, (float)b);
                Assert.Equal([x == y, x != y, x < y, x > y, x <= y, x >= y], (bool[])[a == b, a != b, a < b, a > b, a <= b, a >= b]);
                Assert.Equal((x.Equals(y), x.CompareTo(y), x.CompareTo((object)y)), (a.Equals(b), a.CompareTo(b), a.CompareTo((object)b)));
                Assert.True(a.Equals((object)b) == a.Equals(b) && (!a.Equals(b) || a.GetHashCode() == b.GetHashCode()));
            }
        }

        Assert.Equal(1, BFloat16.NaN.CompareTo(null));
        Assert.Throws<ArgumentException>(() => BFloat16.NaN.CompareTo(1f));
        Assert.True(BFloat16.IsNaN(BFloat16.NaN) && !BFloat16.IsNaN(BFloat16.NegativeInfinity));
        Assert.Equal((3.3895313892515355e38, -3.3895313892515355e38, Math.Pow(2, -133)), ((double)BFloat16.MaxValue, (double)BFloat16.MinValue, (double)BFloat16.Epsilon));
    }

    // By every decimal of so few digits, beside the number.
    [Fact]
    public void ToString_EveryNumber_IsTheNearestOfTheShortestThatNameIt()
    {
        foreach (BFloat16 number in s_all.Take(0x7F80).Skip(1))
        {
            string text = number.ToString(null, CultureInfo.InvariantCulture);
            double value = (double)number, named = double.Parse(text, CultureInfo.InvariantCulture);
            Assert.True((BFloat16)named == number, $"{text} does not name {value:R}");
            string digits = new([.. text.Split('E')[0].Where(char.IsAsciiDigit)]);
            int count = digits.Trim('0').Length, exponent = (int)Math.Floor(Math.Log10(value));
            for (int fewer = 1; fewer <= count; fewer++)
            {
                foreach (int power in (int[])[exponent - fewer + 1, exponent - fewer + 2])
                {
                    long around = (long)Math.Round(value / Math.Pow(10, power));
                    for (long mantissa = around - 2; mantissa <= around + 2; mantissa++)
                    {
                        if (mantissa < 1 || mantissa.ToString(CultureInfo.InvariantCulture).TrimEnd('0').Length > fewer)
                        {
                            continue;
                        }

                        double other = double.Parse($"{mantissa}E{power}", CultureInfo.InvariantCulture);
                        Assert.False((BFloat16)other == number && (fewer < count || Math.Abs(other - value) < Math.Abs(named - value)), $"{other:R} names {value:R} too, not only {text}");
                    }
                }
            }

            Assert.Equal("-" + text, BFloat16.FromBits((ushort)(number.Bits | 0x8000)).ToString(null, CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData(0.1, null, "0.1")]
    [InlineData(1.0 / 3, "R", "0.334")]
    [InlineData(1.0 / 3, "F8", "0.33398438")]
    [InlineData(3.4e38, "", "∞")]
    [InlineData(-0.0, "G", "-0")]
    [InlineData(1234, null, "1230")]
    [InlineData(-1e20, "r", "-1E+20")]
    [InlineData(double.NaN, "g", "NaN")]
    public void ToString_AFormat_IsThatOfTheNumber(double value, string? format, string expected) =>
        Assert.Equal(expected, ((BFloat16)value).ToString(format, CultureInfo.InvariantCulture).Replace("Infinity", "∞", StringComparison.Ordinal));

    [Fact]
    public void Array_OfFile_OpensSlicesAndPrints()
    {
        string path = _folder.Write<ushort>([0x3F80, 0x4000, 0x4049, 0xC2C8, 0x3DCD, 0x7FC0]);
        using MemMapArray<BFloat16> array = MemMapArray.Open<BFloat16>(path, (2, 3), MemMapMode.ReadWrite);
        Assert.Equal("[[   1.      2.      3.14]\n [-100.      0.1      nan]]", array.ToString());
        Assert.Equal((BFloat16)3.14f, array[0, 2]);
        array[1, 2] = (BFloat16)2.5;
        Assert.Equal([(BFloat16)3.14f, (BFloat16)2.5], array[.., 2].ToArray());
        Assert.Equal(0x4020, MemoryMarshal.Read<ushort>(System.IO.File.ReadAllBytes(path).AsSpan(10)));
    }

    // NumPy has no such type. Its raw bytes of two are what arrays of the package ml_dtypes are saved as.
    [Fact]
    public void SaveNpy_WithoutADescr_NamesTheWays()
    {
        NDArray<BFloat16> array = NDArray.From<BFloat16>([(BFloat16)1f, (BFloat16)2f]);
        string path = _folder.File("a.npy");
        string message = Assert.Throws<NotSupportedException>(() => array.SaveNpy(path)).Message;
        Assert.Contains("ConvertToNpy<BFloat16, float>", message, StringComparison.Ordinal);
        Assert.Contains("|V2", message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => MemMapArray.CreateNpy<LittleEndian<BFloat16>>(path, 3));
        Assert.False(System.IO.File.Exists(path));

        array.ConvertToNpy<BFloat16, float>(path, Conversion.Checked);
        using (MemMapArray<float> floats = MemMapArray.OpenNpy<float>(path))
        {
            Assert.Equal([1f, 2f], floats.ToArray());
        }

        array.SaveNpy(path, descr: "|V2");
        using MemMapArray<BFloat16> again = MemMapArray.OpenNpy<BFloat16>(path);
        Assert.Equal(array.ToArray(), again.ToArray());
    }

    // Floats of the same values have the same bits in every result that is a double, and the same elements where it is one of them.
    [Fact]
    public void Reductions_OfEveryName_AreThoseOfTheSameFloats()
    {
        var random = new Random(16);
        BFloat16[] elements = [.. Enumerable.Range(0, 211 * 97).Select(i => i % 53 == 5 ? BFloat16.NaN : i % 31 == 3 ? default : (BFloat16)(random.NextDouble() - 0.3))];
        using MemMapArray<BFloat16> array = MemMapArray.Open<BFloat16>(_folder.Write(elements), (211, 97));
        NDArray<float> floats = NDArray.From(Array.ConvertAll(elements, x => (float)x), (211, 97));
        Assert.Equal(Reduction.Names<float>(), Reduction.Names<BFloat16>());
        foreach (ReductionOptions options in (ReductionOptions[])[new(), new() { SkipNaN = true }, new() { SkipNaN = true, MaxDegreeOfParallelism = 3, WorkUnitBytes = 5000 }])
        {
            Same(array, floats, options);
            Same(array.Transpose(), floats.Transpose(), options);
            Same(array[(null, null, -3), 1..], floats[(null, null, -3), 1..], options);
        }
    }

    [Fact]
    public void OrderStatistics_AreThoseOfTheSameFloats()
    {
        var random = new Random(17);
        BFloat16[] elements = [.. Enumerable.Range(0, 400 * 50).Select(i => i % 97 == 5 ? BFloat16.NaN : (BFloat16)Math.Exp(random.NextDouble() * 60 - 30) is var x && i % 2 == 0 ? x : (BFloat16)(-(double)x))];
        using MemMapArray<BFloat16> array = MemMapArray.Open<BFloat16>(_folder.Write(elements), (400, 50));
        NDArray<float> floats = NDArray.From(Array.ConvertAll(elements, x => (float)x), (400, 50));
        var skip = new ReductionOptions { SkipNaN = true };
        double[] q = [0, 0.01, 0.3, 0.5, 0.999, 1];
        Assert.Equal(floats.Quantile(q, options: skip).ToArray(), array.Quantile(q, options: skip).ToArray());
        Assert.Equal(floats.Quantile(q, 0, options: skip).ToArray(), array.Quantile(q, 0, options: skip).ToArray());
        Assert.Equal(floats.Median(1).ToArray(), array.Median(1).ToArray());
        Assert.Equal(floats.Where(Predicate.IsFinite<float>()).Histogram(20).Counts, array.Where(Predicate.IsFinite<BFloat16>()).Histogram(20).Counts);
        Assert.Equal(floats.TopK(7, options: skip).Indexes, array.TopK(7, options: skip).Indexes);
        foreach (float limit in (float[])[-1, 0, 1e5f, float.NegativeInfinity])
        {
            Assert.Equal(floats.Where(Predicate.GreaterThan(limit)).CountNonZero(), array.Where(Predicate.GreaterThan((BFloat16)limit)).CountNonZero());
            Assert.Equal(floats.Where(Predicate.Not(Predicate.LessThanOrEqual(limit))).Describe(skip), array.Where(Predicate.Not(Predicate.LessThanOrEqual((BFloat16)limit))).Describe(skip));
        }

        Assert.Equal(elements.Count(BFloat16.IsNaN), array.Where(Predicate.IsNaN<BFloat16>()).CountNonZero());
    }

    [Fact]
    public void SeriesAndRelations_AreThoseOfTheSameFloats()
    {
        var random = new Random(18);
        BFloat16[] elements = [.. Enumerable.Range(0, 300 * 20).Select(_ => (BFloat16)(random.NextDouble() - 0.3))];
        using MemMapArray<BFloat16> array = MemMapArray.Open<BFloat16>(_folder.Write(elements), (300, 20));
        NDArray<float> floats = NDArray.From(Array.ConvertAll(elements, x => (float)x), (300, 20));
        Assert.Equal(Made(z => floats.CumulativeSum(z, 0)), Made(z => array.CumulativeSum(z, 0)));
        Assert.Equal(Made(z => floats.CumulativeMax(z, 1)), Made(z => array.CumulativeMax(z, 1)));
        Assert.Equal(Made(z => floats.Rolling(7, 0).Mean(z)), Made(z => array.Rolling(7, 0).Mean(z)));
        Assert.Equal(floats.Covariance().ToArray(), array.Covariance().ToArray());

        static double[] Made(Action<MemMapView<double>> make)
        {
            NDArray<double> result = NDArray.Create<double>((300, 20));
            make(result);
            return result.ToArray();
        }
    }

    private static void Same(MemMapView<BFloat16> view, MemMapView<float> floats, ReductionOptions options)
    {
        foreach (string name in Reduction.Names<BFloat16>())
        {
            string text = CatalogReductions.TextOf(name, "1");
            switch (Reduction.Parse<BFloat16>(text), Reduction.Parse<float>(text))
            {
                case (Reduction<BFloat16, BFloat16> one, Reduction<float, float> other):
                    Compare(one, other, x => (float)x);
                    break;
                case (Reduction<BFloat16, (BFloat16 Min, BFloat16 Max)> one, Reduction<float, (float Min, float Max)> other):
                    Compare(one, other, x => ((float)x.Min, (float)x.Max));
                    break;
                case (Reduction<BFloat16, double> one, Reduction<float, double> other):
                    Compare(one, other, x => x);
                    break;
                case (Reduction<BFloat16, long> one, Reduction<float, long> other):
                    Compare(one, other, x => x);
                    break;
                case (Reduction<BFloat16, bool> one, Reduction<float, bool> other):
                    Compare(one, other, x => x);
                    break;
                case (Reduction<BFloat16, Moments> one, Reduction<float, Moments> other):
                    Compare(one, other, x => x);
                    break;
                default:
                    Assert.Fail($"{name} has results of other types.");
                    break;
            }
        }

        void Compare<TOne, TOther>(Reduction<BFloat16, TOne> one, Reduction<float, TOther> other, Func<TOne, TOther> same)
            where TOne : unmanaged
            where TOther : unmanaged
        {
            Assert.Equal(floats.Reduce(other, options), same(view.Reduce(one, options)));
            for (int axis = 0; axis < 2; axis++)
            {
                Assert.Equal(floats.Reduce(other, axis, options: options).ToArray(), view.Reduce(one, axis, options: options).ToArray().Select(same));
            }
        }
    }
}
