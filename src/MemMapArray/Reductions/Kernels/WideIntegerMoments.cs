using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Elements;
using MemMap.Reductions.Loops;
using MemMap.Reductions.States;

namespace MemMap.Reductions.Kernels;

/// <summary>Moments up to the fourth of 64-bit integers, around an integer pivot as in <see cref="WideIntegerVariance{T}"/>.</summary>
internal static unsafe class WideIntegerMoments
{
    /// <summary>Those of a block.</summary>
    [SkipLocalsInit]
    public static FourthMoments Block<T>(T* elements, int count)
        where T : unmanaged
    {
        double* differences = stackalloc double[Rules.BlockElements];
        default(ToDifference<T>).Block(elements, count, differences);
        double center = SumBlock.Elements(differences, count) / count;
        return FromSums(count, elements, center, SumPowers.Block(differences, count, center));
    }

    /// <summary>Those of each column over the rows of a leaf.</summary>
    public static void Rows<T>(T** rows, int rowCount, int columns, double* moments)
        where T : unmanaged
    {
        for (int column = 0; column < columns; column += ScratchTile<double>.Columns)
        {
            Tile(rows, rowCount, column, Math.Min(ScratchTile<double>.Columns, columns - column), columns, moments);
        }
    }

    [SkipLocalsInit]
    private static void Tile<T>(T** rows, int rowCount, int first, int some, int columns, double* moments)
        where T : unmanaged
    {
        double* memory = stackalloc double[ScratchTile<double>.Elements];
        double** differences = stackalloc double*[ScratchTile<double>.Rows];
        ScratchTile<double>.Fill(default(ToDifference<T>), rows, rowCount, first, some, memory, differences);

        double* centers = stackalloc double[(1 + PowerSums.Planes) * some], sums = centers + some;
        SumRows.Elements(differences, rowCount, some, centers);
        for (int column = 0; column < some; column++)
        {
            centers[column] /= rowCount;
        }

        SumPowers.Rows(differences, rowCount, some, centers, sums);
        for (int column = 0; column < some; column++)
        {
            FromSums(rowCount, rows[0] + first + column, centers[column], PowerSums.Load(sums, column, some)).Store(moments, first + column, columns);
        }
    }

    private static FourthMoments FromSums<T>(int count, T* pivot, double center, in PowerSums sums)
        where T : unmanaged
    {
        (double high, double low) = Element.ToDoubles<T>(Unsafe.ReadUnaligned<long>(pivot));
        return FourthMoments.FromSums(count, 0, high, low + center, sums);
    }
}
