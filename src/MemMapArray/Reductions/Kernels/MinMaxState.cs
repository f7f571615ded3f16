namespace MemMap.Reductions.Kernels;

/// <summary>The smallest and the largest of some elements.</summary>
internal readonly struct MinMaxState<T>(T min, T max)
{
    public T Min { get; } = min;

    public T Max { get; } = max;
}
