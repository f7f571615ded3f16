using System.Text.Json.Nodes;

namespace MemMap.Benchmarks.Peers.Contenders;

/// <summary>NumPy's <c>np.memmap</c> in a process of its own, which times itself.</summary>
internal sealed class NumPyContender(NumPyProcess process, string path) : IContender
{
    public string Name => ContenderNames.NumPy;

    public Sampling Sampling => Sampling.WhenSlow;

    public bool CanDo(Case what) => true;

    public Measurement Measure(Case what)
    {
        JsonNode answer = process.Ask(new()
        {
            ["path"] = path,
            ["type"] = what.Type.Name,
            ["rows"] = what.Rows,
            ["layout"] = what.Layout.ToString(),
            ["op"] = OperationName(what.Operation),
            ["axis"] = what.Axis,
        });
        return new((double)answer["seconds"]!, (double)answer["value"]!);
    }

    /// <summary>Lets go of the file; the process goes on.</summary>
    public void Dispose() => process.Ask(new() { ["close"] = true });

    private static string OperationName(Operation operation) => operation switch
    {
        Operation.Mean => "mean",
        Operation.Std => "std",
        Operation.Min => "min",
        Operation.Describe => "describe",
        _ => "max",
    };
}
