using System;
using System.Runtime.CompilerServices;
using MemMap.ByteOrders;

namespace MemMap.Reductions.Elements;

/// <summary>Element types that only newer frameworks have.</summary>
internal static partial class Element
{
    private const string FloatingPointTypes = "Half, BFloat16, float and double";

    private static TResult FrameworkAsNumber<TStored, TResult>(INumberVisitor<TStored, TResult> visitor)
        where TStored : unmanaged => ByteOrder.IsOrdered<TStored, Half>() ? visitor.Visit<Half>() : visitor.Visit<TStored>();

    private static bool IsFrameworkFloatingPoint<T>() => typeof(T) == typeof(Half);

    private static T FrameworkFromDouble<T>(double value)
        where T : unmanaged
    {
        var half = (Half)value;
        return typeof(T) == typeof(Half) ? Unsafe.As<Half, T>(ref half) : throw new NotSupportedException(typeof(T).Name);
    }

    private static double FrameworkToDouble<T>(T element)
        where T : unmanaged =>
        typeof(T) == typeof(Half) ? (double)Unsafe.As<T, Half>(ref element) : throw new NotSupportedException(typeof(T).Name);
}
