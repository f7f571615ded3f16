using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Numerics;
using NumSharp;
using NumSharpArray = NumSharp.NDArray;

namespace MemMap.Benchmarks.Peers.Contenders;

/// <summary>NumSharp, over the same mapping, which it takes as a buffer.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed unsafe class NumSharpContender<T>(DataFile<T> file) : IContender<T>
    where T : unmanaged, INumber<T>
{
    private static readonly Dictionary<string, (Func<NumSharpArray, object> OverAll, Func<NumSharpArray, int, NumSharpArray> Along)> s_operations = new()
    {
        ["mean"] = (a => np.mean(a), (a, axis) => np.mean(a, axis)),
        ["std"] = (a => np.std(a), (a, axis) => np.std(a, axis)),
        ["min"] = (a => np.amin(a), (a, axis) => np.amin(a, axis)),
        ["max"] = (a => np.amax(a), (a, axis) => np.amax(a, axis)),
        ["argmax"] = (a => np.argmax(a), (a, axis) => np.argmax(a, axis)),
        ["count_nonzero"] = (a => np.count_nonzero(a), (a, axis) => np.count_nonzero(a, axis)),
        ["any"] = (a => np.any(a), (a, axis) => np.any(a, axis)),
        ["all"] = (a => np.all(a), (a, axis) => np.all(a, axis)),
        ["prod"] = (a => np.prod(a), (a, axis) => np.prod(a, axis)),
    };

    public string Name => ContenderNames.NumSharp;

    public Sampling Sampling => Sampling.WhenSlow;

    public bool CanDo(Case<T> what) => s_operations.ContainsKey(what.Operation.Name);

    public Measurement Measure(Case<T> what)
    {
        using NumSharpArray flat = np.frombuffer((IntPtr)file.Pointer, what.Rows * Layouts.Columns * sizeof(T), typeof(T));
        using NumSharpArray grid = what.Layout.Order == MemMapOrder.F
            ? flat.reshape([Layouts.Columns, what.Rows])
            : flat.reshape([what.Rows, Layouts.Columns]);
        using NumSharpArray? view = View(grid, what.Layout);
        NumSharpArray array = view ?? grid;
        (Func<NumSharpArray, object> overAll, Func<NumSharpArray, int, NumSharpArray> along) = s_operations[what.Operation.Name];

        long start = Stopwatch.GetTimestamp();
        object result = what.Axis is int axis ? along(array, axis) : overAll(array);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new(seconds, MeanOf(result));
    }

    public void Dispose()
    {
    }

    // Order F is the transpose of (columns, rows) in order C.
    private static NumSharpArray? View(NumSharpArray grid, Layout<T> layout) => layout switch
    {
        { Order: MemMapOrder.F } or { Name: "Transposed" } => np.transpose(grid),
        { Name: "Half" } => grid[$":, :{Layouts.Columns / 2}"],
        { Name: "Middle" } => grid.reshape([-1, 100, 10]),
        { RowLength: int length and not Layouts.Columns } => grid.reshape([-1, length]),
        _ => null,
    };

    private static double MeanOf(object result)
    {
        if (result is not NumSharpArray array)
        {
            return Convert.ToDouble(result);
        }

        using (array)
        {
            using NumSharpArray doubles = array.astype(typeof(double));
            return doubles.ToArray<double>().Average();
        }
    }
}
