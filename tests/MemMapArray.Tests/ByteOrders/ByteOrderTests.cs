using System;
using System.Linq;
using MemMap.ByteOrders;
using Xunit;

namespace MemMap.Tests.ByteOrders;

/// <summary>Which types have a byte order, and reversing many elements at a time against reversing an array of bytes.</summary>
public sealed unsafe class ByteOrderTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Reverse_EveryCountAtEveryAddress_ReversesEachElementAndNothingElse(int elementSize)
    {
        byte[] source = new byte[2048], destination = new byte[2048];
        new Random(elementSize).NextBytes(source);
        for (int count = 0; count <= 140; count++)
        {
            for (int start = 0; start < 9; start++)
            {
                Array.Fill(destination, (byte)0xAA);
                byte[] expected = (byte[])destination.Clone(), inPlace = (byte[])source.Clone(), expectedInPlace = (byte[])source.Clone();
                for (int i = 0; i < count; i++)
                {
                    byte[] element = source.AsSpan(start + (i * elementSize), elementSize).ToArray();
                    Array.Reverse(element);
                    element.CopyTo(expected, 3 + (i * elementSize));
                    element.CopyTo(expectedInPlace, start + (i * elementSize));
                }

                fixed (byte* from = source, to = destination, same = inPlace)
                {
                    ByteOrder.Reverse(from + start, to + 3, elementSize, count);
                    ByteOrder.Reverse(same + start, same + start, elementSize, count);
                }

                Assert.True(expected.AsSpan().SequenceEqual(destination), $"{count} elements of {elementSize} bytes from {start}");
                Assert.True(expectedInPlace.AsSpan().SequenceEqual(inPlace), $"{count} elements of {elementSize} bytes in place at {start}");
            }
        }
    }

    [Fact]
    public void Reverse_ElementsOfOtherSizes_AreRefused()
    {
        byte* bytes = stackalloc byte[64];
        foreach (int elementSize in new[] { 0, 1, 3, 16 })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => ByteOrder.Reverse(bytes, bytes, elementSize, 1));
        }
    }

    [Fact]
    public void TypeTests_EveryType_TellWhichItIs()
    {
        Check<short>();
        Check<ushort>();
        Check<int>();
        Check<uint>();
        Check<long>();
        Check<ulong>();
        Check<float>();
        Check<double>();
        Check<BFloat16>();
#if NETSTANDARD_BUILD
        Assert.False(ByteOrder.IsNumber<Half>());
#else
        Check<Half>();
#endif
        Assert.Equal([false, false, false, false, false], new[] { ByteOrder.IsNumber<byte>(), ByteOrder.IsNumber<char>(), ByteOrder.IsNumber<nint>(), ByteOrder.IsNumber<Guid>(), ByteOrder.IsNumber<bool>() });
        Assert.False(ByteOrder.IsReversed<BigEndian<byte>>() || ByteOrder.IsReversed<LittleEndian<byte>>() || ByteOrder.IsReversed<Guid>());
    }

    private static void Check<T>()
        where T : unmanaged
    {
        Assert.True(ByteOrder.IsNumber<T>());
        Assert.False(ByteOrder.IsNumber<BigEndian<T>>() || ByteOrder.IsNumber<LittleEndian<T>>());
        Assert.True(ByteOrder.IsOrdered<BigEndian<T>, T>() && ByteOrder.IsOrdered<LittleEndian<T>, T>());
        Assert.False(ByteOrder.IsOrdered<T, T>() || ByteOrder.IsOrdered<BigEndian<T>, byte>());
        Assert.Equal(BitConverter.IsLittleEndian, ByteOrder.IsReversed<BigEndian<T>>());
        Assert.Equal(BitConverter.IsLittleEndian, ByteOrder.IsReversed<BigEndian<T>, T>());
        Assert.Equal(!BitConverter.IsLittleEndian, ByteOrder.IsReversed<LittleEndian<T>>());
        Assert.False(ByteOrder.IsReversed<T>() || ByteOrder.IsReversed<BigEndian<T>, byte>());
    }
}
