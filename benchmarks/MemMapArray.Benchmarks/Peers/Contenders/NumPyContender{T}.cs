using System;
using System.Text.Json.Nodes;

namespace MemMap.Benchmarks.Peers.Contenders;

/// <summary>NumPy's <c>np.memmap</c>, or what takes one, in a process of its own, which times itself.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class NumPyContender<T>(NumPyProcess process, string path, string name, Func<Case<T>, string?> expression) : IContender<T>
    where T : unmanaged
{
    public string Name => name;

    public Sampling Sampling => Sampling.WhenSlow;

    public bool WarmsUp => false;

    public bool CanDo(Case<T> what) => expression(what) is not null;

    public Measurement Measure(Case<T> what)
    {
        JsonNode answer = process.Ask(new()
        {
            ["path"] = path,
            ["type"] = what.Type.NumPy,
            ["shape"] = new JsonArray(what.Rows, Layouts.Columns),
            ["order"] = what.Layout.Order.ToString(),
            ["view"] = what.Layout.NumPy,
            ["axis"] = what.Axis,
            ["expression"] = expression(what),
        });

        // JSON has no infinities.
        return new((double)answer["seconds"]!, (double?)answer["value"] ?? double.NaN);
    }

    /// <summary>Lets go of the file; the process goes on.</summary>
    public void Dispose() => process.Ask(new() { ["close"] = true });
}
