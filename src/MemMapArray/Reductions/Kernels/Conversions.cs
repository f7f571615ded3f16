using System.Numerics;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Bytes of <see langword="bool"/> as 0 and 1. Any byte other than 0 is true, whoever wrote it.</summary>
internal readonly unsafe struct ToTruth<T> : IConversion<T, T>
    where T : unmanaged
{
    // A comparison is a loop over bytes that no framework makes vectors of; eight at a time it is fast enough on each.
    [MethodImpl(HotPath.Optimized)]
    public void Convert(T* elements, T* pivots, int step, int count, T* to)
    {
        const ulong Low = 0x7F7F_7F7F_7F7F_7F7F, Ones = 0x0101_0101_0101_0101;
        byte* bytes = (byte*)elements, truths = (byte*)to;
        int i = 0;
        for (; i <= count - sizeof(ulong); i += sizeof(ulong))
        {
            // The highest bit of a byte is set when one of its others is, by the carry, or it was.
            ulong eight = Unsafe.ReadUnaligned<ulong>(bytes + i);
            Unsafe.WriteUnaligned(truths + i, ((((eight & Low) + Low) | eight) >> 7) & Ones);
        }

        for (; i < count; i++)
        {
            truths[i] = bytes[i] == 0 ? (byte)0 : (byte)1;
        }
    }
}

/// <summary>Factors of a product as doubles: 1 for NaN, which is left out.</summary>
internal readonly unsafe struct ToFactor<T> : IConversion<T, double>
    where T : unmanaged
{
    [MethodImpl(HotPath.Optimized)]
    public void Convert(T* elements, T* pivots, int step, int count, double* to)
    {
        for (int i = 0; i < count; i++)
        {
            T element = Unsafe.ReadUnaligned<T>(elements + i);
            to[i] = Element.IsNaN(element) ? 1 : Element.ToNearestDouble(element);
        }
    }
}

/// <summary>64-bit integers less the first of them, of a block or of each column, exactly and then rounded once: timestamps keep every
/// digit of their spread.</summary>
internal readonly unsafe struct ToDifference<T> : IConversion<T, double>
    where T : unmanaged
{
    [MethodImpl(HotPath.Optimized)]
    public void Convert(T* elements, T* pivots, int step, int count, double* to)
    {
        for (int i = 0; i < count; i++, pivots += step)
        {
            to[i] = Element.WideDifference<T>(Unsafe.ReadUnaligned<long>(elements + i), Unsafe.ReadUnaligned<long>(pivots));
        }
    }
}

/// <summary>Squares of elements as doubles, rounded: <see cref="SquareElements{T}"/>.</summary>
internal readonly unsafe struct ToSquare<T> : IConversion<T, double>
    where T : unmanaged
{
    public void Convert(T* elements, T* pivots, int step, int count, double* to) => SquareElements<T>.Rounded(elements, count, to);
}

/// <summary>What rounding left of squares of doubles: <see cref="SquareElements{T}"/>.</summary>
internal readonly unsafe struct ToSquareRest<T> : IConversion<T, double>
    where T : unmanaged
{
    public void Convert(T* elements, T* pivots, int step, int count, double* to) =>
        SquareElements<T>.Rests((double*)elements, count, to);
}

/// <summary>Elements that floats, or doubles, hold exactly.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TTo">float, or double.</typeparam>
internal readonly unsafe struct ToExact<T, TTo> : IConversion<T, TTo>
    where T : unmanaged
    where TTo : unmanaged
{
    [MethodImpl(HotPath.Optimized)]
    public void Convert(T* elements, T* pivots, int step, int count, TTo* to)
    {
        for (int i = 0; i < count; i++)
        {
            double value = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i));
            if (typeof(TTo) == typeof(double))
            {
                ((double*)to)[i] = value;
            }
            else
            {
                ((float*)to)[i] = (float)value;
            }
        }
    }
}

/// <summary>One part of complex elements.</summary>
/// <param name="part">0 for the real parts, 1 for the imaginary ones.</param>
/// <param name="skipNaN">NaN is left out: a part is NaN where the other one is, so that both are left out or neither.</param>
internal readonly unsafe struct ToPart(int part, bool skipNaN) : IConversion<Complex, double>
{
    [MethodImpl(HotPath.Optimized)]
    public void Convert(Complex* elements, Complex* pivots, int step, int count, double* to)
    {
        double* parts = (double*)elements;
        for (int i = 0; i < count; i++)
        {
            double* pair = parts + (2 * i);
            double own = Unsafe.ReadUnaligned<double>(pair + part), other = Unsafe.ReadUnaligned<double>(pair + 1 - part);
            to[i] = skipNaN && double.IsNaN(other) ? double.NaN : own;
        }
    }
}
