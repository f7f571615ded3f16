using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace MemMap.Live;

/// <summary>The types of .NET by NumPy's names.</summary>
internal static class LiveTypes
{
    public static Dictionary<string, LiveType> All { get; } = new()
    {
        ["|b1"] = new LiveType<bool>(number => number % 2 == 1),
        ["|i1"] = new LiveType<sbyte>(number => (sbyte)number),
        ["|u1"] = new LiveType<byte>(number => (byte)number),
        ["<i2"] = new LiveType<short>(number => (short)number),
        ["<u2"] = new LiveType<ushort>(number => (ushort)number),
        ["<i4"] = new LiveType<int>(number => number),
        ["<u4"] = new LiveType<uint>(number => (uint)number),
        ["<i8"] = new LiveType<long>(number => number),
        ["<u8"] = new LiveType<ulong>(number => (ulong)number),
        ["<f2"] = new LiveType<Half>(number => (Half)number),
        ["<f4"] = new LiveType<float>(number => number),
        ["<f8"] = new LiveType<double>(number => number),
        ["<c8"] = new LiveType<Vector2>(number => new(number, number + 1), "<c8"),
        ["<c16"] = new LiveType<Complex>(number => new(number, number + 1)),
        [">i2"] = new LiveType<BigEndian<short>>(number => (short)number),
        [">u2"] = new LiveType<BigEndian<ushort>>(number => (ushort)number),
        [">i4"] = new LiveType<BigEndian<int>>(number => number),
        [">u4"] = new LiveType<BigEndian<uint>>(number => (uint)number),
        [">i8"] = new LiveType<BigEndian<long>>(number => number),
        [">u8"] = new LiveType<BigEndian<ulong>>(number => (ulong)number),
        [">f2"] = new LiveType<BigEndian<Half>>(number => (Half)number),
        [">f4"] = new LiveType<BigEndian<float>>(number => number),
        [">f8"] = new LiveType<BigEndian<double>>(number => number),
        ["<M8[ns]"] = new LiveType<long>(number => number, "<M8[ns]"),
        ["|S5"] = new LiveType<Text5>(Text5.Of, "|S5"),
        ["record"] = new LiveType<Row>(number => new(number, number + 0.5, (short)number), "[('x', '<f4'), ('y', '>f8'), ('id', '<i2')]"),
    };

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Row(float X, BigEndian<double> Y, short Id);

    [InlineArray(Length)]
    private struct Text5 : IEquatable<Text5>
    {
        public const int Length = 5;

        private byte _first;

        public static Text5 Of(int number)
        {
            Text5 text = default;
            Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture), text);
            return text;
        }

        public readonly bool Equals(Text5 other) => ((ReadOnlySpan<byte>)this).SequenceEqual(other);

        public override readonly bool Equals(object? obj) => obj is Text5 other && Equals(other);

        public override readonly int GetHashCode() => _first;
    }
}
