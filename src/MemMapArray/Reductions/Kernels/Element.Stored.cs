using System;
using System.Runtime.CompilerServices;
using MemMap.ByteOrders;

namespace MemMap.Reductions.Kernels;

/// <summary>Elements as files have them, beside the numbers that kernels know.</summary>
internal static partial class Element
{
    /// <summary>The element that is stored for a number: its bytes in the order of the file, or <see langword="bool"/> for a byte.</summary>
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

    /// <summary>The reductions of an element type, by the number it is whatever the order of its bytes.</summary>
    public static ElementReductions<TStored> Reductions<TStored>()
        where TStored : unmanaged =>
        typeof(TStored) == typeof(bool) ? (ElementReductions<TStored>)(object)new BooleanReductions()
        : ByteOrder.IsOrdered<TStored, short>() ? new ElementReductions<TStored, short>()
        : ByteOrder.IsOrdered<TStored, ushort>() ? new ElementReductions<TStored, ushort>()
        : ByteOrder.IsOrdered<TStored, int>() ? new ElementReductions<TStored, int>()
        : ByteOrder.IsOrdered<TStored, uint>() ? new ElementReductions<TStored, uint>()
        : ByteOrder.IsOrdered<TStored, long>() ? new ElementReductions<TStored, long>()
        : ByteOrder.IsOrdered<TStored, ulong>() ? new ElementReductions<TStored, ulong>()
        : ByteOrder.IsOrdered<TStored, float>() ? new ElementReductions<TStored, float>()
        : ByteOrder.IsOrdered<TStored, double>() ? new ElementReductions<TStored, double>()
        : FrameworkReductions<TStored>() ?? new ElementReductions<TStored, TStored>();

    /// <param name="types">The types that the reduction has arithmetic for.</param>
    public static NotSupportedException HasNoArithmetic<TStored>(string types) =>
        new($"A reduction has no arithmetic for {typeof(TStored).Name}. It has for {types}; Cast or Field give a view of such elements.");
}
