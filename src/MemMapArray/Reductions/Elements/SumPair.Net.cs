using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Elements;

/// <content>With vectors.</content>
internal readonly partial struct SumPair
{
    /// <summary><see cref="TryDivide"/> of the pairs of eight columns.</summary>
    /// <param name="high">The sums, rounded.</param>
    /// <param name="low">The rests.</param>
    /// <param name="divisor">The divisor, at least 1.</param>
    /// <param name="areCertain">All bits set where the quotient is certain.</param>
    /// <returns>The quotients.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Divide(
        Vector512<double> high, Vector512<double> low, long divisor, out Vector512<double> areCertain)
    {
        Vector512<double> divisors = Vector512.Create((double)divisor), quotient = high / divisors, magnitude = Vector512.Abs(quotient);
        Vector512<double> areWhole = divisor >> WideInteger.DoubleBits == 0 ? Vector512.Equals(low, default) : default;
        areCertain = divisor == 1 ? Vector512<double>.AllBitsSet : areWhole;
        if (divisor >> SplitBits != 0 || areCertain.AsInt64() == Vector512<long>.AllBitsSet)
        {
            return quotient;
        }

        Vector512<double> areOrdinary = Vector512.GreaterThan(magnitude, Vector512.Create(LeastQuotient))
            & Vector512.LessThan(magnitude, Vector512.Create(MostQuotient));
        if ((divisor & (divisor - 1)) == 0)
        {
            areCertain |= areOrdinary;
            return quotient;
        }

        Vector512<double> upper = (quotient.AsInt64() & Vector512.Create(-1L << (SplitBits + 1))).AsDouble();
        Vector512<double> rest = high - (upper * divisors) - ((quotient - upper) * divisors), correction = (rest + low) / divisors;
        Vector512<double> least = quotient + (correction * Vector512.Create(1 - Uncertain));
        Vector512<double> most = quotient + (correction * Vector512.Create(1 + Uncertain));
        areCertain |= areOrdinary & Vector512.Equals(least, most);
        return Vector512.ConditionalSelect(areWhole, quotient, least);
    }
}
