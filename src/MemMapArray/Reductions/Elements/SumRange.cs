using System;
using System.Runtime.InteropServices;

namespace MemMap.Reductions.Elements;

/// <summary>Which digits of a column's sum are there, and which infinities, or NaN, were added to it.</summary>
/// <param name="first">The first digit.</param>
/// <param name="end">Behind the last. Those outside are 0.</param>
/// <param name="specials">What is not finite, or not in digits.</param>
[StructLayout(LayoutKind.Sequential, Size = sizeof(ulong))]
internal readonly unsafe struct SumRange(int first, int end, Specials specials = Specials.None)
{
    private readonly byte _first = (byte)first;
    private readonly byte _end = (byte)end;
    private readonly Specials _specials = specials;

    public int First => _first;

    public int End => _end;

    public Specials Specials => _specials;

    /// <summary>The digits that some columns have together, and whatever is not finite in them.</summary>
    /// <param name="ranges">What each has.</param>
    /// <param name="columns">How many.</param>
    /// <param name="areSame">They all have the same.</param>
    public static SumRange Of(SumRange* ranges, int columns, out bool areSame)
    {
        var bits = new ReadOnlySpan<ulong>(ranges, columns);
        areSame = bits.Slice(1).SequenceEqual(bits.Slice(0, columns - 1));
        SumRange all = ranges[0];
        for (int column = 1; column < columns && !areSame; column++)
        {
            all = all.And(ranges[column]);
        }

        return all;
    }

    /// <summary>The digits of both, and those between.</summary>
    public SumRange And(SumRange other)
    {
        Specials both = _specials | other._specials;
        return _first == _end ? new(other._first, other._end, both)
            : other._first == other._end ? new(_first, _end, both)
            : new(Math.Min(_first, other._first), Math.Max(_end, other._end), both);
    }

    /// <summary>Carries a sum, so that there is one form of each, and finds the digits that are not 0 and the one behind, which takes
    /// what is carried on.</summary>
    /// <param name="digits">All digits.</param>
    /// <param name="specials">What is not finite.</param>
    public static SumRange Carry<T>(long* digits, Specials specials)
        where T : unmanaged
    {
        Digits<T>.Carry(digits, Digits<T>.Count);
        int first = 0, end = Digits<T>.Count;
        while (end > 0 && digits[end - 1] == 0)
        {
            end--;
        }

        while (first < end && digits[first] == 0)
        {
            first++;
        }

        return first == end ? new(0, 0, specials) : new(first, Math.Min(end + 1, Digits<T>.Count), specials);
    }

    public bool Has(int digit) => digit >= _first && digit < _end;

    public bool HasSameDigits(SumRange other) => _first == other._first && _end == other._end;
}

/// <summary>What no digits are.</summary>
[Flags]
internal enum Specials : byte
{
    None = 0,
    PositiveInfinity = 1,
    NegativeInfinity = 2,
    NaN = 4,

    /// <summary>No digits are there, but one double that is the sum, in the place of the first digit.</summary>
    IsDouble = 8,
}
