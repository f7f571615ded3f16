namespace MemMap.Benchmarks.Peers;

/// <summary>The type of the elements of a file.</summary>
/// <param name="Name">Its name in NumPy.</param>
/// <param name="Size">How many bytes an element has.</param>
/// <param name="Modulus">Element i is i modulo this, which divides <see cref="Case.Columns"/>.</param>
internal sealed record ElementType(string Name, int Size, int Modulus);
