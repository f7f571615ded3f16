using System.Collections.Generic;
using System.Linq;

namespace MemMap.Benchmarks.Peers;

/// <summary>All layouts.</summary>
internal static class Layouts
{
    /// <summary>The elements of a row of the file.</summary>
    public const int Columns = 1000;

    // 32 million elements.
    private const int MostRowsOfGroups = 32_000;

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Of<float>().Select(layout => layout.Name)];

    /// <summary>The layouts of an element type.</summary>
    public static IReadOnlyList<Layout<T>> Of<T>()
        where T : unmanaged =>
    [
        new("C", MemMapOrder.C, a => a, "a", rows => [new(rows, Columns), new(Columns, 1)]) { RowLength = Columns },
        new("F", MemMapOrder.F, a => a, "a", rows => [new(rows, 1), new(Columns, rows)]),
        new("Transposed", MemMapOrder.C, a => a.Transpose(), "a.T", rows => [new(Columns, 1), new(rows, Columns)]),
        new("Half", MemMapOrder.C, a => a[.., ..(Columns / 2)], "a[:, :500]", rows => [new(rows, Columns), new(Columns / 2, 1)]),
        Groups<T>(2),
        Groups<T>(10),
        Groups<T>(64),
        Tall<T>(4),
        Tall<T>(10),
        new(
            "Middle", MemMapOrder.C, a => a.Reshape((-1, 100, 10)), "a.reshape(-1, 100, 10)",
            rows => [new(rows, Columns), new(100, 10), new(10, 1)]),
    ];

    private static Layout<T> Groups<T>(int length)
        where T : unmanaged =>
        new(
            $"Groups{length}", MemMapOrder.C, a => a.Reshape((-1, length)), $"a.reshape(-1, {length})",
            rows => [new(rows * Columns / length, length), new(length, 1)])
        {
            RowLength = length,
            MostRows = MostRowsOfGroups,
        };

    private static Layout<T> Tall<T>(int columns)
        where T : unmanaged => Groups<T>(columns) with { Name = $"Columns{columns}" };
}
