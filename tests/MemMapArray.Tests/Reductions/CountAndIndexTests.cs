using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>CountNonZero, Any, All, ArgMin, ArgMax and SumInt64 against their definitions, over types, layouts, axes and options.</summary>
public sealed class CountAndIndexTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _files;

    public void Dispose() => _folder.Dispose();

    private MemMapArray<T> Open<T>(Func<int, T> element, int a, int b, int c, MemMapOrder order = MemMapOrder.C)
        where T : unmanaged =>
        MemMapArray.Open<T>(_folder.Write([.. Enumerable.Range(0, a * b * c).Select(element)], name: $"{_files++}.bin"), (a, b, c), MemMapMode.ReadWrite, order: order);

    [OnceTheory]
    [InlineData(4, 5, 6, MemMapOrder.C)]
    [InlineData(4, 5, 6, MemMapOrder.F)]
    [InlineData(2, 135, 70, MemMapOrder.C)]
    public void Integers_OfEveryTypeAndLayout_AreWhatTheDefinitionGives(int a, int b, int c, MemMapOrder order)
    {
        var random = new Random(a + c);
        Check<sbyte>(_ => (sbyte)random.Next(-2, 3));
        Check<byte>(_ => (byte)random.Next(3));
        Check<short>(_ => (short)random.Next(-2, 3));
        Check<ushort>(_ => (ushort)(random.Next(3) * 30000));
        Check<int>(_ => random.Next(-3, 3) * 700_000_000);
        Check<uint>(_ => (uint)random.Next(3) * 2_000_000_000);
        Check<long>(_ => random.Next(-3, 3) * (1L << 40));
        Check<ulong>(_ => (ulong)random.Next(3) << 45);
        Check<nint>(_ => random.Next(-3, 3));
        Check<nuint>(_ => (nuint)random.Next(3));

        void Check<T>(Func<int, T> element)
            where T : unmanaged, INumber<T>
        {
            using MemMapArray<T> array = Open(element, a, b, c, order);
            foreach (MemMapView<T> view in NaiveReductions.Views(array))
            {
                NaiveReductions.Check(view, x => x.LongCount(e => !T.IsZero(e)), (v, axes, keep) => v.CountNonZero(axes, keep), v => v.CountNonZero());
                NaiveReductions.Check(view, x => x.Any(e => !T.IsZero(e)), (v, axes, keep) => v.Any(axes, keep), v => v.Any());
                NaiveReductions.Check(view, x => x.All(e => !T.IsZero(e)), (v, axes, keep) => v.All(axes, keep), v => v.All());
                NaiveReductions.Check(view, x => (long)Array.IndexOf(x, x.Min()), (v, axes, keep) => v.ArgMin(axes, keep), v => v.ArgMin());
                NaiveReductions.Check(view, x => x.Length == 0 ? throw new InvalidOperationException() : (long)Array.IndexOf(x, x.Max()), (v, axes, keep) => v.ArgMax(axes, keep), v => v.ArgMax());
                NaiveReductions.Check(view, x => x.Aggregate(0L, (sum, e) => sum + long.CreateChecked(e)), (v, axes, keep) => v.SumInt64(axes, keep), v => v.SumInt64());
            }
        }
    }

    [OnceTheory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(true, 3)]
    public void FloatingPoint_WithNaNAndZerosOfBothSigns_AreWhatTheDefinitionGives(bool skipNaN, int threads)
    {
        foreach (int nans in new[] { 0, 1, 30, 100 })
        {
            var random = new Random(nans);
            double Element() => random.Next(100) < nans ? double.NaN : random.Next(6) switch { 0 => -0.0, 1 => 0.0, 2 => double.NegativeInfinity, 3 => 5e-324, 4 => 1e10, _ => -1 };
            Check(_ => Element(), 2, 140, 37);
            Check(_ => (float)Element(), 4, 5, 18);
#if !NETSTANDARD_BUILD
            Check(_ => (Half)Element(), 4, 5, 18);
#endif
        }

        void Check<T>(Func<int, T> element, int a, int b, int c)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var options = new ReductionOptions { SkipNaN = skipNaN, MaxDegreeOfParallelism = threads, WorkUnitBytes = threads > 1 ? 5000 : 1 << 20 };
            using MemMapArray<T> array = Open(element, a, b, c);
            foreach (MemMapView<T> view in NaiveReductions.Views(array))
            {
                NaiveReductions.Check(view, x => Kept(x).LongCount(e => e != T.Zero), (v, axes, keep) => v.CountNonZero(axes, keep, options), v => v.CountNonZero(options));
                NaiveReductions.Check(view, x => Kept(x).Any(e => e != T.Zero), (v, axes, keep) => v.Any(axes, keep, options), v => v.Any(options));
                NaiveReductions.Check(view, x => Kept(x).All(e => e != T.Zero), (v, axes, keep) => v.All(axes, keep, options), v => v.All(options));
                NaiveReductions.Check(view, x => Index(x, (e, best) => e < best), (v, axes, keep) => v.ArgMin(axes, keep, options), v => v.ArgMin(options));
                NaiveReductions.Check(view, x => Index(x, (e, best) => e > best), (v, axes, keep) => v.ArgMax(axes, keep, options), v => v.ArgMax(options));
            }
        }

        T[] Kept<T>(T[] elements)
            where T : IFloatingPointIeee754<T> => [.. elements.Where(e => !skipNaN || !T.IsNaN(e))];

        long Index<T>(T[] elements, Func<T, T, bool> isBetter)
            where T : IFloatingPointIeee754<T>
        {
            int best = -1;
            for (int i = 0; i < elements.Length; i++)
            {
                if (T.IsNaN(elements[i]))
                {
                    if (!skipNaN)
                    {
                        return i;
                    }
                }
                else if (best < 0 || isBetter(elements[i], elements[best]))
                {
                    best = i;
                }
            }

            return best < 0 ? throw new InvalidOperationException() : best;
        }
    }

    [Fact]
    public void Booleans_OfAnyBytes_AreTrueUnlessZero()
    {
        var random = new Random(4);
        using MemMapArray<byte> bytes = Open(_ => (byte)(random.Next(3) == 0 ? 0 : random.Next(256)), 3, 140, 33);
        using MemMapArray<byte> truths = Open(i => bytes.Reshape(-1)[i] == 0 ? (byte)0 : (byte)1, 3, 140, 33);
        foreach ((MemMapView<bool> view, MemMapView<byte> truth) in NaiveReductions.Views(bytes).Select(x => x.Cast<bool>()).Zip(NaiveReductions.Views(truths)).Where(pair => pair.Second.Length > 0))
        {
            Assert.Equal((truth.Sum(), truth.Mean(), truth.Var(), truth.Std(), truth.Prod()), (view.Sum(), view.Mean(), view.Var(), view.Std(), view.Prod()));
            Assert.Equal((truth.Min() != 0, truth.Max() != 0), (view.Min(), view.Max()));
            Assert.Equal((truth.ArgMin(), truth.ArgMax(), truth.CountNonZero(), truth.SumInt64()), (view.ArgMin(), view.ArgMax(), view.CountNonZero(), view.SumInt64()));
            for (int axis = 0; axis < view.Rank; axis++)
            {
                Assert.Equal(truth.Sum(axis).ToArray(), view.Sum(axis).ToArray());
                Assert.Equal(truth.Std(axis).ToArray(), view.Std(axis).ToArray());
                Assert.Equal(truth.ArgMin(axis).ToArray(), view.ArgMin(axis).ToArray());
                Assert.Equal(truth.ArgMax(axis).ToArray(), view.ArgMax(axis).ToArray());
                Assert.Equal(truth.CountNonZero(axis).ToArray(), view.CountNonZero(axis).ToArray());
                Assert.Equal(truth.MinMax(axis).ToArray().Select(x => (x.Min != 0, x.Max != 0)), view.MinMax(axis).ToArray());

                // true is one bit pattern in results.
                Assert.All(view.Max(axis).ToArray(), x => Assert.Equal(x ? 1 : 0, System.Runtime.CompilerServices.Unsafe.As<bool, byte>(ref x)));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void SumInt64_BeyondInt64_ThrowsWithTheSum(int threads)
    {
        var options = new ReductionOptions { MaxDegreeOfParallelism = threads, WorkUnitBytes = 100 };
        using MemMapArray<long> array = Open(i => i < 2 ? long.MaxValue : 0, 1, 1, 9000);
        Assert.Contains("18446744073709551614", Assert.Throws<OverflowException>(() => array.SumInt64(options)).Message, StringComparison.Ordinal);
        Assert.Throws<OverflowException>(() => array.SumInt64(2, options: options));
        Assert.Equal(long.MaxValue, array[.., .., 1..].SumInt64(options));
        using MemMapArray<long> negative = Open(i => i == 0 ? long.MinValue : i == 1 ? -1 : 1, 1, 1, 3);
        Assert.Equal(long.MinValue, negative.SumInt64());
        Assert.Contains("-9223372036854775809", Assert.Throws<OverflowException>(() => negative[.., .., ..2].SumInt64()).Message, StringComparison.Ordinal);
        using MemMapArray<ulong> unsigned = Open(_ => ulong.MaxValue, 1, 1, 1);
        Assert.Throws<OverflowException>(() => unsigned.SumInt64());
    }
}
