using System;
using System.Globalization;

namespace MemMap.Reductions.Selecting;

/// <summary>Predicates as text, and of it again: <see cref="Predicate.Parse{T}"/>.</summary>
/// <param name="text">The text.</param>
internal sealed class PredicateText<T>(string text)
    where T : unmanaged
{
    // Tests that hold tests call each other: a hostile text must not end the stack.
    private const int MostNested = 64;

    private int _at;

    /// <summary>A value as predicates write it.</summary>
    public static string Of(T value)
    {
        bool isSingleOrDouble =
            value is float or double or BigEndian<float> or BigEndian<double> or LittleEndian<float> or LittleEndian<double>;
        return value is IFormattable number
            ? number.ToString(isSingleOrDouble ? "R" : null, CultureInfo.InvariantCulture)
            : typeof(T).Name;
    }

    /// <exception cref="FormatException">It is not what a predicate of this element type writes.</exception>
    public ElementPredicate<T> Parse()
    {
        ElementPredicate<T> predicate = ParseOne(0);

        // Of each predicate there is one text: a value that does not fit, or is written in another way, shows here.
        return _at == text.Length && predicate.ToString() == text ? predicate : throw Wrong();
    }

    private ElementPredicate<T> ParseOne(int nested)
    {
        if (nested > MostNested)
        {
            throw new FormatException($"A predicate has at most {MostNested} tests within each other.");
        }

        if (Take("not ("))
        {
            ElementPredicate<T> failed = ParseOne(nested + 1);
            Require(")");
            return Predicate.Not(failed);
        }

        return Take("(") ? ParseTwo(nested + 1)
            : Take("element is NaN") ? Predicate.IsNaN<T>()
            : Take("element is finite") ? Predicate.IsFinite<T>()
            : Take("element >= ") ? Predicate.GreaterThanOrEqual(Value())
            : Take("element > ") ? Predicate.GreaterThan(Value())
            : Take("element <= ") ? Predicate.LessThanOrEqual(Value())
            : Take("element < ") ? Predicate.LessThan(Value())
            : Take("element == ") ? Predicate.EqualTo(Value())
            : ParseBetween();
    }

    private ElementPredicate<T> ParseTwo(int nested)
    {
        ElementPredicate<T> left = ParseOne(nested);
        Require(") ");
        bool isAnd = Take("and (");
        if (!isAnd)
        {
            Require("or (");
        }

        ElementPredicate<T> right = ParseOne(nested);
        Require(")");
        return isAnd ? Predicate.And(left, right) : Predicate.Or(left, right);
    }

    private ElementPredicate<T> ParseBetween()
    {
        T low = Value();
        Require(" <= element <= ");
        return Predicate.Between(low, Value());
    }

    private T Value()
    {
        int end = text.AsSpan(_at).IndexOfAny(' ', ')');
        string value = end < 0 ? text.Substring(_at) : text.Substring(_at, end);
        _at += value.Length;
        return Element.AsNumber(new ValueParser(value)) ?? throw Wrong();
    }

    private bool Take(string expected)
    {
        bool isThere = string.CompareOrdinal(text, _at, expected, 0, expected.Length) == 0;
        _at += isThere ? expected.Length : 0;
        return isThere;
    }

    private void Require(string expected)
    {
        if (!Take(expected))
        {
            throw Wrong();
        }
    }

    private FormatException Wrong() => new(
        $"'{text}' is no predicate of {typeof(T).Name}: it ends to be one at letter {_at}. Texts are those of ToString, such as " +
        "'(element > 0) and (not (element is NaN))', with numbers that the type has.");

    private sealed class ValueParser(string value) : INumberVisitor<T, T?>
    {
        public T? Visit<TNumber>()
            where TNumber : unmanaged =>
            Element.TryParse(value, out TNumber number) ? Element.ToStored<T, TNumber>(number) : null;
    }
}
