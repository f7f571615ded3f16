using System.Runtime.InteropServices;

namespace MemMap.Series;

/// <summary>A sum as an unevaluated sum of two doubles.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct WindowSum
{
    public double Count;
    public double High;
    public double Low;
}

/// <summary>Mean and sum of squared deviations. The mean is given as a distance from the first element, which is exact where neighbours are
/// close.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct WindowMoments
{
    public double Count;
    public double First;
    public double Mean;
    public double Squares;
}

/// <summary>The least or the largest.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct WindowExtreme
{
    public double Count;
    public double Value;
}
