namespace MemMap;

/// <summary>What becomes of the elements at the end that do not fill a group.</summary>
public enum EdgePolicy
{
    /// <summary>They are a group too, a shorter one, as in pandas' <c>resample</c>.</summary>
    Keep,

    /// <summary>They are left out.</summary>
    Drop,

    /// <summary>There may be none: otherwise an <see cref="System.ArgumentException"/>, as a reshape gives.</summary>
    Throw,
}
