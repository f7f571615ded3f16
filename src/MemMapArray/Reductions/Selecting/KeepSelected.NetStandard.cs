namespace MemMap.Reductions.Selecting;

/// <summary>Copies elements, with zeros for those that are not selected: no quicker here than to leave those out.</summary>
internal static unsafe class KeepSelected
{
    /// <summary>Whether vectors do it.</summary>
    public static bool IsFor<T>()
        where T : unmanaged => false;

    /// <summary>Copies a row.</summary>
    public static void Row<T>(T* from, ulong* truths, int count, T* to)
        where T : unmanaged
    {
        for (int i = 0; i < count; i++)
        {
            to[i] = ((truths[i / Truths.PerWord] >> (i % Truths.PerWord)) & 1) != 0 ? from[i] : default;
        }
    }
}
