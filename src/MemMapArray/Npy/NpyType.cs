using System;

namespace MemMap.Npy;

/// <summary>A type of one value in a <c>.npy</c> file: <c>&lt;f4</c>, <c>|b1</c>, <c>&gt;M8[ns]</c>.</summary>
/// <param name="Kind">NumPy's letter of the kind.</param>
/// <param name="Size">The bytes of a value.</param>
/// <param name="IsBigEndian">The value has more than one byte, and the highest comes first.</param>
internal readonly record struct NpyType(char Kind, int Size, bool IsBigEndian)
{
    /// <summary>Of times and durations what one step is, as in <c>[25s]</c>; else <see langword="null"/>.</summary>
    public string? Unit { get; init; }

    /// <summary>The value is bytes or text of a fixed length, or padding.</summary>
    public bool IsOpaque => Kind is 'S' or 'U' or 'V';

    /// <summary>The value is a complex number: two of <see cref="Part"/>.</summary>
    public bool IsComplex => Kind == 'c';

    /// <summary>The type of the real and the imaginary part of a complex number.</summary>
    public NpyType Part => new('f', Size / 2, IsBigEndian);

    /// <summary>The type of .NET with these bytes, if there is one.</summary>
    public Type? ElementType => NpyTypes.Find(this);

    /// <summary>The type as NumPy writes it: <c>&lt;f4</c>, <c>|S5</c>, <c>&lt;M8[25s]</c>.</summary>
    public string Text => $"{(!HasOrder(Kind, Size) ? '|' : IsBigEndian ? '>' : '<')}{Kind}{(Kind == 'U' ? Size / 4 : Size)}{Unit}";

    /// <summary>Reads the text of a type.</summary>
    /// <returns>What is wrong with it; <see langword="null"/> when nothing is.</returns>
    public static string? TryParse(string text, out NpyType type)
    {
        type = default;
        int at = text.Length > 0 && text[0] is '<' or '>' or '=' or '|' ? 1 : 0;
        char order = at == 0 ? '=' : text[0];
        if (at == text.Length)
        {
            return $"'{text}' is not a type";
        }

        char kind = text[at++];
        if (kind == 'O')
        {
            return "it holds Python objects, which are pickles and not elements; they are never read";
        }

        int first = at;
        long count = 0;
        while (at < text.Length && text[at] is >= '0' and <= '9' && count <= int.MaxValue)
        {
            count = (count * 10) + (text[at++] - '0');
        }

        string unit = text.Substring(at);
        long size = kind == 'U' ? count * 4 : count;
        if (at == first || size > int.MaxValue || !HasSize(kind, count) || !(unit.Length == 0 || (kind is 'M' or 'm' && IsUnit(unit))))
        {
            return $"'{text}' is not a type";
        }

        bool hasOrder = HasOrder(kind, size);
        if (hasOrder && order == '|')
        {
            return $"'{text}' has several bytes and no byte order";
        }

        bool isBigEndian = hasOrder && (order == '>' || (order == '=' && !BitConverter.IsLittleEndian));
        type = new(kind, (int)size, isBigEndian) { Unit = UnitAsWritten(unit) };
        return null;
    }

    // Only a type of single bytes has no order.
    private static bool HasOrder(char kind, long size) => kind == 'U' || (kind is not ('S' or 'V') && size > 1);

    private static bool HasSize(char kind, long size) => kind switch
    {
        'b' => size == 1,
        'i' or 'u' => size is 1 or 2 or 4 or 8,
        'f' => size is 2 or 4 or 8 or 12 or 16,
        'c' => size is 8 or 16 or 24 or 32,
        'M' or 'm' => size == 8,
        'S' or 'U' or 'V' => true,
        _ => false,
    };

    // One of a unit is written without the number. No unit is not written at all.
    private static string? UnitAsWritten(string unit) =>
        unit.Length == 0 || unit == "[generic]" ? null
        : unit.Length > 2 && unit[1] == '1' && !char.IsDigit(unit[2]) ? "[" + unit.Substring(2)
        : unit;

    // [ns] or, of so many of them, [25s].
    private static bool IsUnit(string text)
    {
        if (text.Length < 3 || text[0] != '[' || text[text.Length - 1] != ']')
        {
            return false;
        }

        string unit = text.Substring(1, text.Length - 2).TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return unit is "Y" or "M" or "W" or "D" or "h" or "m" or "s" or "ms" or "us" or "ns" or "ps" or "fs" or "as" or "generic";
    }
}
