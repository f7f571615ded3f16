using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <summary>A first look at elements of 32 or 64 bits among few intervals of keys: which of them lie for sure in a gap between two, and how
/// many in each gap. The others, which may be inside of one, are few where intervals are narrow.</summary>
/// <remarks>
/// Arithmetic of float32 says at which of 128 places an element is. It is rounded, but no larger element is ever at a lower place. So a
/// place is in a gap when no interval begins, ends or goes through there, and a table says in which: a bit for each gap. That takes as many
/// instructions for fourteen intervals as for two, where a search takes more for each.
/// </remarks>
internal sealed unsafe class GapTable<T>
    where T : unmanaged
{
    private const int Places = 128, AtATime = 64;

    // The last bit of a byte says that it is not sure. There are two for each place.
    private const int GapsOfByte = 7, Most = 2 * GapsOfByte;

    // To search for one takes no longer.
    private const int Least = 2;

    private const byte Unsure = 0x80;

    private const float TwoTo23 = 8388608;

    private readonly byte[] _table = new byte[2 * Places];
    private readonly byte[] _flags = new byte[2 * Rules.BlockElements];
    private readonly int _intervals;
    private readonly float _low;
    private readonly float _scale;

    private GapTable(IntervalPass<T> pass, float low, float high)
    {
        (_intervals, _low, _scale) = (pass.Length, low, (Places - 3) / (high - low));
        T* ends = stackalloc T[2 * AtATime];
        byte* places = stackalloc byte[2 * AtATime];
        for (int i = 0; i < 2 * AtATime; i++)
        {
            ends[i] = OrderKey.ToElement<T>(
                i < AtATime ? pass.Lows[Math.Min(i, _intervals - 1)] : pass.Highs[Math.Min(i - AtATime, _intervals - 1)]);
        }

        PlacesOf(ends, Vector512.Create(_low), Vector512.Create(_scale)).Store(places);
        PlacesOf(ends + AtATime, Vector512.Create(_low), Vector512.Create(_scale)).Store(places + AtATime);
        for (int place = 0; place < Places; place++)
        {
            int gap = 0;
            bool isSure = true;
            for (int i = 0; i < _intervals; i++)
            {
                gap += places[AtATime + i] < place ? 1 : 0;
                isSure &= places[AtATime + i] < place || places[i] > place;
            }

            // Behind the last interval nothing is counted.
            _table[place] = (byte)(!isSure ? Unsure : gap < GapsOfByte ? 1 << gap : 0);
            _table[Places + place] = (byte)(isSure && gap >= GapsOfByte && gap < Most ? 1 << (gap - GapsOfByte) : 0);
        }
    }

    /// <summary>Whether the processor has the instructions, and elements are of a type that has places.</summary>
    public static bool IsSupported =>
        Avx512Vbmi.IsSupported
        && (typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(int) || typeof(T) == typeof(uint));

    /// <summary>The table of a pass.</summary>
    /// <returns>None where it would be of no use.</returns>
    public static GapTable<T>? Of(IntervalPass<T> pass)
    {
        if (!IsSupported || pass.Counts.Length != 1 || pass.Length is < Least or > Most)
        {
            return null;
        }

        if (pass.Lows[0] < OrderKey.LeastNumber<T>() || pass.Highs[pass.Length - 1] > OrderKey.LargestNumber<T>())
        {
            return null;
        }

        // An interval may reach to an infinity.
        (float low, float high) = (float.PositiveInfinity, float.NegativeInfinity);
        for (int i = 0; i < 2 * pass.Length; i++)
        {
            float end = (float)Element.ToNearestDouble(OrderKey.ToElement<T>(i < pass.Length ? pass.Lows[i] : pass.Highs[i - pass.Length]));
            (low, high) = float.IsFinite(end) ? (Math.Min(low, end), Math.Max(high, end)) : (low, high);
        }

        return high > low && float.IsFinite(high - low) && float.IsFinite((Places - 3) / (high - low)) ? new(pass, low, high) : null;
    }

    /// <summary>Looks at elements, and adds what is in gaps to what is counted before each interval.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="count">How many there are: no more than a block.</param>
    /// <param name="before">For each interval, how many lie between the one before and it.</param>
    /// <param name="unsure">Takes a bit for each element that may be inside of an interval.</param>
    /// <returns>How many these are; -1, and nothing is added, where some are NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(T* elements, int count, long* before, ulong* unsure)
    {
        int whole = count / AtATime * AtATime, found;
        fixed (byte* flags = _flags)
        {
            found = Find(elements, whole, flags, unsure);
            if (found < 0 || HasNaN(elements + whole, count - whole))
            {
                return -1;
            }

            int padded = (whole + BitCounts.AtATime - 1) / BitCounts.AtATime * BitCounts.AtATime;
            for (int first = 0; first < _intervals; first += GapsOfByte)
            {
                byte* some = flags + (first / GapsOfByte * Rules.BlockElements);
                new Span<byte>(some + whole, padded - whole).Clear();
                BitCounts.Count(some, padded, Math.Min(_intervals - first, GapsOfByte), before + first);
            }
        }

        if (whole < count)
        {
            unsure[whole / AtATime] = (1UL << (count - whole)) - 1;
        }

        return found + count - whole;
    }

    private static bool HasNaN(T* elements, int count)
    {
        long lower = 0;
        return Element.IsFloatingPoint<T>() && KeyClasses.CountNumbers(elements, count, ref lower) < count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Find(T* elements, int count, byte* flags, ulong* unsure)
    {
        int found = 0;
        fixed (byte* table = _table)
        {
            bool hasMore = _intervals > GapsOfByte;
            Vector512<byte> first = Vector512.Load(table), second = Vector512.Load(table + AtATime);
            Vector512<byte> third = Vector512.Load(table + Places), fourth = Vector512.Load(table + Places + AtATime);
            Vector512<float> low = Vector512.Create(_low), scale = Vector512.Create(_scale);
            for (T* end = elements + count; elements < end; elements += AtATime, flags += AtATime)
            {
                Prefetch.Step(elements + Rules.BlockElements, AtATime * sizeof(T));
                if (HasNaN(elements))
                {
                    return -1;
                }

                Vector512<byte> places = PlacesOf(elements, low, scale), gaps = Avx512Vbmi.PermuteVar64x8x2(first, places, second);
                gaps.Store(flags);
                if (hasMore)
                {
                    Avx512Vbmi.PermuteVar64x8x2(third, places, fourth).Store(flags + Rules.BlockElements);
                }

                ulong word = gaps.ExtractMostSignificantBits();
                *unsure++ = word;
                found += Truths.PopCount(word);
            }
        }

        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasNaN(T* elements)
    {
        if (typeof(T) == typeof(float))
        {
            float* next = (float*)elements;
            Vector512<float> one = Avx512F.CompareUnordered(Vector512.Load(next), Vector512.Load(next + 16));
            return (one | Avx512F.CompareUnordered(Vector512.Load(next + 32), Vector512.Load(next + 48))).AsInt32() != default;
        }

        if (typeof(T) == typeof(double))
        {
            double* next = (double*)elements;
            Vector512<double> one = Avx512F.CompareUnordered(Vector512.Load(next), Vector512.Load(next + 8));
            Vector512<double> two = Avx512F.CompareUnordered(Vector512.Load(next + 16), Vector512.Load(next + 24));
            Vector512<double> three = Avx512F.CompareUnordered(Vector512.Load(next + 32), Vector512.Load(next + 40));
            Vector512<double> four = Avx512F.CompareUnordered(Vector512.Load(next + 48), Vector512.Load(next + 56));
            return (one | two | three | four).AsInt64() != default;
        }

        return false;
    }

    // The places of 64 elements, in their order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> PlacesOf(T* elements, Vector512<float> low, Vector512<float> scale)
    {
        Vector512<byte> a = PlacesOf16(elements, low, scale), b = PlacesOf16(elements + 16, low, scale);
        Vector512<byte> c = PlacesOf16(elements + 32, low, scale), d = PlacesOf16(elements + 48, low, scale);

        // The first byte of each of 32 lanes.
        Vector512<byte> which = Vector512.Create(
            (byte)0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60,
            64, 68, 72, 76, 80, 84, 88, 92, 96, 100, 104, 108, 112, 116, 120, 124,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        Vector512<byte> first = Avx512Vbmi.PermuteVar64x8x2(a, which, b), second = Avx512Vbmi.PermuteVar64x8x2(c, which, d);
        return first.WithUpper(second.GetLower());
    }

    // Below 2^24, this added rounds to an integer, which is in the last bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> PlacesOf16(T* elements, Vector512<float> low, Vector512<float> scale)
    {
        Vector512<float> place = Avx512F.FusedMultiplyAdd(Load(elements) - low, scale, Vector512.Create(TwoTo23 + 1));
        return Avx512F.Max(Avx512F.Min(place, Vector512.Create(TwoTo23 + Places - 1)), Vector512.Create(TwoTo23)).AsByte();
    }

    // As float32: what is larger is no smaller then.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load(T* elements) =>
        typeof(T) == typeof(float) ? Vector512.Load((float*)elements)
        : typeof(T) == typeof(double) ? Vector512.Create(
            Avx512F.ConvertToVector256Single(Vector512.Load((double*)elements)),
            Avx512F.ConvertToVector256Single(Vector512.Load((double*)elements + 8)))
        : typeof(T) == typeof(int) ? Avx512F.ConvertToVector512Single(Vector512.Load((int*)elements))
        : Avx512F.ConvertToVector512Single(Vector512.Load((uint*)elements));
}
