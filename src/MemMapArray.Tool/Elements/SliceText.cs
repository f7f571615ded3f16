using System;
using System.Globalization;
using System.Linq;

namespace MemMap.Tool.Elements;

/// <summary>A slice in NumPy's words, <c>[::10, -1]</c>: integers, <c>start:stop:step</c> and one <c>...</c>, with brackets or
/// without.</summary>
internal static class SliceText
{
    private const string Ellipsis = "...";

    /// <summary>What to take of each axis.</summary>
    /// <returns>A range or an index for every axis; indexes count from 0 and are inside.</returns>
    /// <exception cref="UsageException">It is no slice, or none of that shape.</exception>
    public static AxisSlice[] Parse(string text, Shape shape)
    {
        string trimmed = text.Trim();
        string inner = trimmed.StartsWith('[') && trimmed.EndsWith(']') ? trimmed[1..^1] : trimmed;
        string[] items = inner.Split(',', StringSplitOptions.TrimEntries);
        int ellipsis = Array.IndexOf(items, Ellipsis), named = items.Length - (ellipsis < 0 ? 0 : 1);
        if (items.Count(item => item == Ellipsis) > 1)
        {
            throw new UsageException($"--slice {text} has more than one '...'.");
        }

        if (named > shape.Rank)
        {
            throw new UsageException($"--slice {text} names {named} axes; the array has {shape.Rank}, its shape is {shape}.");
        }

        // What stands before the ellipsis is of the first axes, what stands behind it of the last ones.
        int before = ellipsis < 0 ? items.Length : ellipsis;
        return
        [
            .. Enumerable.Range(0, shape.Rank).Select(axis =>
            {
                int fromEnd = shape.Rank - axis;
                string item = axis < before ? items[axis] : fromEnd <= named - before ? items[^fromEnd] : ":";
                return Parse(text, item, axis, shape[axis]);
            }),
        ];
    }

    private static AxisSlice Parse(string text, string item, int axis, long length)
    {
        string[] parts = item.Split(':');
        long?[] numbers = [.. parts.Select(part => Number(text, part.Trim()))];
        switch (numbers)
        {
            case [{ } index]:
                return index >= -length && index < length ? AxisSlice.At(index < 0 ? index + length : index)
                    : throw new UsageException($"--slice {text}: the index {index} is outside axis {axis}, which has length {length}.");
            case [_, _]:
                return AxisSlice.Range(numbers[0], numbers[1], 1, length);
            case [_, _, 0]:
                throw new UsageException($"--slice {text}: the step of axis {axis} is 0.");
            case [_, _, _]:
                return AxisSlice.Range(numbers[0], numbers[1], numbers[2] ?? 1, length);
            default:
                throw new UsageException(
                    $"--slice {text}: '{item}' is no index and no start:stop:step. For instance: --slice \"[::10, :50]\", --slice " +
                    "\"[-1]\".");
        }
    }

    private static long? Number(string text, string part) => part.Length == 0 ? null
        : long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number
        : throw new UsageException($"--slice {text}: '{part}' is no whole number.");
}
