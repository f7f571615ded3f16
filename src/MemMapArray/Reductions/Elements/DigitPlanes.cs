namespace MemMap.Reductions.Elements;

/// <summary>
/// Where the sums of some columns lie: a plane that says which digits are there (<see cref="SumRange"/>), and a plane for each digit
/// (<see cref="Digits{T}"/>).
/// </summary>
/// <remarks>
/// Most digits of most sums are 0, and are not there: they are neither written nor read, and sums merge in a time that goes by the others.
/// <code>
///   ranges      [3, 5)  [3, 5)  [4, 6)
///   digit 3        x       x       .         . is whatever was in that memory
///   digit 4        x       x       x
///   digit 5        .       .       x
/// </code>
/// </remarks>
internal static unsafe class DigitPlanes<T>
    where T : unmanaged
{
    /// <summary>How many planes, of 8 bytes a column.</summary>
    public static int Count => 1 + Digits<T>.Count;

    /// <summary>What digits each column has.</summary>
    public static SumRange* Ranges(byte* planes) => (SumRange*)planes;

    /// <summary>The plane of a digit.</summary>
    public static long* At(byte* planes, int digit, int columns) => (long*)planes + ((1L + digit) * columns);
}
