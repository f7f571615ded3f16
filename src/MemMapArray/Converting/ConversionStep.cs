using System.Runtime.CompilerServices;
using MemMap.ByteOrders;

namespace MemMap.Converting;

/// <summary>Converts some elements, which may not overlap their results.</summary>
/// <returns>Whether all have fitted; only <see cref="Conversion.Checked"/> has some that do not.</returns>
internal unsafe delegate bool ConversionLoop(byte* from, byte* to, int count, Conversion how);

/// <summary>A direct step from one number to another.</summary>
/// <param name="loop">Converts elements.</param>
internal readonly unsafe partial struct ConversionStep(ConversionLoop loop)
{
    public static ConversionStep Of<TFrom, TTo>()
        where TFrom : unmanaged
        where TTo : unmanaged => new(Run<TFrom, TTo>);

    /// <summary>The bytes of each element in the other order.</summary>
    public static ConversionStep Reverse(int size) => size switch
    {
        sizeof(short) => new(Reverse<short>),
        sizeof(int) => new(Reverse<int>),
        _ => new(Reverse<long>),
    };

    /// <inheritdoc cref="ConversionLoop"/>
    public bool Convert(byte* from, byte* to, int count, Conversion how) => loop(from, to, count, how);

    [MethodImpl(HotPath.Optimized)]
    private static bool Run<TFrom, TTo>(byte* from, byte* to, int count, Conversion how)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        bool fits = true;
        int done = 0;
        RunVectors<TFrom, TTo>(from, to, count, how, ref done, ref fits);
        return ScalarConvert.Elements<TFrom, TTo>(from, to, done, count, how) && fits;
    }

    /// <summary>Converts as many elements as vectors are good for. Without a body, as on netstandard2.0, it is no call at all.</summary>
    static partial void RunVectors<TFrom, TTo>(byte* from, byte* to, int count, Conversion how, ref int done, ref bool fits)
        where TFrom : unmanaged
        where TTo : unmanaged;

    private static bool Reverse<T>(byte* from, byte* to, int count, Conversion how)
        where T : unmanaged
    {
        ByteOrder.Reverse(from, to, sizeof(T), count);
        return true;
    }
}
