namespace MemMap.Converting;

/// <summary>Steps with vectors: netstandard2.0 has none.</summary>
internal static unsafe class ConvertVectors
{
    /// <summary>Converts as many elements as vectors are good for.</summary>
    /// <returns>How many.</returns>
    public static int Run<TFrom, TTo>(byte* from, byte* to, int count, Conversion how, ref bool fits)
        where TFrom : unmanaged
        where TTo : unmanaged => 0;
}
