using System.Collections.Generic;

namespace MemMap.Converting;

/// <summary>
/// The way from one number to another, by numbers between that hold all that the target can. What is below is all there is: every pair is
/// one of these steps, or a few.
/// </summary>
/// <remarks>
/// <code>
///   bool sbyte byte short ushort  &lt;-->  int  &lt;-->  double  &lt;-->  uint long ulong      Half, BFloat16  &lt;-->  float
///                                       int  &lt;-->  float   &lt;-->  double
///                                       int  &lt;-->  uint long ulong, and these each other
/// </code>
/// No way rounds twice: int to float to Half does not, as a float has every integer that is finite in half precision; nor do double to
/// Half, and double and integers of 64 bits to BFloat16, which are steps of their own.
/// </remarks>
internal static class ConversionSteps
{
    /// <summary>Adds the steps of a pair; none where both are the same.</summary>
    public static void Add(List<ConversionStep> steps, NumberKind from, NumberKind to)
    {
        while (from != to)
        {
            NumberKind next = Next(from, to);
            steps.Add(Direct(from, next));
            from = next;
        }
    }

    private static NumberKind Next(NumberKind from, NumberKind to) => from switch
    {
        NumberKind.Bool or NumberKind.SByte or NumberKind.Byte or NumberKind.Int16 or NumberKind.UInt16 => NumberKind.Int32,
        NumberKind.Half or NumberKind.BFloat16 => NumberKind.Single,
        NumberKind.Int32 => to == NumberKind.Half ? NumberKind.Single : to == NumberKind.BFloat16 ? NumberKind.Double : to,
        NumberKind.Single => IsSmall(to) ? NumberKind.Int32
            : to is NumberKind.UInt32 or NumberKind.Int64 or NumberKind.UInt64 ? NumberKind.Double : to,
        NumberKind.Double => IsSmall(to) ? NumberKind.Int32 : to,
        _ => IsSmall(to) ? NumberKind.Int32 : to == NumberKind.Half ? NumberKind.Double : to,
    };

    private static bool IsSmall(NumberKind kind) => kind is NumberKind.SByte or NumberKind.Byte or NumberKind.Int16 or NumberKind.UInt16;

    private static ConversionStep Direct(NumberKind from, NumberKind to) => from switch
    {
        NumberKind.Bool => ConversionStep.Of<Truth, int>(),
        NumberKind.SByte => ConversionStep.Of<sbyte, int>(),
        NumberKind.Byte => ConversionStep.Of<byte, int>(),
        NumberKind.Int16 => ConversionStep.Of<short, int>(),
        NumberKind.UInt16 => ConversionStep.Of<ushort, int>(),
        NumberKind.Half => ConversionStep.Of<HalfBits, float>(),
        NumberKind.BFloat16 => ConversionStep.Of<BFloat16, float>(),
        NumberKind.Int32 => From<int>(to),
        NumberKind.UInt32 => From<uint>(to),
        NumberKind.Int64 => From<long>(to),
        NumberKind.UInt64 => From<ulong>(to),
        NumberKind.Single => From<float>(to),
        _ => From<double>(to),
    };

    private static ConversionStep From<TFrom>(NumberKind to)
        where TFrom : unmanaged => to switch
        {
            NumberKind.Bool => ConversionStep.Of<TFrom, Truth>(),
            NumberKind.SByte => ConversionStep.Of<TFrom, sbyte>(),
            NumberKind.Byte => ConversionStep.Of<TFrom, byte>(),
            NumberKind.Int16 => ConversionStep.Of<TFrom, short>(),
            NumberKind.UInt16 => ConversionStep.Of<TFrom, ushort>(),
            NumberKind.Int32 => ConversionStep.Of<TFrom, int>(),
            NumberKind.UInt32 => ConversionStep.Of<TFrom, uint>(),
            NumberKind.Int64 => ConversionStep.Of<TFrom, long>(),
            NumberKind.UInt64 => ConversionStep.Of<TFrom, ulong>(),
            NumberKind.Half => ConversionStep.Of<TFrom, HalfBits>(),
            NumberKind.BFloat16 => ConversionStep.Of<TFrom, BFloat16>(),
            NumberKind.Single => ConversionStep.Of<TFrom, float>(),
            _ => ConversionStep.Of<TFrom, double>(),
        };
}
