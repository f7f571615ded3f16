using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace MemMap.Tests.Converting;

/// <summary>An element type as a naive conversion knows it: every number is a <see cref="BigInteger"/> or a <see langword="double"/>.</summary>
internal abstract class ConvertibleType
{
    public static IReadOnlyList<ConvertibleType> All { get; } =
    [
        new ConvertibleType<bool>([false, true], value => value ? BigInteger.One : 0, (value, _) => (true, IsTrue(value))),
        Integer<sbyte>(), Integer<byte>(), Integer<short>(), Integer<ushort>(), Integer<int>(), Integer<uint>(), Integer<long>(), Integer<ulong>(), Integer<nint>(), Integer<nuint>(),
        new ConvertibleType<float>([.. Numbers.Select(x => (float)x), .. Bits(32).Select(x => BitConverter.UInt32BitsToSingle((uint)x))], value => (double)value, (value, _) => (true, Single(value))),
        new ConvertibleType<double>([.. Numbers, .. Bits(64).Select(BitConverter.UInt64BitsToDouble)], value => value, (value, _) => (true, value is BigInteger whole ? Nearest(whole, 53) : (double)value)),
        new ConvertibleType<BFloat16>([.. Numbers.Select(x => (BFloat16)x), .. Bits(16).Select(x => BFloat16.FromBits((ushort)x))], value => (double)value, (value, _) => (true, BFloat16Model.Nearest(value))),
#if !NETSTANDARD_BUILD
        new ConvertibleType<Half>([.. Numbers.Select(x => (Half)x), .. Bits(16).Select(x => BitConverter.UInt16BitsToHalf((ushort)x))], value => (double)value,
            (value, _) => (true, value is BigInteger whole ? (Half)Nearest(whole, 11) : (Half)(double)value)),
#endif
    ];

    // Where integer types and precisions end, and what lies beside it.
    private static double[] Numbers
    {
        get
        {
            IEnumerable<double> edges = new[] { 0, 1, 7, 8, 10, 11, 15, 16, 23, 24, 25, 29, 31, 32, 52, 53, 54, 62, 63, 64, 65, 100, 127, 128, 1000, -14, -15, -24, -25, -26, -126, -127, -133, -134, -149, -150 }.Select(x => Math.Pow(2, x));
            double[] near = [.. edges.SelectMany(x => new[] { x, x - 1, x + 1, x - 0.5, x + 0.5, Math.BitDecrement(x), Math.BitIncrement(x), x * (1 + Math.Pow(2, -11)), x * (1 + Math.Pow(2, -24)), x * 1.5 })];
            return [.. near, .. near.Select(x => -x), 0, -0.0, 0.1, 0.9, -0.9, 65504, 65519.99, 65520, 65535, 3.3895313892515355e38, 3.3961775292304601e38, 3.3961775292304597e38, double.NaN, -double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon];
        }
    }

    public abstract string Name { get; }

    public abstract void Visit(IVisitor visitor);

    protected static bool IsTrue(object value) => value is BigInteger whole ? !whole.IsZero : (double)value != 0;

    private static float Single(object value) => value is BigInteger whole ? (float)Nearest(whole, 24) : (float)(double)value;

    private static IEnumerable<ulong> Bits(int bits)
    {
        var random = new Random(bits);
        return Enumerable.Range(0, 700).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> (64 - bits));
    }

    private static ConvertibleType<T> Integer<T>()
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        BigInteger least = BigInteger.CreateChecked(T.MinValue), most = BigInteger.CreateChecked(T.MaxValue);
        T[] values = [.. Numbers.Select(T.CreateSaturating), .. Bits(64).SelectMany(x => new[] { T.CreateTruncating(x), T.CreateTruncating(x >> (int)(x % 64)), T.CreateTruncating(-(long)(x >> (int)(x % 64))) })];
        return new(values, value => BigInteger.CreateChecked(value), (value, how) =>
        {
            if (value is double number && !double.IsFinite(number))
            {
                return (how != Conversion.Checked, how == Conversion.Truncating || double.IsNaN(number) ? T.Zero : number < 0 ? T.MinValue : T.MaxValue);
            }

            BigInteger whole = value is BigInteger integer ? integer : new BigInteger(Math.Truncate((double)value));
            return how switch
            {
                Conversion.Truncating => (true, T.CreateTruncating(whole)),
                Conversion.Saturating => (true, T.CreateChecked(BigInteger.Clamp(whole, least, most))),
                _ => whole >= least && whole <= most ? (true, T.CreateChecked(whole)) : (false, default),
            };
        });
    }

    // Of two equally near the even one.
    private static double Nearest(BigInteger whole, int bits)
    {
        BigInteger magnitude = BigInteger.Abs(whole);
        int rest = (int)Math.Max(0, magnitude.GetBitLength() - bits);
        BigInteger kept = magnitude >> rest, left = magnitude - (kept << rest), half = rest == 0 ? 0 : BigInteger.One << (rest - 1);
        kept += rest > 0 && (left > half || (left == half && !kept.IsEven)) ? 1 : 0;
        double value = (double)(long)kept * Math.Pow(2, rest);
        return whole.Sign < 0 ? -value : value;
    }

    /// <summary>What is done with a type.</summary>
    public interface IVisitor
    {
        void Visit<T>(ConvertibleType<T> type)
            where T : unmanaged;
    }
}

/// <summary>A type, numbers of it, and how they are made of others.</summary>
/// <param name="values">Numbers to try.</param>
/// <param name="toExact">What a number is.</param>
/// <param name="fromExact">The number that one becomes, and whether it fits.</param>
internal sealed class ConvertibleType<T>(T[] values, Func<T, object> toExact, Func<object, Conversion, (bool Fits, T Value)> fromExact) : ConvertibleType
    where T : unmanaged
{
    public override string Name => typeof(T).Name;

    public T[] Values => values;

    public object ToExact(T value) => toExact(value);

    public (bool Fits, T Value) FromExact(object value, Conversion how) => fromExact(value, how);

    public override void Visit(IVisitor visitor) => visitor.Visit(this);
}
