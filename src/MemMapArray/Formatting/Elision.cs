namespace MemMap.Formatting;

/// <summary>Which elements of an array are not printed: of more than 1,000, all but the first and last three of each axis.</summary>
internal readonly struct Elision
{
    /// <summary>How many are shown at each end of an axis.</summary>
    public const int EdgeItems = 3;

    /// <summary>What stands in the place of the others.</summary>
    public const string Mark = "...";

    private const int Threshold = 1000;

    private readonly bool _summarizes;

    public Elision(long[] lengths)
    {
        long length = 1;
        foreach (long axisLength in lengths)
        {
            length *= axisLength;
        }

        _summarizes = length > Threshold;
    }

    /// <summary>Whether the middle of an axis of this length is left out.</summary>
    public bool Omits(long length) => _summarizes && length > 2 * EdgeItems;
}
