namespace MemMap.Tool.Comparing;

/// <summary>Which differences do not count: those up to <paramref name="Absolute"/> + <paramref name="Relative"/> * |y|, as
/// <c>np.isclose</c> has it.</summary>
internal readonly record struct Tolerance(double Absolute, double Relative)
{
    public bool Allows(double distance, double size) => distance <= Absolute + (Relative * size) && distance < double.PositiveInfinity;
}
