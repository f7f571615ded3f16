using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace MemMap.Npy;

/// <summary>Which element types .NET and NumPy have in common.</summary>
internal static partial class NpyTypes
{
    private static readonly List<(Type Type, string Name, NpyType Npy)> s_common =
    [
        (typeof(bool), "bool", new('b', 1, false)),
        (typeof(sbyte), "sbyte", Native('i', 1)),
        (typeof(short), "short", Native('i', 2)),
        (typeof(int), "int", Native('i', 4)),
        (typeof(long), "long", Native('i', 8)),
        (typeof(byte), "byte", Native('u', 1)),
        (typeof(ushort), "ushort", Native('u', 2)),
        (typeof(uint), "uint", Native('u', 4)),
        (typeof(ulong), "ulong", Native('u', 8)),
        (typeof(float), "float", Native('f', 4)),
        (typeof(double), "double", Native('f', 8)),
        (typeof(Complex), "Complex", Native('c', 16)),
        .. Newer(),
        .. Ordered<short>("short", 'i'),
        .. Ordered<int>("int", 'i'),
        .. Ordered<long>("long", 'i'),
        .. Ordered<ushort>("ushort", 'u'),
        .. Ordered<uint>("uint", 'u'),
        .. Ordered<ulong>("ulong", 'u'),
        .. Ordered<float>("float", 'f'),
        .. Ordered<double>("double", 'f'),
    ];

    /// <summary>The type of .NET with the bytes of <paramref name="type"/>: a number of this machine, or else one in a named byte order.
    /// Times and durations are counts: 64-bit integers.</summary>
    public static Type? Find(NpyType type) => s_common.Find(common => common.Npy == Plain(type)).Type;

    /// <summary>Whether elements of a type of .NET have the bytes of <paramref name="npy"/>. Where the machine has the named order itself
    /// there are two such types.</summary>
    public static bool IsSame(Type type, NpyType npy) => s_common.Exists(common => common.Type == type && common.Npy == Plain(npy));

    /// <summary>What NumPy calls an element type: <c>&lt;f4</c>.</summary>
    /// <exception cref="NotSupportedException">It has no such type.</exception>
    public static string TextOf(Type type)
    {
        NpyType npy = s_common.Find(common => common.Type == Underlying(type)).Npy;
        if (npy.Size == 0)
        {
            if (type == typeof(BFloat16) || type == typeof(BigEndian<BFloat16>) || type == typeof(LittleEndian<BFloat16>))
            {
                throw new NotSupportedException(
                    $"A .npy file is not written with elements of {NameOf(type)}, a type that NumPy does not have: convert them to float, " +
                    "which is exact, with ConvertToNpy<BFloat16, float>; or keep their two bytes each, with descr: \"|V2\".");
            }

            if (CountedAs(type) is { } counted)
            {
                throw new NotSupportedException(
                    $"A .npy file is not written with elements of {NameOf(type)}. Its {counted.What} are elements of long, counts of " +
                    $"a unit that the descr names: use long, with descr: \"{counted.Descr}\".");
            }

            throw new NotSupportedException(
                $"A .npy file is not written with elements of {NameOf(type)}; the element types are " +
                $"{string.Join(", ", s_common.Where(common => !common.Type.IsGenericType).Select(common => common.Name))}, " +
                "enums of integers, and BigEndian<T> and LittleEndian<T> of the numbers that have a byte order. A struct needs a descr, " +
                "which names its fields: \"[('x', '<f4'), ('y', '<f4')]\".");
        }

        return npy.Text;
    }

    /// <summary>What C# calls a type.</summary>
    public static string NameOf(Type type) => s_common.Find(common => common.Type == type).Name ?? type.Name;

    /// <summary>The integer of an enum; any other type itself.</summary>
    public static Type Underlying(Type type) => type.IsEnum ? Enum.GetUnderlyingType(type) : type;

    /// <summary>A type that is one value, and not a struct of several.</summary>
    public static bool IsNumber(Type type) => type.IsPrimitive || type.IsEnum || s_common.Exists(common => common.Type == type);

    // By name, because not all of them are there on netstandard2.0.
    private static (string What, string Descr)? CountedAs(Type type) => type.FullName switch
    {
        "System.DateTime" or "System.DateTimeOffset" or "System.DateOnly" => ("dates", "<M8[ns]"),
        "System.TimeSpan" or "System.TimeOnly" => ("durations", "<m8[ns]"),
        _ => null,
    };

    private static NpyType Plain(NpyType type) => type.Kind is 'M' or 'm' ? type with { Kind = 'i', Unit = null } : type;

    private static unsafe (Type Type, string Name, NpyType Npy)[] Ordered<T>(string name, char kind)
        where T : unmanaged =>
    [
        (typeof(BigEndian<T>), $"BigEndian<{name}>", new(kind, sizeof(T), true)),
        (typeof(LittleEndian<T>), $"LittleEndian<{name}>", new(kind, sizeof(T), false)),
    ];

    private static NpyType Native(char kind, int size) => new(kind, size, size > 1 && !BitConverter.IsLittleEndian);
}
