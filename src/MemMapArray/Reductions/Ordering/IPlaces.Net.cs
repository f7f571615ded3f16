using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Reductions.Ordering;

/// <summary>A way to the places of elements among bins.</summary>
internal unsafe interface IPlaces<T>
    where T : unmanaged
{
    /// <summary>Finds those of 64 elements, in any order.</summary>
    /// <returns>A bit for each element, in their order, that is so near to an edge that arithmetic may be wrong: its place is 0.</returns>
    ulong Find(T* elements, out Vector512<ushort> first, out Vector512<ushort> second);
}

/// <summary>Of bytes: looked up.</summary>
/// <param name="places">The place of each.</param>
internal readonly unsafe struct PlacesOfBytes<T>(byte* places) : IPlaces<T>
    where T : unmanaged
{
    private readonly Vector512<byte> _a = Vector512.Load(places);
    private readonly Vector512<byte> _b = Vector512.Load(places + 64);
    private readonly Vector512<byte> _c = Vector512.Load(places + 128);
    private readonly Vector512<byte> _d = Vector512.Load(places + 192);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Find(T* elements, out Vector512<ushort> first, out Vector512<ushort> second)
    {
        Vector512<byte> bytes = Vector512.Load((byte*)elements);
        Vector512<byte> low = Avx512Vbmi.PermuteVar64x8x2(_a, bytes, _b), high = Avx512Vbmi.PermuteVar64x8x2(_c, bytes, _d);
        Vector512<byte> isHigh = Vector512.LessThan(bytes.AsSByte(), Vector512<sbyte>.Zero).AsByte();
        Vector512<ushort> found = Vector512.ConditionalSelect(isHigh, high, low).AsUInt16();
        (first, second) = (found & Vector512.Create((ushort)byte.MaxValue), found >>> 8);
        return 0;
    }
}

