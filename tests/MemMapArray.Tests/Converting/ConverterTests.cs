using System;
#if !NETSTANDARD_BUILD
using System.Collections.Generic;
#endif
using System.Linq;
using MemMap.Converting;
using Xunit;

namespace MemMap.Tests.Converting;

/// <summary>Conversions between all pairs of types, beside a naive one.</summary>
public sealed unsafe class ConverterTests
{
    public static TheoryData<string, Conversion> Sources
    {
        get
        {
            var data = new TheoryData<string, Conversion>();
            foreach (ConvertibleType type in ConvertibleType.All)
            {
                foreach (Conversion how in Enum.GetValues<Conversion>())
                {
                    data.Add(type.Name, how);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Convert_EveryType_IsTheNaiveConversion(string source, Conversion how)
    {
        var visitor = new SourceVisitor(how);
        ConvertibleType.All.Single(type => type.Name == source).Visit(visitor);
        Assert.Equal(ConvertibleType.All.Count, visitor.Pairs);
    }

    // What vectors do, and their tails: every length, and one element that does not fit at every place.
    [Theory]
    [MemberData(nameof(Sources))]
    public void Convert_EveryLength_IsThatOfEachElement(string source, Conversion how) => ConvertibleType.All.Single(type => type.Name == source).Visit(new LengthVisitor(how));

    [Fact]
    public void Create_WhatIsNoNumber_IsRefused()
    {
        Assert.Contains("float", Assert.Throws<NotSupportedException>(() => Converter.Create<decimal, int>(Conversion.Checked)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => Converter.Create<int, char>(Conversion.Checked));
        Assert.Throws<NotSupportedException>(() => Converter.Create<DayOfWeek, int>(Conversion.Checked));
        Assert.Throws<ArgumentOutOfRangeException>(() => Converter.Create<int, int>((Conversion)3));
    }

    [Fact]
    public void Convert_BytesThatAreTrue_BecomeOne()
    {
        byte[] from = [0, 1, 2, 128, 255], to = new byte[5];
        fixed (byte* source = from, target = to)
        {
            Converter.Create<bool, bool>(Conversion.Checked).Convert(source, target, 5);
            Assert.Equal([0, 1, 1, 1, 1], to);
            Converter.Create<bool, sbyte>(Conversion.Checked).Convert(source, target, 5);
            Assert.Equal([0, 1, 1, 1, 1], to);
        }
    }

#if !NETSTANDARD_BUILD
    // Every number of half precision, every middle between two, and the doubles beside it.
    [Fact]
    public void Convert_AroundEveryHalf_RoundsOnce()
    {
        List<double> doubles = [];
        for (int bits = 0; bits < 0x7C00; bits++)
        {
            double half = (double)BitConverter.UInt16BitsToHalf((ushort)bits), next = bits == 0x7BFF ? 65536 : (double)BitConverter.UInt16BitsToHalf((ushort)(bits + 1)), middle = (half + next) / 2;
            doubles.AddRange([half, middle, Math.BitDecrement(middle), Math.BitIncrement(middle), -middle, -Math.BitIncrement(middle)]);
        }

        Half[] halves = Run<double, Half>([.. doubles]), ofSingles = Run<float, Half>([.. doubles.Select(x => (float)x)]);
        for (int i = 0; i < halves.Length; i++)
        {
            Assert.Equal(BitConverter.HalfToUInt16Bits((Half)doubles[i]), BitConverter.HalfToUInt16Bits(halves[i]));
            Assert.Equal(BitConverter.HalfToUInt16Bits((Half)(float)doubles[i]), BitConverter.HalfToUInt16Bits(ofSingles[i]));
        }

        Half[] all = [.. Enumerable.Range(0, 1 << 16).Select(x => BitConverter.UInt16BitsToHalf((ushort)x))];
        Assert.Equal(all.Select(x => BitConverter.SingleToUInt32Bits((float)x)), Run<Half, float>(all).Select(BitConverter.SingleToUInt32Bits));
    }
#endif

    private static TTo[] Run<TFrom, TTo>(TFrom[] from, Conversion how = Conversion.Checked)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        var to = new TTo[from.Length];
        fixed (TFrom* source = from)
        {
            fixed (TTo* target = to)
            {
                Assert.Equal(from.Length, Converter.Create<TFrom, TTo>(how).Convert((byte*)source, (byte*)target, from.Length));
            }
        }

        return to;
    }

    private sealed class SourceVisitor(Conversion how) : ConvertibleType.IVisitor
    {
        public int Pairs { get; private set; }

        public void Visit<TFrom>(ConvertibleType<TFrom> type)
            where TFrom : unmanaged
        {
            foreach (ConvertibleType to in ConvertibleType.All)
            {
                to.Visit(new PairVisitor<TFrom>(type, how));
                Pairs++;
            }
        }
    }

    private sealed class PairVisitor<TFrom>(ConvertibleType<TFrom> from, Conversion how) : ConvertibleType.IVisitor
        where TFrom : unmanaged
    {
        public void Visit<TTo>(ConvertibleType<TTo> to)
            where TTo : unmanaged
        {
            TFrom[] fitting = [.. from.Values.Where(value => to.FromExact(from.ToExact(value), how).Fits)];
            TTo[] converted = Run<TFrom, TTo>(fitting, how);
            for (int i = 0; i < fitting.Length; i++)
            {
                TTo expected = to.FromExact(from.ToExact(fitting[i]), how).Value;
                Assert.True(IsSame(expected, converted[i]), $"{how} {fitting[i]} ({typeof(TFrom).Name}) is {converted[i]} and not {expected} ({typeof(TTo).Name})");
            }

            Assert.Equal(how == Conversion.Checked && fitting.Length < from.Values.Length, Converter.Create<TFrom, TTo>(how).MayRefuse);
            if (how == Conversion.Checked)
            {
                foreach (TFrom value in from.Values.Where(value => !to.FromExact(from.ToExact(value), how).Fits).Take(200))
                {
                    TTo result = default;
                    TFrom copy = value;
                    Assert.Equal(0, Converter.Create<TFrom, TTo>(how).Convert((byte*)&copy, (byte*)&result, 1));
                }
            }
        }

        // Of a NaN the sign and that it is one; -0 is not 0.
        private static bool IsSame<T>(T one, T other)
            where T : unmanaged =>
            (one, other) switch
            {
                (double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b) && double.IsNegative(a) == double.IsNegative(b)),
                (float a, float b) => BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || (float.IsNaN(a) && float.IsNaN(b) && float.IsNegative(a) == float.IsNegative(b)),
                (BFloat16 a, BFloat16 b) => a.Bits == b.Bits || (BFloat16.IsNaN(a) && BFloat16.IsNaN(b) && (a.Bits ^ b.Bits) < 0x8000),
                (Half a, Half b) => BitConverter.HalfToInt16Bits(a) == BitConverter.HalfToInt16Bits(b) || (Half.IsNaN(a) && Half.IsNaN(b) && Half.IsNegative(a) == Half.IsNegative(b)),
                _ => one.Equals(other),
            };
    }

    private sealed class LengthVisitor(Conversion how) : ConvertibleType.IVisitor
    {
        public void Visit<T>(ConvertibleType<T> type)
            where T : unmanaged
        {
            foreach (ConvertibleType to in ConvertibleType.All)
            {
                to.Visit(new PairLengthVisitor<T>(type, how));
            }
        }
    }

    private sealed class PairLengthVisitor<TFrom>(ConvertibleType<TFrom> from, Conversion how) : ConvertibleType.IVisitor
        where TFrom : unmanaged
    {
        public void Visit<TTo>(ConvertibleType<TTo> to)
            where TTo : unmanaged
        {
            Converter converter = Converter.Create<TFrom, TTo>(how);
            TFrom[] fitting = [.. from.Values.Where(value => to.FromExact(from.ToExact(value), how).Fits)], others = [.. from.Values.Except(fitting)];
            TFrom[] source = [.. Enumerable.Range(0, 600).Select(i => fitting[(i * 7) % fitting.Length])];
            TTo[] whole = Run<TFrom, TTo>(source, how);
            foreach (int length in Enumerable.Range(0, 70).Concat([127, 128, 129, 511, 512, 513, 577]))
            {
                var part = new TTo[length + 1];
                fixed (TFrom* elements = source)
                {
                    fixed (TTo* results = part)
                    {
                        Assert.Equal(length, converter.Convert((byte*)elements, (byte*)results, length));
                        Assert.True(new ReadOnlySpan<byte>(results, length * sizeof(TTo)).SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes(whole.AsSpan(0, length))));
                        Assert.Equal(default, part[length]);
                        for (int wrong = length / 2; wrong < length && others.Length > 0; wrong += 9)
                        {
                            TFrom before = source[wrong];
                            source[wrong] = others[wrong % others.Length];
                            Assert.Equal(wrong, converter.Convert((byte*)elements, (byte*)results, length));
                            source[wrong] = before;
                        }
                    }
                }
            }
        }
    }
}
