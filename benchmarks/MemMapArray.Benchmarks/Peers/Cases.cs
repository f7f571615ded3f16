using System;
using System.Collections.Generic;

namespace MemMap.Benchmarks.Peers;

/// <summary>Which cases there are for an element type.</summary>
internal static class Cases
{
    private static readonly int?[] s_axes = [null, 0, 1];

    /// <summary>Every operation along every axis: in order C, and for float32 in the other layouts too.</summary>
    public static IEnumerable<Case> Of(ElementType type, long rows)
    {
        Layout[] layouts = type.Name == "float32" ? Enum.GetValues<Layout>() : [Layout.C];
        foreach (Layout layout in layouts)
        {
            foreach (Operation operation in Enum.GetValues<Operation>())
            {
                foreach (int? axis in s_axes)
                {
                    yield return new(operation, type, layout, axis, rows);
                }
            }
        }
    }
}
