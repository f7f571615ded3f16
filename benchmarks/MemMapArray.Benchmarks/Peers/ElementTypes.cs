using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.Peers;

/// <summary>All element types.</summary>
internal static class ElementTypes
{
    /// <summary>In the order of the table.</summary>
    public static IReadOnlyList<ElementType> All { get; } =
    [
        Number<float>("float32", "f4", 1000),
        Number<double>("float64", "f8", 1000),
        Number<byte>("uint8", "u1", 100),
        Number<short>("int16", "i2", 1000),
        Number<int>("int32", "i4", 1000),
        Number<long>("int64", "i8", 1000),
        Number<ushort>("uint16", "u2", 1000),
        Number<Half>("float16", "f2", 1000),
        new ElementType<BFloat16>("bfloat16", null, 100, value => (BFloat16)(float)value, element => (float)element, _ => []),
        new ElementType<BigEndian<float>>("float32-be", ">f4", 1000, value => (float)value, element => element.Value, _ => []),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(type => type.Name)];

    private static ElementType<T> Number<T>(string name, string numPy, int modulus)
        where T : unmanaged, INumber<T> =>
        new(
            name, numPy, modulus, value => T.CreateTruncating(value), element => double.CreateChecked(element),
            file => [new NumSharpContender<T>(file), new TensorPrimitivesContender<T>(file)]);
}
