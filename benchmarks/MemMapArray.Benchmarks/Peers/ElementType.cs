namespace MemMap.Benchmarks.Peers;

/// <summary>The type of the elements of a file.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="NumPy">Its name in NumPy; null when NumPy has no such type.</param>
/// <param name="Modulus">Elements that count go from 0 to before this, which divides <see cref="Layouts.Columns"/>.</param>
internal abstract record ElementType(string Name, string? NumPy, int Modulus)
{
    /// <summary>Measures the cases of this type.</summary>
    public abstract void MeasureIn(PeersRun run);
}
