using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Complex elements against their parts, and elements of either byte order against those of this machine.</summary>
public sealed class ElementTypeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(7, 3)]
    [InlineData(300, 50)]
    [InlineData(5, 3000)]
    public void Complex_SumMeanVarAndStd_AreThoseOfTheParts(int rows, int columns)
    {
        var random = new Random(rows);
        Complex[] elements = [.. Enumerable.Range(0, rows * columns).Select(_ => new Complex(random.NextDouble(), Math.Exp(random.NextDouble() * 9)))];
        using MemMapArray<Complex> array = MemMapArray.Open<Complex>(_folder.Write(elements), (rows, columns));
        using MemMapArray<double> reals = Parts("r.bin", x => x.Real), imaginaries = Parts("i.bin", x => x.Imaginary);
        Assert.Equal(new Complex(reals.Sum(), imaginaries.Sum()), array.Sum());
        Assert.Equal(new Complex(reals.Mean(), imaginaries.Mean()), array.Mean());
        Assert.Equal(reals.Var(1.0) + imaginaries.Var(1.0), array.Var(1.0));
        Assert.Equal(Math.Sqrt(reals.Var() + imaginaries.Var()), array.Transpose().Std());
        for (int axis = 0; axis < 2; axis++)
        {
            Assert.Equal(reals.Sum(axis).ToArray().Zip(imaginaries.Sum(axis).ToArray(), (x, y) => new Complex(x, y)), array.Sum(axis).ToArray());
            Assert.Equal(reals.Mean(axis).ToArray().Zip(imaginaries.Mean(axis).ToArray(), (x, y) => new Complex(x, y)), array.Transpose().Mean(1 - axis).ToArray());
            Assert.Equal(reals.Var(axis, 1).ToArray().Zip(imaginaries.Var(axis, 1).ToArray(), (x, y) => x + y), array.Var(axis, 1).ToArray());
        }

        MemMapArray<double> Parts(string name, Func<Complex, double> part) => MemMapArray.Open<double>(_folder.Write([.. elements.Select(part)], name: name), (rows, columns));
    }

    [Fact]
    public void Complex_WithNaNInOnePart_IsLeftOutWhole()
    {
        var skip = new ReductionOptions { SkipNaN = true };
        Complex[] elements = [new(1, 2), new(double.NaN, 5), new(3, 6), new(7, double.NaN), Complex.Zero];
        using MemMapArray<Complex> array = MemMapArray.Open<Complex>(_folder.Write(elements), (5, 1));
        Assert.Equal(new Complex(4, 8), array.Sum(skip));
        Assert.Equal([new Complex(4.0 / 3, 8.0 / 3)], array.Mean(0, options: skip).ToArray());
        Assert.Equal(new[] { 0.0, 1, 3 }.Select(x => Math.Pow(x - (4.0 / 3), 2)).Average() + new[] { 0.0, 2, 6 }.Select(x => Math.Pow(x - (8.0 / 3), 2)).Average(), array.Var(0, skip), 12);
        Assert.True(double.IsNaN(array.Sum().Real) && double.IsNaN(array.Sum().Imaginary));
        Assert.Equal((4L, 2L), (array.CountNonZero(), array.CountNonZero(skip)));
        Assert.True(array.Any() && !array.All() && !array.All(skip) && array[..4, ..].All());
        Assert.Equal([true, true, true, true, false], array.Any(1).ToArray());
        Assert.Equal(Complex.Zero, array[1..2, ..].Sum(skip));
        Assert.True(double.IsNaN(array[1..2, ..].Mean(skip).Real) && double.IsNaN(array[0..0, ..].Mean().Imaginary));
        Assert.Equal(Complex.Zero, array[0..0, ..].Sum());
    }

    [Fact]
    public void EitherByteOrder_EveryReduction_IsThatOfThisMachine()
    {
        var random = new Random(6);
        Check(_ => (short)random.Next(-50, 50));
        Check(_ => (ushort)random.Next(100));
        Check(_ => random.Next(-50, 50));
        Check(_ => (uint)random.Next(100));
        Check(_ => random.NextInt64(-50, 50) << 50);
        Check(_ => (ulong)random.NextInt64(100) << 50);
        Check(_ => (float)random.NextDouble());
        Check(i => i % 50 == 3 ? double.NaN : random.NextDouble());
        Check(i => i % 50 == 3 ? BFloat16.NaN : (BFloat16)random.NextDouble());
#if !NETSTANDARD_BUILD
        Check(_ => (Half)random.NextDouble());
#endif

        void Check<T>(Func<int, T> element)
            where T : unmanaged
        {
            string path = _folder.File($"{typeof(T).Name}.bin");
            using MemMapArray<T> native = MemMapArray.Create<T>(path, (150, 37));
            native.CopyFrom([.. Enumerable.Range(0, 150 * 37).Select(element)]);
            using MemMapArray<BigEndian<T>> big = MemMapArray.Create<BigEndian<T>>(path + ".big", (150, 37));
            using MemMapArray<LittleEndian<T>> little = MemMapArray.Create<LittleEndian<T>>(path + ".little", (150, 37));
            big.CopyFrom(native);
            little.CopyFrom(native);
            Compare(native, big, x => x.Value);
            Compare(native, little, x => x.Value);
            Compare(native[.., (null, null, -2)].Transpose(), big[.., (null, null, -2)].Transpose(), x => x.Value);
        }

        static void Compare<T, TStored>(MemMapView<T> native, MemMapView<TStored> stored, Func<TStored, T> value)
            where T : unmanaged
            where TStored : unmanaged
        {
            Assert.Equal(
                (native.Sum(), native.Mean(), native.Var(), native.Std(1.0), native.Prod(), native.ArgMin(), native.ArgMax(), native.CountNonZero(), native.Any(), native.All()),
                (stored.Sum(), stored.Mean(), stored.Var(), stored.Std(1.0), stored.Prod(), stored.ArgMin(), stored.ArgMax(), stored.CountNonZero(), stored.Any(), stored.All()));
            Assert.Equal((native.Min(), native.Max()), (value(stored.Min()), value(stored.Max())));
            for (int axis = 0; axis < 2; axis++)
            {
                Assert.Equal(native.Std(axis).ToArray(), stored.Std(axis).ToArray());
                Assert.Equal(native.ArgMax(axis).ToArray(), stored.ArgMax(axis).ToArray());
                Assert.Equal(native.MinMax(axis).ToArray(), stored.MinMax(axis).ToArray().Select(x => (value(x.Min), value(x.Max))));
            }

            if (native is MemMapView<int> integers)
            {
                Assert.Equal(integers.SumInt64(), stored.SumInt64());
            }
        }
    }
}
