using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Elements;

/// <summary>What is done with integers of up to 32 bits, and with integers of two and of four times their size.</summary>
internal interface IIntegerVisitor
{
    void Visit<T, TDouble, TQuadruple>()
        where T : unmanaged
        where TDouble : unmanaged
        where TQuadruple : unmanaged;
}

/// <summary>Integer types beside wider ones, whose sums cannot overflow in a leaf. Which one it is is decided when code is compiled for
/// that type.</summary>
internal static class IntegerWidths
{
    /// <summary>Whether sums and sums of squares of a leaf fit integers of two and of four times the size.</summary>
    public static bool HasQuadruple<T>() => typeof(T) == typeof(byte) || typeof(T) == typeof(sbyte) || typeof(T) == typeof(short) || typeof(T) == typeof(ushort);

    /// <summary>Visits an integer type of up to 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Visit<T, TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IIntegerVisitor
    {
        if (typeof(T) == typeof(byte))
        {
            visitor.Visit<byte, ushort, uint>();
        }
        else if (typeof(T) == typeof(sbyte))
        {
            visitor.Visit<sbyte, short, int>();
        }
        else if (typeof(T) == typeof(ushort))
        {
            visitor.Visit<ushort, uint, ulong>();
        }
        else if (typeof(T) == typeof(short))
        {
            visitor.Visit<short, int, long>();
        }
        else if (typeof(T) == typeof(uint) || typeof(T) == typeof(nuint))
        {
            visitor.Visit<uint, ulong, ulong>();
        }
        else
        {
            visitor.Visit<int, long, long>();
        }
    }
}
