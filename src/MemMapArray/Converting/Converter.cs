using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using MemMap.ByteOrders;

namespace MemMap.Converting;

/// <summary>Converts elements from one type to another, in either order of bytes.</summary>
internal sealed unsafe class Converter
{
    // So many go through all steps together: what lies between two steps stays in the first cache.
    private const int ElementsAtOnce = 512;

    private readonly ConversionStep[] _steps;
    private readonly Conversion _how;
    private readonly NumberKind _from;
    private readonly NumberKind _to;
    private readonly bool _isReversed;
    private readonly int _fromSize;
    private readonly int _toSize;

    private Converter(ConversionStep[] steps, Conversion how, NumberKind from, NumberKind to, bool isReversed, int fromSize, int toSize) =>
        (_steps, _how, _from, _to, _isReversed, _fromSize, _toSize) = (steps, how, from, to, isReversed, fromSize, toSize);

    /// <summary>Whether it can meet a number that it refuses.</summary>
    public bool MayRefuse => _how == Conversion.Checked && NumberKinds.MayOverflow(_from, _to);

    /// <summary>Whether elements stay as they are, byte by byte.</summary>
    public bool IsCopy => _steps.Length == 0;

    /// <exception cref="NotSupportedException">One of the types is no number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such conversion.</exception>
    public static Converter Create<TFrom, TTo>(Conversion how)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        if (how is < Conversion.Checked or > Conversion.Truncating)
        {
            throw new ArgumentOutOfRangeException(nameof(how), how, "There is no such Conversion.");
        }

        NumberKind from = NumberKinds.Require<TFrom>(), to = NumberKinds.Require<TTo>();
        var steps = new List<ConversionStep>();
        bool isReversed = ByteOrder.IsReversed<TFrom>(), reverses = ByteOrder.IsReversed<TTo>();
        if (from != to && isReversed)
        {
            steps.Add(ConversionStep.Reverse(sizeof(TFrom)));
        }

        if (from == NumberKind.Bool && to == NumberKind.Bool)
        {
            // Not a copy: whatever byte is true becomes 1.
            ConversionSteps.Add(steps, from, NumberKind.Int32);
            from = NumberKind.Int32;
        }

        ConversionSteps.Add(steps, from, to);
        if (from == to ? isReversed != reverses : reverses)
        {
            steps.Add(ConversionStep.Reverse(sizeof(TTo)));
        }

        return new([.. steps], how, from, to, isReversed, sizeof(TFrom), sizeof(TTo));
    }

    /// <summary>Converts some elements, which do not overlap their results.</summary>
    /// <returns>How many were converted: all, or those before the first that does not fit.</returns>
    [MethodImpl(HotPath.Optimized)]
    [SkipLocalsInit]
    public int Convert(byte* from, byte* to, int count)
    {
        if (_steps.Length == 0)
        {
            Buffer.MemoryCopy(from, to, (long)count * _toSize, (long)count * _toSize);
            return count;
        }

        byte* between = stackalloc byte[ElementsAtOnce * sizeof(long)], other = stackalloc byte[ElementsAtOnce * sizeof(long)];
        for (int i = 0; i < count; i += ElementsAtOnce)
        {
            int some = Math.Min(ElementsAtOnce, count - i);
            if (!Convert(from + ((long)i * _fromSize), to + ((long)i * _toSize), some, between, other))
            {
                return FirstThatDoesNotFit(from, to, i, between, other);
            }
        }

        return count;
    }

    /// <summary>What to say of an element that does not fit.</summary>
    public string Describe(byte* element, string where) =>
        $"The {NumberKinds.NameOf(_from)} {Text(element)} {where} is no {NumberKinds.NameOf(_to)}";

    [MethodImpl(HotPath.Optimized)]
    private bool Convert(byte* from, byte* to, int count, byte* between, byte* other)
    {
        bool fits = true;
        ConversionStep[] steps = _steps;
        for (int i = 0; i < steps.Length; i++)
        {
            byte* target = i == steps.Length - 1 ? to : between;
            fits &= steps[i].Convert(from, target, count, _how);
            from = target;
            between = other;
            other = from;
        }

        return fits;
    }

    private int FirstThatDoesNotFit(byte* from, byte* to, int start, byte* between, byte* other)
    {
        while (Convert(from + ((long)start * _fromSize), to + ((long)start * _toSize), 1, between, other))
        {
            start++;
        }

        return start;
    }

    private string Text(byte* element)
    {
        byte* own = stackalloc byte[sizeof(long)];
        Buffer.MemoryCopy(element, own, sizeof(long), _fromSize);
        if (_isReversed)
        {
            ByteOrder.Reverse(own, own, _fromSize, 1);
        }

        return _from switch
        {
            NumberKind.Half => Invariant(HalfNumbers.ToSingle(*(ushort*)own)),
            NumberKind.BFloat16 => Invariant(*(BFloat16*)own),
            NumberKind.Single => Invariant(*(float*)own),
            NumberKind.Double => Invariant(*(double*)own),
            NumberKind.SByte => Invariant(*(sbyte*)own),
            NumberKind.Byte => Invariant(*own),
            NumberKind.Int16 => Invariant(*(short*)own),
            NumberKind.UInt16 => Invariant(*(ushort*)own),
            NumberKind.Int32 => Invariant(*(int*)own),
            NumberKind.UInt32 => Invariant(*(uint*)own),
            NumberKind.UInt64 => Invariant(*(ulong*)own),
            _ => Invariant(*(long*)own),
        };

        static string Invariant(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
    }
}
