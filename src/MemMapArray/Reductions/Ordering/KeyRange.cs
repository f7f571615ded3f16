namespace MemMap.Reductions.Ordering;

/// <summary>How far elements reach.</summary>
internal sealed class KeyRange
{
    /// <summary>The key of the smallest number; above <see cref="High"/> when there is none.</summary>
    public long Low { get; set; } = long.MaxValue;

    /// <summary>The key of the largest number.</summary>
    public long High { get; set; } = long.MinValue;

    /// <summary>Whether some element is NaN.</summary>
    public bool HasNaN { get; set; }

    /// <summary>Takes elements.</summary>
    /// <param name="each">How many there are of each value, in the order of keys.</param>
    public void Add<T>(long[] each)
    {
        for (int i = 0; i < each.Length; i++)
        {
            long key = OrderKey.Least<T>() + i;
            if (each[i] > 0 && key >= OrderKey.LeastNumber<T>() && key <= OrderKey.LargestNumber<T>())
            {
                (Low, High) = (System.Math.Min(Low, key), System.Math.Max(High, key));
            }
            else
            {
                HasNaN |= each[i] > 0;
            }
        }
    }
}
