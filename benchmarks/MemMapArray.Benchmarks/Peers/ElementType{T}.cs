using System;
using System.Collections.Generic;

namespace MemMap.Benchmarks.Peers;

/// <summary>The type of the elements of a file, and its numbers.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <param name="Name">Its name in the table.</param>
/// <param name="NumPy">Its name in NumPy; null when NumPy has no such type.</param>
/// <param name="Modulus">Elements that count go from 0 to before this.</param>
/// <param name="FromDouble">The element of a value, without its fraction where the type has none.</param>
/// <param name="ToDouble">The value of an element.</param>
/// <param name="DotNetPeers">The libraries of .NET that know the type.</param>
internal sealed record ElementType<T>(
    string Name,
    string? NumPy,
    int Modulus,
    Func<double, T> FromDouble,
    Func<T, double> ToDouble,
    Func<DataFile<T>, IEnumerable<IContender<T>>> DotNetPeers) : ElementType(Name, NumPy, Modulus)
    where T : unmanaged
{
    private const int UnitStep = 100;
    private const int UnitRows = 8;

    /// <summary>NumPy adds up in the type itself, which is narrower than float64.</summary>
    public bool IsNarrowFloat => HasFractions && NumPy is not (null or "f8");

    /// <summary>Bottleneck has code of its own for the type; any other it leaves to NumPy.</summary>
    public bool IsBottlenecks => NumPy is "f4" or "f8" or "i4" or "i8";

    private bool HasFractions => ToDouble(FromDouble(0.5)) != 0;

    public override void MeasureIn(PeersRun run) => run.Measure(this);

    /// <summary>The value of an element of the file.</summary>
    public double ValueAt(Content content, long index) => content switch
    {
        Content.Counting => index % Modulus,
        Content.Zeros => 0,
        _ when !HasFractions || index % UnitStep > 1 => 1,
        _ => index % UnitStep == index / Layouts.Columns / UnitRows % 2 ? 2 : 0.5,
    };

    /// <summary>After how many elements of the file the values repeat.</summary>
    public int Period(Content content) => content switch
    {
        Content.Counting => Modulus,
        Content.Units when HasFractions => 2 * UnitRows * Layouts.Columns,
        _ => 1,
    };
}
