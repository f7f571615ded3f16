using System;

namespace MemMap.Benchmarks.Peers;

/// <summary>One thing to compute over one array, the same for every contender.</summary>
/// <param name="Operation">What is computed.</param>
/// <param name="Type">The type of the elements.</param>
/// <param name="Layout">How the elements of the file become an array.</param>
/// <param name="Axis">The axis that disappears; null for all.</param>
/// <param name="Rows">How many rows of the file are taken, from its beginning: a multiple of <see cref="RowStep"/>.</param>
internal sealed record Case(Operation Operation, ElementType Type, Layout Layout, int? Axis, long Rows)
{
    /// <summary>The elements of a row of the file.</summary>
    public const int Columns = 1000;

    /// <summary>
    /// What the number of rows is a multiple of, so that in order F, too, every column starts with element value 0,
    /// and the true answers are those of whole periods.
    /// </summary>
    public const int RowStep = 1000;

    /// <summary>How many elements of each row of the file are used.</summary>
    public int UsedColumns => Layout == Layout.Half ? Columns / 2 : Columns;

    /// <summary>How many bytes have to be read.</summary>
    public long Bytes => Rows * UsedColumns * Type.Size;

    /// <summary>The same over about one part in <paramref name="divisor"/> of the rows.</summary>
    public Case Sample(int divisor) => this with { Rows = Math.Max(RowStep, Rows / divisor / RowStep * RowStep) };
}
