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
}
