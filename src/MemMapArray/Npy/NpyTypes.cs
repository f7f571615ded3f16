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
    ];

    /// <summary>The type of .NET with the bytes of <paramref name="type"/>, whatever their order. Times and durations are counts: 64-bit integers.</summary>
    public static Type? Find(NpyType type)
    {
        char kind = type.Kind is 'M' or 'm' ? 'i' : type.Kind;
        return s_common.Find(common => common.Npy.Kind == kind && common.Npy.Size == type.Size).Type;
    }

    /// <summary>What NumPy calls an element type: <c>&lt;f4</c>.</summary>
    /// <exception cref="NotSupportedException">It has no such type.</exception>
    public static string TextOf(Type type)
    {
        NpyType npy = s_common.Find(common => common.Type == Underlying(type)).Npy;
        if (npy.Size == 0)
        {
            throw new NotSupportedException(
                $"A .npy file is not written with elements of {type.Name}; the element types are {string.Join(", ", s_common.Select(common => common.Name))}, and enums of integers.");
        }

        return $"{(npy.Size == 1 ? '|' : npy.IsBigEndian ? '>' : '<')}{npy.Kind}{npy.Size}";
    }

    /// <summary>What C# calls a type.</summary>
    public static string NameOf(Type type) => s_common.Find(common => common.Type == type).Name ?? type.Name;

    /// <summary>The integer of an enum; any other type itself.</summary>
    public static Type Underlying(Type type) => type.IsEnum ? Enum.GetUnderlyingType(type) : type;

    /// <summary>A type that is one value, and not a struct of several.</summary>
    public static bool IsNumber(Type type) => type.IsPrimitive || type.IsEnum || s_common.Exists(common => common.Type == type);

    private static NpyType Native(char kind, int size) => new(kind, size, size > 1 && !BitConverter.IsLittleEndian);
}
