namespace MemMap.Reductions.Scalar;

/// <summary>Pointers to rows that lie at equal distances.</summary>
internal static unsafe class PointToRows
{
    /// <summary>Points to so many of them, from <paramref name="row"/> on.</summary>
    public static void Every(byte* row, long distance, int count, void** rows)
    {
        for (int i = 0; i < count; i++, row += distance)
        {
            rows[i] = row;
        }
    }
}
