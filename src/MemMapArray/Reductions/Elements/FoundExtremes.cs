namespace MemMap.Reductions.Elements;

/// <summary>The smallest and the largest of some elements.</summary>
internal readonly struct FoundExtremes<T>(T min, T max)
    where T : unmanaged
{
    public T Min { get; } = min;

    public T Max { get; } = max;

    public T Of<TSide>()
        where TSide : struct, ISide => default(TSide).IsMax ? Max : Min;
}
