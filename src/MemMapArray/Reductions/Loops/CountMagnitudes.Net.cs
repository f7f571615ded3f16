using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary><see cref="Scalar.CountMagnitudes{T}"/> with vectors, which hold the bits of as many elements as fit.</summary>
internal static unsafe class CountMagnitudes<T>
    where T : unmanaged
{
    /// <summary>How many elements of a block are above a limit.</summary>
    public static int CountAbove(T* elements, int count, ulong limit) => sizeof(T) switch
    {
        sizeof(byte) => Block<byte>(elements, count, limit),
        sizeof(ushort) => Block<ushort>(elements, count, limit),
        sizeof(uint) => Block<uint>(elements, count, limit),
        sizeof(ulong) => Block<ulong>(elements, count, limit),
        _ => Scalar.CountMagnitudes<T>.CountAbove(elements, count, limit),
    };

    /// <summary>How many elements of each column are above a limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CountAbove(T** rows, int rowCount, int columns, ulong limit, double* counts)
    {
        switch (sizeof(T))
        {
            case sizeof(byte):
                Rows<byte>(rows, rowCount, columns, limit, counts);
                break;
            case sizeof(ushort):
                Rows<ushort>(rows, rowCount, columns, limit, counts);
                break;
            case sizeof(uint):
                Rows<uint>(rows, rowCount, columns, limit, counts);
                break;
            case sizeof(ulong):
                Rows<ulong>(rows, rowCount, columns, limit, counts);
                break;
            default:
                Scalar.CountMagnitudes<T>.CountAbove(rows, rowCount, columns, limit, counts);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Block<TBits>(T* elements, int count, ulong limit)
        where TBits : unmanaged, INumberBase<TBits>
    {
        Vector512<TBits> mask = Vector512.Create(TBits.CreateTruncating(Magnitude<T>.Mask));
        Vector512<TBits> most = Vector512.Create(TBits.CreateTruncating(limit));
        int above = 0, i = 0;
        for (; i <= count - Vector512<TBits>.Count; i += Vector512<TBits>.Count)
        {
            Vector512<TBits> isAbove = Vector512.GreaterThan(Vector512.Load((TBits*)elements + i) & mask, most);
            above += BitOperations.PopCount(isAbove.ExtractMostSignificantBits());
        }

        return above + Scalar.CountMagnitudes<T>.CountAbove(elements + i, count - i, limit);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TBits>(T** rows, int rowCount, int columns, ulong limit, double* counts)
        where TBits : unmanaged, INumberBase<TBits>
    {
        byte* wideMemory = stackalloc byte[WideRows<T>.MemoryFor(columns)];
        var wide = new WideRows<T>(rows, rowCount, columns, repeats: false, wideMemory);

        // A leaf has so few rows that a byte counts them.
        int room = CacheLine.Fill<TBits>(wide.Length);
        byte* memory = stackalloc byte[((room + Vector512<TBits>.Count) * sizeof(TBits)) + CacheLine.Bytes];
        TBits* above = (TBits*)CacheLine.After(memory), last = above + room;
        WalkColumns.Of(wide.Rows, wide.Count, wide.Length, new CountStep<TBits>(above, last, TBits.CreateTruncating(limit)));
        if (wide.Length % Vector512<TBits>.Count != 0)
        {
            Vector512.Load(last).Store(above + wide.Length - Vector512<TBits>.Count);
        }

        wide.Fold(above);
        for (int column = 0; column < columns; column++)
        {
            counts[column] = double.CreateTruncating(above[column]);
        }
    }

    private readonly struct CountStep<TBits>(TBits* above, TBits* last, TBits limit) : IColumnStep<T>
        where TBits : unmanaged, INumberBase<TBits>
    {
        public int Width => Vector512<TBits>.Count;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(T** rows, int some, int column, bool isFirst, bool isLast)
        {
            TBits* to = isLast ? last : above + column;
            Vector512<TBits> mask = Vector512.Create(TBits.CreateTruncating(Magnitude<T>.Mask)), most = Vector512.Create(limit);
            Vector512<TBits> sum = isFirst ? default : Vector512.Load(to);
            for (T** from = rows; from < rows + some; from++)
            {
                Prefetch.Step(from[Rules.RowsAhead] + column, 1);

                // All bits set is -1.
                sum -= Vector512.GreaterThan(Vector512.Load((TBits*)(*from + column)) & mask, most);
            }

            sum.Store(to);
        }
    }
}