/// <summary>Of 16-bit elements: by steps.</summary>
/// <param name="steps">The steps.</param>
/// <param name="last">The last element before each.</param>
internal readonly unsafe struct PlacesOfShorts<T>(PlaceSteps steps, ushort* last) : IPlaces<T>
    where T : unmanaged
{
    private readonly Vector512<ushort> _a = Vector512.Load(last);
    private readonly Vector512<ushort> _b = Vector512.Load(last + 32);
    private readonly Vector512<ushort> _c = Vector512.Load(last + 64);
    private readonly Vector512<ushort> _d = Vector512.Load(last + 96);
    private readonly Vector512<ushort> _sign = Vector512.Create(steps.SignBit);
    private readonly Vector512<ushort> _start = Vector512.Create(steps.Start);
    private readonly Vector512<ushort> _end = Vector512.Create(steps.End);
    private readonly Vector512<ushort> _factor = Vector512.Create(steps.Factor);
    private readonly Vector512<ushort> _shift = Vector512.Create((ushort)steps.Shift);
    private readonly Vector512<ushort> _first = Vector512.Create(steps.First);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Find(T* elements, out Vector512<ushort> first, out Vector512<ushort> second)
    {
        (first, second) = (Places((ushort*)elements), Places((ushort*)elements + 32));
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<ushort> Places(ushort* elements)
    {
        Vector512<ushort> rank = Vector512.Min(Avx512BW.SubtractSaturate(Vector512.Load(elements) ^ _sign, _start), _end);
        Vector512<ushort> step = Avx512BW.ShiftRightLogicalVariable(Avx512BW.MultiplyHigh(rank, _factor), _shift);
        Vector512<ushort> low = Avx512BW.PermuteVar32x16x2(_a, step, _b), high = Avx512BW.PermuteVar32x16x2(_c, step, _d);
        Vector512<ushort> isHigh = Vector512.GreaterThan(step, Vector512.Create((ushort)63));
        return _first + step - Vector512.GreaterThan(rank, Vector512.ConditionalSelect(isHigh, high, low));
    }
}

/// <summary>By arithmetic of float32.</summary>
/// <param name="bins">The bins.</param>
internal readonly unsafe struct PlacesOfSingles<T>(HistogramBins bins) : IPlaces<T>
    where T : unmanaged
{
    private const float TwoTo23 = 8388608;

    // A place is the nearest integer: 1 in the middle of the first bin.
    private readonly Vector512<float> _scale = Vector512.Create((float)bins.Scale);
    private readonly Vector512<float> _start = Vector512.Create((float)(0.5 - (bins.Edges[0] * bins.Scale)));
    private readonly Vector512<float> _count = Vector512.Create((float)bins.Count);
    private readonly Vector512<float> _sure = Vector512.Create((float)(0.5 - bins.SingleMargin));

    // The first and the last edge, where a float32 holds them.
    private readonly Vector512<float> _low = Vector512.Create((float)bins.Edges[0] == bins.Edges[0] ? (float)bins.Edges[0] : float.NaN);
    private readonly Vector512<float> _high = Vector512.Create((float)bins.Edges[^1] == bins.Edges[^1] ? (float)bins.Edges[^1] : float.NaN);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Find(T* elements, out Vector512<ushort> first, out Vector512<ushort> second)
    {
        Load(elements, out Vector512<float> a, out Vector512<float> b);
        Load(elements + 32, out Vector512<float> c, out Vector512<float> d);
        Vector512<float> pA = Place(a), pB = Place(b), pC = Place(c), pD = Place(d);
        ulong unsure = 0;
        if (!Vector512.LessThanOrEqualAll(Farthest(pA, pB, pC, pD), _sure))
        {
            (pA, pB, pC, pD) = (AtEnds(a, pA), AtEnds(b, pB), AtEnds(c, pC), AtEnds(d, pD));
            unsure = TakeOut(ref pA) | (TakeOut(ref pB) << 16) | (TakeOut(ref pC) << 32) | (TakeOut(ref pD) << 48);
        }

        (first, second) = (Join(pA, pB), Join(pC, pD));
        return unsure;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(T* elements, out Vector512<float> a, out Vector512<float> b)
    {
        if (typeof(T) == typeof(float))
        {
            (a, b) = (Vector512.Load((float*)elements), Vector512.Load((float*)elements + 16));
        }
        else if (typeof(T) == typeof(short))
        {
            (Vector512<int> low, Vector512<int> high) = Vector512.Widen(Vector512.Load((short*)elements));
            (a, b) = (Vector512.ConvertToSingle(low), Vector512.ConvertToSingle(high));
        }
        else
        {
            (Vector512<uint> low, Vector512<uint> high) = Vector512.Widen(Vector512.Load((ushort*)elements));
            (a, b) = (Vector512.ConvertToSingle(low.AsInt32()), Vector512.ConvertToSingle(high.AsInt32()));
        }
    }

    // Below the bins, and above, nothing is near to an edge. NaN becomes one of the two, or stays and is not sure.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> Place(Vector512<float> values) =>
        Vector512.MinNative(
            Vector512.MaxNative(Vector512.MultiplyAddEstimate(values, _scale, _start), Vector512<float>.Zero),
            _count + Vector512<float>.One);

    // What is on the first edge is in the first bin, what is on the last in the last.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> AtEnds(Vector512<float> values, Vector512<float> place) =>
        Vector512.ConditionalSelect(
            Vector512.Equals(values, _low),
            Vector512<float>.One,
            Vector512.ConditionalSelect(Vector512.Equals(values, _high), _count, place));

    // A place that is not sure becomes 0. NaN is not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong TakeOut(ref Vector512<float> place)
    {
        Vector512<float> isSure = Vector512.LessThanOrEqual(FromMiddle(place), _sure);
        place &= isSure;
        return (~isSure).ExtractMostSignificantBits();
    }

    // How far from the middle of its bin a place is at most.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Farthest(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d) =>
        Vector512.MaxNative(Vector512.MaxNative(FromMiddle(a), FromMiddle(b)), Vector512.MaxNative(FromMiddle(c), FromMiddle(d)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FromMiddle(Vector512<float> place) =>
        Vector512.Abs(place - (place + Vector512.Create(TwoTo23) - Vector512.Create(TwoTo23)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Join(Vector512<float> a, Vector512<float> b) =>
        ((Whole(a) & Vector512.Create((int)ushort.MaxValue)) | (Whole(b) << 16)).AsUInt16();

    // Below 2^23, this added rounds to an integer, which is in the last bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Whole(Vector512<float> place) => (place + Vector512.Create(TwoTo23)).AsInt32();
}

/// <summary>By arithmetic of doubles.</summary>
/// <param name="bins">The bins.</param>
internal readonly unsafe struct PlacesOfDoubles<T>(HistogramBins bins) : IPlaces<T>
    where T : unmanaged
{
    private const double TwoTo52 = 4503599627370496;
    private const long TwoTo52Fraction = (1L << 52) - 1;

    private readonly Vector512<double> _first = Vector512.Create(bins.Edges[0]);
    private readonly Vector512<double> _last = Vector512.Create(bins.Edges[^1]);
    private readonly Vector512<double> _scale = Vector512.Create(bins.Scale);
    private readonly Vector512<double> _margin = Vector512.Create(bins.Margin);
    private readonly Vector512<double> _count = Vector512.Create((double)bins.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Find(T* elements, out Vector512<ushort> first, out Vector512<ushort> second)
    {
        ulong near = Find(elements, out first);
        return near | (Find(elements + Rules.Lanes, out second) << Rules.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Find(T* elements, out Vector512<ushort> places)
    {
        Lanes.Load(elements, out Vector512<double> a, out Vector512<double> b, out Vector512<double> c, out Vector512<double> d);
        Vector512<double> nearA = Place(a, out Vector512<long> pA), nearB = Place(b, out Vector512<long> pB);
        Vector512<double> nearC = Place(c, out Vector512<long> pC), nearD = Place(d, out Vector512<long> pD);
        places = Join(pA, pB, pC, pD);
        if ((nearA | nearB | nearC | nearD) == default)
        {
            return 0;
        }

        Vector512<double> one = Vector512.Create((long)ushort.MaxValue).AsDouble();
        Vector512<ushort> near = Join((nearA & one).AsInt64(), (nearB & one).AsInt64(), (nearC & one).AsInt64(), (nearD & one).AsInt64());
        places = Vector512.AndNot(places, near);
        return nearA.ExtractMostSignificantBits() | (nearB.ExtractMostSignificantBits() << 8)
            | (nearC.ExtractMostSignificantBits() << 16) | (nearD.ExtractMostSignificantBits() << 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Join(Vector512<long> a, Vector512<long> b, Vector512<long> c, Vector512<long> d) =>
        (a | (b << 16) | (c << 32) | (d << 48)).AsUInt16();

    // Which are near an edge; not those on the first or the last.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Place(Vector512<double> values, out Vector512<long> places)
    {
        Vector512<double> inside = Vector512.GreaterThanOrEqual(values, _first) & Vector512.LessThanOrEqual(values, _last);
        Vector512<double> isLast = Vector512.Equals(values, _last), ends = Vector512.Equals(values, _first) | isLast;
        Vector512<double> place = (values - _first) * _scale, whole = Vector512.Floor(place), part = place - whole;

        // An integer plus 2^52 has the integer in its last bits: not every processor has a conversion.
        Vector512<double> from1 = Vector512.ConditionalSelect(isLast, _count, whole + Vector512<double>.One);
        Vector512<double> integers = Vector512.ConditionalSelect(inside, from1, default) + Vector512.Create(TwoTo52);
        Vector512<double> isNear = Vector512.LessThan(part, _margin) | Vector512.GreaterThan(part, Vector512<double>.One - _margin);
        places = integers.AsInt64() & Vector512.Create(TwoTo52Fraction);
        return Vector512.AndNot(inside & isNear, ends);
    }
}
