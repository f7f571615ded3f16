using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemMap.Reductions.Elements;

/// <summary>What is there of a column's sum: a pair, or some digits, and which infinities, or NaN, were added to them.</summary>
/// <param name="first">The first digit.</param>
/// <param name="end">Behind the last. Those outside are 0.</param>
/// <param name="specials">What is not finite, or not in digits.</param>
[StructLayout(LayoutKind.Sequential, Size = sizeof(ulong))]
internal readonly unsafe struct SumRange(int first, int end, Specials specials = Specials.None)
{
    private readonly byte _first = (byte)first;
    private readonly byte _end = (byte)end;
    private readonly Specials _specials = specials;

    public static SumRange Pair => new(0, 0, Specials.Pair);

    public int First => _first;

    public int End => _end;

    public Specials Specials => _specials;

    public bool IsPair => _specials == Specials.Pair;

    /// <summary>Something that is not finite was added.</summary>
    public bool IsSpecial => (_specials & ~Specials.Pair) != 0;

    /// <summary>All of some columns are pairs.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static bool ArePairs(SumRange* ranges, int columns)
    {
        var bits = new ReadOnlySpan<ulong>(ranges, columns);
        return ranges[0].IsPair && (columns == 1 || bits.Slice(1).SequenceEqual(bits.Slice(0, columns - 1)));
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
}

/// <summary>What no digits are.</summary>
[Flags]
internal enum Specials : byte
{
    None = 0,
    PositiveInfinity = 1,
    NegativeInfinity = 2,
    NaN = 4,

    /// <summary>No digits are there, but a <see cref="SumPair"/>.</summary>
    Pair = 8,
}
