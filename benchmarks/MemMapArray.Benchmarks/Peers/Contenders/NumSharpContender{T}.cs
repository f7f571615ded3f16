using System;
using System.Diagnostics;
using System.Linq;
using System.Numerics;
using NumSharp;

namespace MemMap.Benchmarks.Peers.Contenders;

/// <summary>NumSharp, over the same mapping, which it takes as a buffer.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed unsafe class NumSharpContender<T>(DataFile<T> file) : IContender
    where T : unmanaged, INumber<T>
{
    public string Name => ContenderNames.NumSharp;

    public Sampling Sampling => Sampling.WhenSlow;

    public bool CanDo(Case what) => what.Operation != Operation.Describe;

    public Measurement Measure(Case what)
    {
        using NDArray flat = np.frombuffer((IntPtr)file.Pointer, what.Rows * Case.Columns * sizeof(T), typeof(T));
        using NDArray grid = what.Layout == Layout.F ? flat.reshape([Case.Columns, what.Rows]) : flat.reshape([what.Rows, Case.Columns]);
        using NDArray? view = View(grid, what.Layout);
        NDArray array = view ?? grid;

        long start = Stopwatch.GetTimestamp();
        using NDArray result = what.Axis is int axis ? Along(array, what.Operation, axis) : OverAll(array, what.Operation);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        using NDArray doubles = result.astype(typeof(double));
        return new(seconds, doubles.ToArray<double>().Average());
    }

    public void Dispose()
    {
    }

    // Order F is the transpose of (columns, rows) in order C.
    private static NDArray? View(NDArray grid, Layout layout) => layout switch
    {
        Layout.C => null,
        Layout.F or Layout.Transposed => np.transpose(grid),
        _ => grid[$":, :{Case.Columns / 2}"],
    };

    private static NDArray OverAll(NDArray array, Operation operation) => operation switch
    {
        Operation.Mean => np.mean(array),
        Operation.Std => np.std(array),
        Operation.Min => np.amin(array),
        _ => np.amax(array),
    };

    private static NDArray Along(NDArray array, Operation operation, int axis) => operation switch
    {
        Operation.Mean => np.mean(array, axis),
        Operation.Std => np.std(array, axis),
        Operation.Min => np.amin(array, axis),
        _ => np.amax(array, axis),
    };
}
