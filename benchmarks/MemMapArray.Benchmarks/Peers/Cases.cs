using System.Collections.Generic;
using System.Linq;

namespace MemMap.Benchmarks.Peers;

/// <summary>Which cases there are for an element type.</summary>
internal static class Cases
{
    private static readonly string[] s_main = ["mean", "std", "min", "max", "describe"];
    private static readonly int?[] s_everyAxis = [null, 0, 1];

    /// <summary>Those of the operations and layouts that were asked for.</summary>
    public static IEnumerable<Case<T>> Of<T>(ElementType<T> type, Content content, long rows, PeersOptions options)
        where T : unmanaged =>
        from layout in Layouts.Of<T>()
        where options.Layouts.Contains(layout.Name)
        from operation in Operations.Of<T>()
        where operation.Content == content && options.Operations.Contains(operation.Name)
        from axis in AxesOf(layout.Name, operation.Name, type.Name)
        select new Case<T>(type, operation, layout, axis, long.Min(rows, layout.MostRows));

    // Every operation in order C; in other layouts those that matter there: how a layout is read depends on the type's size alone.
    private static int?[] AxesOf(string layout, string operation, string type) => layout switch
    {
        "C" => s_everyAxis,
        "F" or "Transposed" or "Half" => type == "float32" && s_main.Contains(operation) ? s_everyAxis : [],
        "Middle" => operation is "mean" or "std" or "max" ? [1] : [],
        "Columns4" or "Columns10" => operation is "mean" or "std" or "max" ? [0] : [],
        _ => operation is "mean" ? [1] : [],
    };
}
