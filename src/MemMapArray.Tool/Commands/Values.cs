using System;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace MemMap.Tool.Commands;

/// <summary>The values of options, from text.</summary>
internal static class Values
{
    public static Shape Shape(string option, string text) =>
        MemMap.Shape.Create(Numbers<long>(option, text, NumberStyles.AllowLeadingSign));

    public static int[] Axes(string option, string text) => Numbers<int>(option, text, NumberStyles.AllowLeadingSign);

    public static double[] Doubles(string option, string text) => Numbers<double>(option, text, NumberStyles.Float);

    public static MemMapOrder Order(string option, string text) => text switch
    {
        "C" or "c" => MemMapOrder.C,
        "F" or "f" => MemMapOrder.F,
        _ => throw new UsageException($"{option} {text} is no order: it is C or F."),
    };

    /// <summary>One of the words that an option takes.</summary>
    public static T OneOf<T>(string option, string text, params (string Word, T Value)[] words)
    {
        int found = Array.FindIndex(words, word => word.Word == text);
        return found >= 0 ? words[found].Value
            : throw new UsageException($"{option} {text} is none of {string.Join(", ", words.Select(word => word.Word))}.");
    }

    // NumPy writes a shape of one axis with a comma, and any with brackets.
    private static T[] Numbers<T>(string option, string text, NumberStyles style)
        where T : INumberBase<T>
    {
        string inner = text.Trim().TrimStart('(', '[').TrimEnd(')', ']').TrimEnd(',');
        return
        [
            .. inner.Split(',', StringSplitOptions.TrimEntries).Select(part =>
                T.TryParse(part, style, CultureInfo.InvariantCulture, out T? number) ? number : throw new UsageException(
                    $"{option} {text}: '{part}' is no {(typeof(T) == typeof(double) ? "number" : "whole number")}.")),
        ];
    }
}
