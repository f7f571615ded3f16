namespace MemMap.Reductions.Kernels;

/// <summary>Which extreme is looked for: a type, so that code is compiled for each.</summary>
internal interface ISide
{
    bool IsMax { get; }
}

/// <summary>The smallest.</summary>
internal readonly struct Smallest : ISide
{
    public bool IsMax => false;
}

/// <summary>The largest.</summary>
internal readonly struct Largest : ISide
{
    public bool IsMax => true;
}
