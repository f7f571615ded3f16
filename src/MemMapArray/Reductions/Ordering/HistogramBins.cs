using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Ordering;

/// <summary>Bins between edges: by arithmetic where they have one width, corrected by the edges as NumPy does, by search where not.</summary>
internal sealed class HistogramBins
{
    private readonly double _scale;
    private readonly bool _isUniform;

    /// <summary>Bins of any width.</summary>
    /// <param name="edges">Their edges, ascending.</param>
    public HistogramBins(double[] edges) => Edges = edges;

    /// <summary>Bins of one width.</summary>
    /// <param name="low">The first edge.</param>
    /// <param name="high">The last edge, which is higher.</param>
    /// <param name="bins">How many bins.</param>
    public HistogramBins(double low, double high, int bins)
    {
        _scale = bins / (high - low);

        // What rounding makes of a place and of an edge, in widths of a bin, is far below this.
        double widths = bins + (Math.Max(Math.Abs(low), Math.Abs(high)) * _scale);
        Margin = widths * 1.0e-15 * 4;

        // Of float32: the scale, the place of 0, the product and the sum are each rounded by 2^-24 of themselves at most, and none is above
        // the widths.
        SingleMargin = widths / (1 << 22);

        // NumPy's linspace, which takes another way where the step is too small for a double.
        double step = (high - low) / bins;
        Edges = new double[bins + 1];
        for (int i = 0; i < bins; i++)
        {
            Edges[i] = (step == 0 ? i / (double)bins * (high - low) : i * step) + low;
        }

        Edges[bins] = high;

        // Where bins are no wider than what rounds, arithmetic says nothing of them.
        _isUniform = Doubles.IsFinite(_scale);
        for (int i = 0; i < bins; i++)
        {
            _isUniform &= Edges[i] < Edges[i + 1];
        }
    }

    /// <summary>The edges.</summary>
    public double[] Edges { get; }

    /// <summary>Whether arithmetic alone says which bin a value is in, unless it is near an edge.</summary>
    public bool IsSure => _isUniform && Margin < 0.1 && Count < 1 << 30;

    /// <summary>Whether an element is in the last bin whose first edge it is not below: arithmetic that is more than a bin wrong is not
    /// corrected.</summary>
    public bool GoesByEdges => !_isUniform || IsSure;

    /// <summary>How near to an edge it may be wrong, in widths of a bin.</summary>
    public double Margin { get; }

    /// <summary>The same of arithmetic of float32, where nothing is too large or too small for that.</summary>
    public bool IsSureOfSingles => IsSure && SingleMargin < 0.1 && _scale is > 1.0e-30 and < 1.0e30;

    /// <summary>How near to an edge that may be wrong.</summary>
    public double SingleMargin { get; }

    /// <summary>How many bins there are in a width of 1.</summary>
    public double Scale => _scale;

    /// <summary>How many bins there are.</summary>
    public int Count => Edges.Length - 1;

    /// <summary>Which bin a value is in; -1 for one beyond the edges and for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(double value) => _isUniform ? OfUniform(value) : Search(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int OfUniform(double value)
    {
        double[] edges = Edges;
        int last = edges.Length - 2;
        if (!(value >= edges[0] && value <= edges[last + 1]))
        {
            return -1;
        }

        int bin = Math.Min((int)((value - edges[0]) * _scale), last);
        bin -= value < edges[bin] ? 1 : 0;
        return bin + (bin != last && value >= edges[bin + 1] ? 1 : 0);
    }

    [MethodImpl(HotPath.Optimized)]
    private int Search(double value)
    {
        double[] edges = Edges;
        int last = edges.Length - 2;
        if (!(value >= edges[0] && value <= edges[last + 1]))
        {
            return -1;
        }

        if (value == edges[last + 1])
        {
            return last;
        }

        // The last edge that is not above.
        (int low, int high) = (0, last + 1);
        while (high - low > 1)
        {
            int middle = (low + high) >>> 1;
            (low, high) = edges[middle] <= value ? (middle, high) : (low, middle);
        }

        return low;
    }
}
