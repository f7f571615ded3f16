using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MemMap.Tool.Elements;

/// <summary>The element types of the library, each in the byte orders that it has. The only list of them in the tool.</summary>
internal static class ElementTypes
{
    private static readonly List<ElementType> s_all =
    [
        new NumberType<bool, byte>("|b1", "bool", "bool", static x => Unsafe.BitCast<bool, byte>(x) == 0 ? (byte)0 : (byte)1),
        new NumberType<sbyte, sbyte>("|i1", "int8", "sbyte", static x => x),
        new NumberType<byte, byte>("|u1", "uint8", "byte", static x => x),
        .. Ordered<short>("i2", "int16", "short"),
        .. Ordered<int>("i4", "int32", "int"),
        .. Ordered<long>("i8", "int64", "long"),
        .. Ordered<ushort>("u2", "uint16", "ushort"),
        .. Ordered<uint>("u4", "uint32", "uint"),
        .. Ordered<ulong>("u8", "uint64", "ulong"),
        .. Ordered<Half>("f2", "float16", "Half"),
        .. OfBFloat16(),
        .. Ordered<float>("f4", "float32", "float"),
        .. Ordered<double>("f8", "float64", "double"),
        new NumberType<Complex, Complex>($"{NativeOrder}c16", "complex128", "Complex", static x => x),
    ];

    private static char NativeOrder => BitConverter.IsLittleEndian ? '<' : '>';

    private static char OtherOrder => BitConverter.IsLittleEndian ? '>' : '<';

    /// <summary>The element type of a type of .NET.</summary>
    public static ElementType Of(Type type) => s_all.Find(element => element.Type == type)
        ?? throw new NotSupportedException($"The elements are of {type.Name}, which this command does not read.");

    /// <summary>The element type of what a file says: dates and durations are counts. <see langword="null"/> for what .NET has no type
    /// for.</summary>
    public static ElementType? OfDescr(string descr) =>
        IsCountOfTime(descr) ? Find($"{descr[0]}i8") : s_all.Find(element => element.Descr == descr);

    /// <summary>Whether elements are dates or durations: <c>&lt;M8[ns]</c>.</summary>
    public static bool IsCountOfTime(string descr) => descr.Length > 3 && descr[1..3] is "M8" or "m8";

    /// <summary>The element type that somebody names, as NumPy does: <c>f4</c>, <c>&gt;i2</c>, <c>float32</c>.</summary>
    /// <exception cref="UsageException">There is no such type.</exception>
    public static ElementType Parse(string option, string text) => Find(text) ?? throw new UsageException(
        $"{option} {text} is no element type. There are " +
        $"{string.Join(", ", s_all.Where(IsUsual).Select(type => $"{ShortName(type)} ({type.NumPyName})"))}; " +
        "with > before it, the highest byte comes first: \">f4\".");

    /// <summary>The same number in the other byte order, or itself where there is none.</summary>
    /// <exception cref="UsageException">The type is not read in that order.</exception>
    public static ElementType InOrder(ElementType type, bool bigEndian) => type.IsBigEndian is not { } now || now == bigEndian ? type
        : Find((bigEndian ? ">" : "<") + ShortName(type)) ?? throw new UsageException(
            $"Elements of {type.NumPyName} are written in the byte order of this machine only " +
            $"({(BitConverter.IsLittleEndian ? "little" : "big")}-endian).");

    // Without an order, that of this machine.
    private static ElementType? Find(string text)
    {
        bool saysOrder = text is ['<' or '>' or '|' or '=', ..];
        (char order, string name) = saysOrder ? (text[0], text[1..]) : ('=', text);
        name = name == "?" ? "b1" : name;
        ElementType? type = s_all.Find(type => IsUsual(type) && (ShortName(type) == name || type.NumPyName == name));
        bool isOther = order == OtherOrder && type?.IsBigEndian is not null;
        return isOther ? s_all.Find(other => other.Descr == order + ShortName(type!)) : type;
    }

    private static string ShortName(ElementType type) => type.Descr[1..];

    private static bool IsUsual(ElementType type) => type.Descr[0] != OtherOrder;

    // A name of safetensors and of ours: NumPy has no such type.
    private static IEnumerable<ElementType> OfBFloat16()
    {
        const string Name = "bf16", LongName = "bfloat16", NetName = nameof(BFloat16);
        return
        [
            new NumberType<BFloat16, float>(NativeOrder + Name, LongName, NetName, static x => (float)x),
            BitConverter.IsLittleEndian
                ? new NumberType<BigEndian<BFloat16>, float>(OtherOrder + Name, LongName, $"BigEndian<{NetName}>", static x => (float)x.Value)
                : new NumberType<LittleEndian<BFloat16>, float>(
                    OtherOrder + Name, LongName, $"LittleEndian<{NetName}>", static x => (float)x.Value),
        ];
    }

    private static IEnumerable<ElementType> Ordered<T>(string name, string numPyName, string netName)
        where T : unmanaged, INumberBase<T> =>
    [
        new NumberType<T, T>(NativeOrder + name, numPyName, netName, static x => x),
        BitConverter.IsLittleEndian
            ? new NumberType<BigEndian<T>, T>(OtherOrder + name, numPyName, $"BigEndian<{netName}>", static x => x.Value)
            : new NumberType<LittleEndian<T>, T>(OtherOrder + name, numPyName, $"LittleEndian<{netName}>", static x => x.Value),
    ];
}
