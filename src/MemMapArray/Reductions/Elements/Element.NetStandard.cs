using System;

namespace MemMap.Reductions.Elements;

/// <summary>Element types that only newer frameworks have: none.</summary>
internal static partial class Element
{
    private const string FloatingPointTypes = "BFloat16, float and double";

    private static TResult FrameworkAsNumber<TStored, TResult>(INumberVisitor<TStored, TResult> visitor)
        where TStored : unmanaged => visitor.Visit<TStored>();

    private static bool IsFrameworkFloatingPoint<T>() => false;

    private static T FrameworkFromDouble<T>(double value)
        where T : unmanaged => throw new NotSupportedException(typeof(T).Name);

    private static double FrameworkToDouble<T>(T element)
        where T : unmanaged => throw new NotSupportedException(typeof(T).Name);
}
