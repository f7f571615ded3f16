namespace MemMap.Reductions.Elements;

/// <summary>Which extreme is looked for: a type, so that code is compiled for each.</summary>
internal interface ISide
{
    bool IsMax { get; }

    /// <summary>What it is called in messages.</summary>
    string Name { get; }
}

/// <summary>The smallest.</summary>
internal readonly struct Smallest : ISide
{
    public bool IsMax => false;

    public string Name => "minimum";
}

/// <summary>The largest.</summary>
internal readonly struct Largest : ISide
{
    public bool IsMax => true;

    public string Name => "maximum";
}
