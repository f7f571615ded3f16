namespace MemMap.Benchmarks.Peers;

/// <summary>How the elements of the file become an array.</summary>
internal enum Layout
{
    /// <summary>Row by row: shape (rows, 1000), order C.</summary>
    C,

    /// <summary>Column by column: shape (rows, 1000), order F.</summary>
    F,

    /// <summary>The transpose of <see cref="C"/>: shape (1000, rows).</summary>
    Transposed,

    /// <summary>The first half of each row of <see cref="C"/>: shape (rows, 500).</summary>
    Half,
}
