using System;
using MemMap.Reductions.Elements;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Sums of many columns are divided together as each is by itself.</summary>
public sealed unsafe class DividePlanesTests
{
    private static readonly long[] s_divisors =
        [1, 2, 3, 7, 10, 64, 1000, (1 << 26) - 1, 1 << 26, 3L << 40, 1L << 54, (1L << 53) + 1, long.MaxValue];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(100)]
    public void Pairs_OrdinaryAndOtherSums_AreThoseOfEachColumn(int columns)
    {
        var random = new Random(5);
        byte[] planes = new byte[DigitPlanes<double>.Count * sizeof(long) * columns];
        double[] quotients = new double[columns];
        int stops = 0;
        fixed (byte* states = planes)
        fixed (double* made = quotients)
        {
            for (int round = 0; round < 3_000; round++)
            {
                // Of some rounds all are ordinary, of others one is not, or many.
                double odd = random.Next(3) switch { 0 => 0, 1 => 0.5 / columns, _ => 0.3 };
                for (int column = 0; column < columns; column++)
                {
                    bool isOdd = random.NextDouble() < odd;
                    double high = (random.NextDouble() - 0.5) * Math.ScaleB(1, isOdd ? random.Next(-1074, 1020) : random.Next(-30, 30));
                    double low = random.Next(2) == 0 ? 0 : high * (random.NextDouble() - 0.5) * Math.ScaleB(1, -random.Next(52, 110));
                    DigitPlanes<double>.Store(SumPair.Of(high, low), states, column, columns);
                    if (isOdd && random.Next(4) == 0)
                    {
                        DigitPlanes<double>.Ranges(states)[column] = new SumRange(0, 0, Specials.NaN);
                    }
                }

                long divisor = s_divisors[random.Next(s_divisors.Length)];
                int done = DividePlanes.Pairs<double>(states, columns, divisor, made);
                stops += done < columns ? 1 : 0;
                for (int column = 0; column < done; column++)
                {
                    Assert.True(DigitPlanes<double>.PairAt(states, column, columns).TryDivide(divisor, out double expected));
                    Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(quotients[column]));
                }

                Assert.False(done < columns && DigitPlanes<double>.Ranges(states)[done].IsPair
                    && DigitPlanes<double>.PairAt(states, done, columns).TryDivide(divisor, out _));
            }
        }

        Assert.InRange(stops, 1, 2_900);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(100)]
    public void WideIntegers_OfAnySize_AreThoseOfEachColumn(int columns)
    {
        var random = new Random(6);
        long[] planes = new long[2 * columns];
        double[] quotients = new double[columns];
        fixed (long* states = planes)
        fixed (double* made = quotients)
        {
            for (int round = 0; round < 2_000; round++)
            {
                bool areOrdinary = random.Next(2) == 0;
                for (int column = 0; column < columns; column++)
                {
                    long value = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(areOrdinary ? 10 : 0, 63);
                    WideInteger wide = !areOrdinary && random.Next(8) == 0
                        ? new(value, (ulong)random.NextInt64())
                        : new(random.Next(30) == 0 ? (long)Math.ScaleB(random.Next(2) - 0.5, 54) : value);
                    wide.Store((byte*)states, column, columns);
                }

                long divisor = s_divisors[random.Next(s_divisors.Length)];
                DividePlanes.WideIntegers((byte*)states, columns, divisor, made);
                for (int column = 0; column < columns; column++)
                {
                    Assert.Equal(WideInteger.Load((byte*)states, column, columns).DividedBy(divisor), quotients[column]);
                }
            }
        }
    }
}
