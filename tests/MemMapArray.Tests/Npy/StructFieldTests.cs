using System;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using MemMap.Npy;
using Xunit;

namespace MemMap.Tests.Npy;

/// <summary>Where the numbers of a struct are, as reflection and the runtime's own layout have it.</summary>
public sealed unsafe class StructFieldTests
{
    [Fact]
    public void Of_NumberOfEveryTypeBehindAByte_IsItsBytes()
    {
        Check<bool>(typeof(bool));
        Check<char>(typeof(char));
        Check<sbyte>(typeof(sbyte));
        Check<byte>(typeof(byte));
        Check<short>(typeof(short));
        Check<ushort>(typeof(ushort));
        Check<int>(typeof(int));
        Check<uint>(typeof(uint));
        Check<long>(typeof(long));
        Check<ulong>(typeof(ulong));
        Check<float>(typeof(float));
        Check<double>(typeof(double));
        Check<nint>(typeof(nint));
        Check<nuint>(typeof(nuint));
        Check<Complex>(typeof(Complex));
        Check<BigEndian<int>>(typeof(BigEndian<int>));
        Check<LittleEndian<double>>(typeof(LittleEndian<double>));
        Check<DayOfWeek>(typeof(int));

        static void Check<T>(Type type)
            where T : unmanaged => Assert.Equal([new("Before", typeof(byte), 1, 0), new("Value", type, sizeof(T), 1)], StructField.Of<Behind<T>>());
    }

    [Fact]
    public void Of_StructInAStruct_IsTheNumbersInIt() => Assert.Equal(
        [new("Before", typeof(byte), 1, 0), new("Before", typeof(byte), 1, 1), new("Value", typeof(short), 2, 2)], StructField.Of<Behind<Behind<short>>>());

    [Fact]
    public void Of_FieldsDeclaredInAnotherOrder_AreInTheOrderOfTheirBytes() =>
        Assert.Equal([new("First", typeof(short), 2, 0), new("Last", typeof(int), 4, 4)], StructField.Of<Reversed>());

    [Fact]
    public void Of_Pointer_IsNowhere() => Assert.Equal([-1, 0, 8], StructField.Of<Pointed>().Select(field => field.Offset));

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Behind<T>(byte Before, T Value)
        where T : unmanaged;

    [StructLayout(LayoutKind.Explicit)]
    private readonly record struct Reversed([field: FieldOffset(4)] int Last, [field: FieldOffset(0)] short First);

    [StructLayout(LayoutKind.Explicit)]
    private struct Pointed
    {
        [FieldOffset(8)]
        public short Id;

        [FieldOffset(0)]
        public int Number;

        [FieldOffset(16)]
        public byte* Address;
    }
}
