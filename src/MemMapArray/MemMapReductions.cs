using System;
using MemMap.Reductions;
using MemMap.Reductions.Kernels;

namespace MemMap;

/// <summary>
/// Reductions of views, unit by unit in a small fixed amount of memory, whatever the size of the file.
/// </summary>
/// <remarks>
/// <para>Accurate: sums are kept in double precision in short chains that merge as a tree (integers exactly), and deviations are taken
/// around pivots near the data, so results of float32 are as good as those of float64.</para>
/// <para>Reproducible: the bits of a result depend on the elements and their strides only, not on the processor, the number of threads or the size of the
/// units of work.</para>
/// <para>Element types: all primitive integers, float, double, and (not on netstandard2.0) Half. NaN propagates, as in NumPy. Elements are read in
/// the order of memory, whatever the order of the axes.</para>
/// <para>A Dispose in another thread lets a running reduction end first.</para>
/// </remarks>
public static partial class MemMapReductions
{
    private static double[] SumOf<T>(Window window, bool[] reduces, bool isMean, ReductionOptions? options)
        where T : unmanaged
    {
        var settings = new ReductionSettings(options);
        return Element.IsFloatingPoint<T>() ? ReductionEngine.Reduce<T, FloatingSumState, double, FloatingSum<T>>(window, reduces, new(isMean, settings.SkipNaN), settings)
            : Element.IsWideInteger<T>() ? ReductionEngine.Reduce<T, WideInteger, double, WideIntegerSum<T>>(window, reduces, new(isMean), settings)
            : Element.IsInteger<T>() ? ReductionEngine.Reduce<T, WideInteger, double, IntegerSum<T>>(window, reduces, new(isMean), settings)
            : throw HasNoArithmetic(typeof(T));
    }

    private static double[] VarianceOf<T>(Window window, bool[] reduces, bool isRoot, double ddof, ReductionOptions? options)
        where T : unmanaged
    {
        var settings = new ReductionSettings(options);
        return Element.IsWideInteger<T>() ? ReductionEngine.Reduce<T, MomentsState, double, WideIntegerVariance<T>>(window, reduces, new(isRoot, ddof), settings)
            : Element.IsFloatingPoint<T>() || Element.IsInteger<T>()
                ? ReductionEngine.Reduce<T, MomentsState, double, Variance<T>>(window, reduces, new(isRoot, ddof, settings.SkipNaN && Element.IsFloatingPoint<T>()), settings)
            : throw HasNoArithmetic(typeof(T));
    }

    private static (T Min, T Max)[] MinMaxOf<T>(Window window, bool[] reduces, ReductionOptions? options)
        where T : unmanaged
    {
        var settings = new ReductionSettings(options);
        return Element.IsFloatingPoint<T>() || Element.IsInteger<T>()
            ? ReductionEngine.Reduce<T, MinMaxState<T>, (T Min, T Max), MinMax<T>>(window, reduces, new(settings.SkipNaN), settings)
            : throw HasNoArithmetic(typeof(T));
    }

    private static Window WindowOf<T>(MemMapView<T> view)
        where T : unmanaged
    {
        Window window = (view ?? throw new ArgumentNullException(nameof(view))).Window;
        window.Region.ThrowIfClosed();
        return window;
    }

    private static bool[] AllAxes(Window window)
    {
        bool[] reduces = new bool[window.Layout.Rank];
        reduces.AsSpan().Fill(true);
        return reduces;
    }

    private static bool[] SomeAxes(Window window, ReadOnlySpan<int> axes)
    {
        bool[] reduces = new bool[window.Layout.Rank];
        foreach (int named in axes)
        {
            int axis = Axis.Normalize(named, reduces.Length, axes.Length == 1 ? "axis" : nameof(axes));
            if (reduces[axis])
            {
                throw new ArgumentException($"Axis {axis} is named twice.", nameof(axes));
            }

            reduces[axis] = true;
        }

        return reduces;
    }

    private static long[] ResultLengths(Window window, bool[] reduces, bool keepDims)
    {
        var lengths = new System.Collections.Generic.List<long>();
        for (int axis = 0; axis < reduces.Length; axis++)
        {
            if (!reduces[axis])
            {
                lengths.Add(window.Layout.Lengths[axis]);
            }
            else if (keepDims)
            {
                lengths.Add(1);
            }
        }

        return [.. lengths];
    }

    private static NotSupportedException HasNoArithmetic(Type type) =>
        new($"A reduction has no arithmetic for {type.Name}. It has for {Element.Supported}; Cast or Field give a view of such elements.");
}
