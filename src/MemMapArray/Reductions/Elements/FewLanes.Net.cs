using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Elements;

/// <summary>
/// A few floats or doubles as doubles in one vector, without touching what lies beside them: those that do not fill it overlap, and what
/// lies in both halves is there twice.
/// </summary>
/// <remarks>
/// <code>
///   elements:   a b c d e f        in a vector of eight:   a b c d | c d e f
///   elements:   a b c              in a vector of four:    a b | b c
/// </code>
/// </remarks>
internal readonly unsafe struct FewLanes(int count) : ILanes
{
    public const int Eight = 8;

    public const int Four = 4;

    private const int Two = 2;

    /// <summary>Whether the element type is one of these.</summary>
    public static bool AreFor<T>() => typeof(T) == typeof(double) || typeof(T) == typeof(float);

    /// <summary>Eight elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LoadEight<T>(T* from)
        where T : unmanaged =>
        typeof(T) == typeof(double)
            ? Vector512.Load((double*)from)
            : Vector512.WidenLower(Vector256.Load((float*)from).ToVector512Unsafe());

    /// <summary>Four elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LoadFour<T>(T* from)
        where T : unmanaged =>
        typeof(T) == typeof(double)
            ? Vector256.Load((double*)from)
            : Vector256.WidenLower(Vector128.Load((float*)from).ToVector256Unsafe());

    /// <summary>Four to eight elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LoadFours<T>(T* from, int count)
        where T : unmanaged
    {
        T* last = from + count - Four;
        return typeof(T) == typeof(double)
            ? Join(Vector256.Load((double*)from), Vector256.Load((double*)last))
            : Vector512.WidenLower(Join(Vector128.Load((float*)from), Vector128.Load((float*)last)).ToVector512Unsafe());
    }

    /// <summary>Two to four elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LoadTwos<T>(T* from, int count)
        where T : unmanaged
    {
        T* last = from + count - Two;
        if (typeof(T) == typeof(double))
        {
            return Join(Vector128.Load((double*)from), Vector128.Load((double*)last));
        }

        // Two floats are as large as a double.
        Vector128<double> pairs = Vector128.Create(Unsafe.ReadUnaligned<double>(from), Unsafe.ReadUnaligned<double>(last));
        return Vector256.WidenLower(pairs.AsSingle().ToVector256Unsafe());
    }

    /// <summary>Two halves of a vector. (What is made by <c>Create</c> begins as a vector in memory, which a loop waits for.)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Join(Vector256<double> lower, Vector256<double> upper) => lower.ToVector512Unsafe().WithUpper(upper);

    /// <summary>Stores what <see cref="LoadFours"/> loads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFours(Vector512<double> lanes, double* to, int count)
    {
        lanes.GetLower().Store(to);
        lanes.GetUpper().Store(to + count - Four);
    }

    /// <summary>Stores what <see cref="LoadTwos"/> loads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTwos(Vector256<double> lanes, double* to, int count)
    {
        lanes.GetLower().Store(to);
        lanes.GetUpper().Store(to + count - Two);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Load<T>(T* from)
        where T : unmanaged =>
        count >= Four ? LoadFours(from, count)
        : count >= Two ? Twice(from, count)
        : Vector512.Create(Element.ToDouble(Unsafe.ReadUnaligned<T>(from)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<double> lanes, double* to)
    {
        if (count >= Four)
        {
            StoreFours(lanes, to, count);
        }
        else if (count >= Two)
        {
            StoreTwos(lanes.GetLower(), to, count);
        }
        else
        {
            *to = lanes.ToScalar();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Twice<T>(T* from, int count)
        where T : unmanaged
    {
        Vector256<double> lanes = LoadTwos(from, count);
        return Join(lanes, lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Join<T>(Vector128<T> lower, Vector128<T> upper) => lower.ToVector256Unsafe().WithUpper(upper);
}

/// <summary>All lanes of a vector.</summary>
internal readonly unsafe struct AllLanes : ILanes
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Load<T>(T* from)
        where T : unmanaged => FewLanes.LoadEight(from);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<double> lanes, double* to) => lanes.Store(to);
}

/// <summary>Which doubles are in a vector.</summary>
internal unsafe interface ILanes
{
    /// <summary>Loads them, of floats or doubles.</summary>
    Vector512<double> Load<T>(T* from)
        where T : unmanaged;

    /// <summary>Stores them where as many lie.</summary>
    void Store(Vector512<double> lanes, double* to);
}
