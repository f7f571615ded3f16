using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Safetensors;

/// <summary>An element type of the format.</summary>
/// <param name="Name">The format's name.</param>
/// <param name="Size">The bytes of an element.</param>
/// <param name="Native">The type of .NET; of numbers of 8 bits that .NET does not have a byte. <see langword="null"/> where there is
/// none.</param>
/// <param name="Ordered">The same in the byte order of the format, where elements have several bytes.</param>
internal sealed record SafetensorsType(string Name, int Size, Type? Native, Type? Ordered = null)
{
    /// <summary>The type to open elements with on this machine.</summary>
    public Type? ElementType => Ordered is null || BitConverter.IsLittleEndian ? Native : Ordered;

    public bool Is(Type type) => type == ElementType || (Ordered is not null && type == Ordered);
}

/// <summary>Which element types .NET and safetensors have in common.</summary>
internal static partial class SafetensorsTypes
{
    // In the order in which the format's own writer sorts tensors, the last first: elements of 8 bytes come first, so that all lie aligned.
    private static readonly List<SafetensorsType> s_types =
    [
        new("BOOL", 1, typeof(bool)),
        new("U8", 1, typeof(byte)),
        new("I8", 1, typeof(sbyte)),
        new("F8_E5M2", 1, typeof(byte)),
        new("F8_E4M3", 1, typeof(byte)),
        new("F8_E8M0", 1, typeof(byte)),
        new("I16", 2, typeof(short), typeof(LittleEndian<short>)),
        new("U16", 2, typeof(ushort), typeof(LittleEndian<ushort>)),
        OfHalf,
        new("BF16", 2, typeof(BFloat16), typeof(LittleEndian<BFloat16>)),
        new("I32", 4, typeof(int), typeof(LittleEndian<int>)),
        new("U32", 4, typeof(uint), typeof(LittleEndian<uint>)),
        new("F32", 4, typeof(float), typeof(LittleEndian<float>)),
        new("F64", 8, typeof(double), typeof(LittleEndian<double>)),
        new("I64", 8, typeof(long), typeof(LittleEndian<long>)),
        new("U64", 8, typeof(ulong), typeof(LittleEndian<ulong>)),
    ];

    private static readonly Dictionary<string, SafetensorsType> s_byName = s_types.ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The type of a name; <see langword="null"/> where it is unknown.</summary>
    public static SafetensorsType? Find(string name) => s_byName.TryGetValue(name, out SafetensorsType? type) ? type : null;

    /// <summary>The place of a type among those that writers sort by.</summary>
    public static int Rank(SafetensorsType type) => s_types.IndexOf(type);

    /// <summary>The type that elements are written as.</summary>
    /// <param name="name">As the caller states it; <see langword="null"/> for the one that <typeparamref name="T"/> is.</param>
    /// <exception cref="ArgumentException">There is no type of that name, or it is not one of <typeparamref name="T"/>.</exception>
    /// <exception cref="NotSupportedException">The format has no type for <typeparamref name="T"/>.</exception>
    public static SafetensorsType Of<T>(string? name)
        where T : unmanaged
    {
        Type type = Underlying(typeof(T));
        if (name is null)
        {
            return s_types.Find(known => known.Is(type)) ?? throw new NotSupportedException(
                $"A safetensors file has no elements of {typeof(T).Name}. It has {Names()}; ConvertTo makes them of others.");
        }

        SafetensorsType stated = Find(name) ?? throw new ArgumentException(
            $"There is no dtype '{name}'. There are {Names()}.", nameof(name));
        string way = stated.Native is null ? string.Empty : $": use {stated.Native.Name}";
        return stated.Is(type) ? stated : throw new ArgumentException(
            $"The dtype '{name}' is not one of {typeof(T).Name}{way}.", nameof(name));
    }

    /// <exception cref="NotSupportedException">.NET has no type for the elements.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is another type than that of the elements.</exception>
    public static void Require<T>(SafetensorsTensor tensor)
        where T : unmanaged
    {
        if (tensor.ElementType is not { } right)
        {
            throw new NotSupportedException(
                $"{tensor.Label} has elements of '{tensor.Dtype}', for which there is no type here. Its {tensor.ByteLength} bytes begin " +
                $"at byte {tensor.Offset}: MemMapArray.Open<byte>(path, {tensor.ByteLength}, offset: {tensor.Offset}) opens them as they " +
                "are.");
        }

        if (!tensor.KnownType!.Is(Underlying(typeof(T))))
        {
            string bits = right == typeof(byte) && tensor.Dtype != "U8" ? ", as .NET has no numbers of that kind" : string.Empty;
            throw new ArgumentException(
                $"{tensor.Label} has elements of '{tensor.Dtype}', not {typeof(T).Name}: open it with OpenTensor<{NameOf(right)}>{bits}.",
                "T");
        }
    }

    private static string Names() => string.Join(", ", s_types.Select(type => type.Name));

    private static string NameOf(Type type) => type.IsGenericType ? $"LittleEndian<{type.GetGenericArguments()[0].Name}>" : type.Name;

    // Of an enum the integer.
    private static Type Underlying(Type type) => type.IsEnum ? Enum.GetUnderlyingType(type) : type;
}
