using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using CsCheck;
using Xunit;

namespace MemMap.Tests.ByteOrders;

/// <summary>BigEndian and LittleEndian as values, beside BinaryPrimitives and the numbers themselves.</summary>
public sealed class ByteOrderElementTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private interface ICheck
    {
        void Check<T>(T[] values)
            where T : unmanaged, IEquatable<T>, IComparable<T>, IFormattable;
    }

    [Fact]
    public void Elements_OfSpecialValues_KeepEveryBitInTheirOrder() => ForAllTypes(new KeepsBits());

    [Fact]
    public void Elements_ComparedAndPrinted_AreAsTheirNumbers() => ForAllTypes(new IsAsItsNumber());

    [Fact]
    public void Arrays_OfAllTypes_ReadAndWriteByIndex() => ForAllTypes(new InAFile(_folder));

    [Fact]
    public void Values_RandomBits_AreThoseOfBinaryPrimitives() => Gen.Byte.Array[8].Sample(bytes =>
    {
        Assert.Equal(BinaryPrimitives.ReadInt16BigEndian(bytes), MemoryMarshal.Read<BigEndian<short>>(bytes).Value);
        Assert.Equal(BinaryPrimitives.ReadInt16LittleEndian(bytes), MemoryMarshal.Read<LittleEndian<short>>(bytes).Value);
        Assert.Equal(BinaryPrimitives.ReadUInt32BigEndian(bytes), MemoryMarshal.Read<BigEndian<uint>>(bytes).Value);
        Assert.Equal(BinaryPrimitives.ReadUInt32LittleEndian(bytes), MemoryMarshal.Read<LittleEndian<uint>>(bytes).Value);
        Assert.Equal(BinaryPrimitives.ReadInt64BigEndian(bytes), MemoryMarshal.Read<BigEndian<long>>(bytes).Value);
        Assert.Equal(
            BitConverter.SingleToInt32Bits(BinaryPrimitives.ReadSingleBigEndian(bytes)), BitConverter.SingleToInt32Bits(MemoryMarshal.Read<BigEndian<float>>(bytes).Value));
        Assert.Equal(
            BitConverter.DoubleToInt64Bits(BinaryPrimitives.ReadDoubleBigEndian(bytes)), BitConverter.DoubleToInt64Bits(MemoryMarshal.Read<BigEndian<double>>(bytes).Value));
        Assert.Equal(
            BitConverter.DoubleToInt64Bits(BinaryPrimitives.ReadDoubleLittleEndian(bytes)), BitConverter.DoubleToInt64Bits(MemoryMarshal.Read<LittleEndian<double>>(bytes).Value));
    }, iter: 2000);

    [Fact]
    public void Operators_ThroughTheConversions_AreThoseOfTheNumber()
    {
        BigEndian<float> nan = float.NaN, two = 2;
        LittleEndian<int> three = 3;
        Assert.True(nan.Equals(nan));
#pragma warning disable CS1718 // Comparison made to same variable: NaN is not equal to itself, which is what is tested.
        Assert.False(nan == nan);
#pragma warning restore CS1718
        Assert.True(two < 2.5f && two == 2f && two + three == 5);
        float sum = two;
        sum += two * three;
        Assert.Equal(8, sum);
    }

    [Fact]
    public void CompareTo_ObjectOfAnotherType_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new BigEndian<int>(1).CompareTo((object)1));
        Assert.Throws<ArgumentException>(() => new LittleEndian<int>(1).CompareTo(new BigEndian<int>(1)));
        Assert.Equal(1, new BigEndian<int>(1).CompareTo(null));
        Assert.False(new BigEndian<int>(1).Equals((object)1));
    }

    [Fact]
    public void Members_OfWhatHasNoByteOrder_AreRefused()
    {
        foreach (Action call in new Action[]
        {
            () => new BigEndian<byte>(1).ToString(),
            () => _ = new LittleEndian<Guid>(default),
            () => _ = default(BigEndian<decimal>).Value,
            () => default(LittleEndian<bool>).Equals(default(LittleEndian<bool>)),
#if NETSTANDARD_BUILD
            () => _ = default(BigEndian<Half>).Value,
#endif
        })
        {
            Assert.Contains("short, ushort, int", Assert.Throws<NotSupportedException>(call).Message, StringComparison.Ordinal);
        }
    }

    private static void ForAllTypes(ICheck check)
    {
        check.Check<short>([0, 1, -2, short.MinValue, short.MaxValue, 258]);
        check.Check<ushort>([0, 1, ushort.MaxValue, 258]);
        check.Check([0, 1, -2, int.MinValue, int.MaxValue, 0x01020304]);
        check.Check([0u, 1u, uint.MaxValue, 0x01020304u]);
        check.Check([0L, 1L, -2L, long.MinValue, long.MaxValue, 0x0102030405060708L]);
        check.Check([0ul, 1ul, ulong.MaxValue, 0x0102030405060708ul]);
        check.Check<float>(
        [
            0, -0f, 1.5f, float.MinValue, float.MaxValue, float.Epsilon, float.NegativeInfinity, float.NaN,
            BitConverter.Int32BitsToSingle(0x7F800001), BitConverter.Int32BitsToSingle(unchecked((int)0xFFC12345)),
        ]);
        check.Check<double>(
        [
            0, -0.0, 1.5, double.MinValue, double.MaxValue, double.Epsilon, double.PositiveInfinity, double.NaN,
            BitConverter.Int64BitsToDouble(0x7FF0000000000001), BitConverter.Int64BitsToDouble(unchecked((long)0xFFF8123456789ABC)),
        ]);
        check.Check<BFloat16>([(BFloat16)0f, (BFloat16)(-0f), (BFloat16)1.5, BFloat16.MinValue, BFloat16.MaxValue, BFloat16.Epsilon, BFloat16.NaN, BFloat16.FromBits(0x7F81), BFloat16.FromBits(0xFFC3)]);
#if !NETSTANDARD_BUILD
        check.Check<Half>([(Half)0, (Half)(-0f), (Half)1.5, Half.MinValue, Half.MaxValue, Half.Epsilon, Half.NaN, BitConverter.UInt16BitsToHalf(0x7C01), BitConverter.UInt16BitsToHalf(0xFE34)]);
#endif
    }

    private static byte[] Bytes<T>(params T[] elements)
        where T : unmanaged => MemoryMarshal.AsBytes(elements.AsSpan()).ToArray();

    private static byte[] Reversed(byte[] bytes, bool reverses) => reverses ? [.. bytes.Reverse()] : bytes;

    private sealed class KeepsBits : ICheck
    {
        public unsafe void Check<T>(T[] values)
            where T : unmanaged, IEquatable<T>, IComparable<T>, IFormattable
        {
            Assert.Equal((sizeof(T), sizeof(T)), (sizeof(BigEndian<T>), sizeof(LittleEndian<T>)));
            Assert.Equal(10 * sizeof(T), sizeof(Ten<BigEndian<T>>));
            foreach (T value in values)
            {
                Assert.Equal(Reversed(Bytes(value), BitConverter.IsLittleEndian), Bytes(new BigEndian<T>(value)));
                Assert.Equal(Reversed(Bytes(value), !BitConverter.IsLittleEndian), Bytes(new LittleEndian<T>(value)));
                BigEndian<T> big = value;
                LittleEndian<T> little = value;
                T fromBig = big, fromLittle = little;
                Assert.Equal(Bytes(value, value), Bytes(fromBig, fromLittle));
                Assert.Equal(Bytes(value, value), Bytes(big.Value, little.Value));
            }
        }
    }

    private sealed class IsAsItsNumber : ICheck
    {
        public void Check<T>(T[] values)
            where T : unmanaged, IEquatable<T>, IComparable<T>, IFormattable
        {
            foreach (T x in values)
            {
                (BigEndian<T> big, LittleEndian<T> little) = (x, x);
                Assert.Equal((x.ToString(), x.ToString()), (big.ToString(), little.ToString()));
                Assert.Equal(x.ToString("E3", CultureInfo.InvariantCulture), big.ToString("E3", CultureInfo.InvariantCulture));
                Assert.Equal(FormattableString.Invariant($"{x:E2}"), FormattableString.Invariant($"{little:E2}"));
                foreach (T y in values)
                {
                    Assert.Equal((x.Equals(y), x.Equals(y)), (big.Equals(y), little.Equals(y)));
                    Assert.Equal((x.Equals(y), x.Equals(y)), (big.Equals((object)new BigEndian<T>(y)), little.Equals((object)new LittleEndian<T>(y))));
                    Assert.Equal((Math.Sign(x.CompareTo(y)), Math.Sign(x.CompareTo(y))), (Math.Sign(big.CompareTo(y)), Math.Sign(little.CompareTo((object)new LittleEndian<T>(y)))));
                    Assert.True(!x.Equals(y) || (big.GetHashCode() == new BigEndian<T>(y).GetHashCode() && little.GetHashCode() == new LittleEndian<T>(y).GetHashCode()));
                }
            }

            BigEndian<T>[] sorted = [.. values.Select(value => new BigEndian<T>(value)).Order()];
            Assert.Equal(values.Order(), sorted.Select(element => element.Value));
        }
    }

    private sealed class InAFile(TemporaryFolder folder) : ICheck
    {
        public void Check<T>(T[] values)
            where T : unmanaged, IEquatable<T>, IComparable<T>, IFormattable
        {
            // An odd offset: elements lie at any address.
            string path = folder.File($"{typeof(T).Name}.bin");
            using MemMapArray<BigEndian<T>> big = MemMapArray.Create<BigEndian<T>>(path, values.Length, offset: 3);
            using MemMapArray<LittleEndian<T>> little = MemMapArray.Open<LittleEndian<T>>(path, values.Length, MemMapMode.Read, offset: 3);
            for (int i = 0; i < values.Length; i++)
            {
                big[i] = values[i];
                T read = big[i];
                Assert.Equal(Bytes(values[i]), Bytes(read));
                Assert.Equal(Reversed(Bytes(values[i]), true), Bytes(little[i].Value));
            }

            Assert.Equal(Bytes(values), Bytes(big.Cast<T>().Cast<BigEndian<T>>().ToArray().Select(element => element.Value).ToArray()));
            Assert.Equal(values[^1], big.Flip(0)[0].Value);
            big.Fill(values[1]);
            Assert.Equal(Enumerable.Repeat(values[1], values.Length), big.ToNativeArray());
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Ten<T>
    {
        public (T, T, T, T, T) First;
        public (T, T, T, T, T) Second;
    }
}
