using System;

namespace MemMap.Benchmarks.Peers;

/// <summary>The right answers, known exactly because the elements count up periodically.</summary>
internal static class Truth
{
    private const double Tolerance = 1e-9;

    /// <summary>The mean over the elements of the result, in exact arithmetic.</summary>
    public static double Of(Case what)
    {
        // Along one axis the elements run through whole periods, along the other all are the same.
        int period = Math.Min(what.Type.Modulus, what.UsedColumns);
        int constantAxis = what.Layout is Layout.F or Layout.Transposed ? 1 : 0;
        double mean = (period - 1) / 2.0;
        if (what.Axis == constantAxis)
        {
            return what.Operation is Operation.Std or Operation.Describe ? 0 : mean;
        }

        return what.Operation switch
        {
            Operation.Mean => mean,
            Operation.Std or Operation.Describe => Math.Sqrt((((double)period * period) - 1) / 12),
            Operation.Min => 0,
            _ => period - 1,
        };
    }

    /// <summary>Whether an answer is right to 9 digits, or to 1e-9 where the truth is 0.</summary>
    public static bool Agrees(Case what, double value)
    {
        double truth = Of(what);
        return Math.Abs(value - truth) <= Tolerance * (truth == 0 ? 1 : truth);
    }
}
