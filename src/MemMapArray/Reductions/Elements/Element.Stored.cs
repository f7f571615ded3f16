using System.Runtime.CompilerServices;
using MemMap.ByteOrders;

namespace MemMap.Reductions.Elements;

/// <summary>Elements as files have them, beside the numbers that kernels know.</summary>
internal static partial class Element
{
    /// <summary>The element that is stored for a number: its bytes in the order of the file, or <see langword="bool"/> for a
    /// byte.</summary>
    public static TStored ToStored<TStored, T>(T value)
        where TStored : unmanaged
        where T : unmanaged
    {
        if (typeof(TStored) == typeof(bool))
        {
            bool isTrue = Unsafe.As<T, byte>(ref value) != 0;
            return Unsafe.As<bool, TStored>(ref isTrue);
        }

        value = ByteOrder.IsReversed<TStored>() ? ByteOrder.Reverse(value) : value;
        return Unsafe.As<T, TStored>(ref value);
    }

    /// <summary>The number that a stored element is.</summary>
    public static T FromStored<TStored, T>(TStored element)
        where TStored : unmanaged
        where T : unmanaged
    {
        T value = Unsafe.As<TStored, T>(ref element);
        return ByteOrder.IsReversed<TStored>() ? ByteOrder.Reverse(value) : value;
    }

    /// <summary>Visits an element type as the number it is, whatever the order of its bytes. A <see langword="bool"/> is visited as a
    /// byte, and what is no number as itself.</summary>
    public static TResult AsNumber<TStored, TResult>(INumberVisitor<TStored, TResult> visitor)
        where TStored : unmanaged =>
        typeof(TStored) == typeof(bool) ? visitor.Visit<byte>()
        : ByteOrder.IsOrdered<TStored, short>() ? visitor.Visit<short>()
        : ByteOrder.IsOrdered<TStored, ushort>() ? visitor.Visit<ushort>()
        : ByteOrder.IsOrdered<TStored, int>() ? visitor.Visit<int>()
        : ByteOrder.IsOrdered<TStored, uint>() ? visitor.Visit<uint>()
        : ByteOrder.IsOrdered<TStored, long>() ? visitor.Visit<long>()
        : ByteOrder.IsOrdered<TStored, ulong>() ? visitor.Visit<ulong>()
        : ByteOrder.IsOrdered<TStored, float>() ? visitor.Visit<float>()
        : ByteOrder.IsOrdered<TStored, double>() ? visitor.Visit<double>()
        : ByteOrder.IsOrdered<TStored, BFloat16>() ? visitor.Visit<BFloat16>()
        : FrameworkAsNumber(visitor);
}

/// <summary>What is done with an element type as a number.</summary>
internal interface INumberVisitor<TStored, TResult>
    where TStored : unmanaged
{
    TResult Visit<T>()
        where T : unmanaged;
}
