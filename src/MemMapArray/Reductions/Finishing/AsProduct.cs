namespace MemMap.Reductions.Finishing;

/// <summary>The product as a double, which overflows or underflows here or not at all.</summary>
internal readonly unsafe struct AsProduct : IFinish<ProductState, double>
{
    public double Finish(ProductState state, byte* states, int column, int columns, long count)
    {
        double mantissa = ((double*)states)[column];
        return mantissa == 0 || !Doubles.IsFinite(mantissa)
            ? Doubles.Canonical(mantissa)
            : Mantissa.Join(mantissa, ((long*)states)[columns + column]);
    }

    public double FinishEmpty() => 1;
}
