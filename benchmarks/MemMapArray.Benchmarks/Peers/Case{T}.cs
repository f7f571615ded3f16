using System;
using System.Linq;

namespace MemMap.Benchmarks.Peers;

/// <summary>One thing to compute over one array, the same for every contender.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Type">The type of the elements.</param>
/// <param name="Operation">What is computed.</param>
/// <param name="Layout">How the elements of the file become an array.</param>
/// <param name="Axis">The axis that disappears; null for all.</param>
/// <param name="Rows">How many rows of the file are taken, from its beginning: a multiple of <see cref="RowStep"/>.</param>
internal sealed record Case<T>(ElementType<T> Type, Operation<T> Operation, Layout<T> Layout, int? Axis, long Rows)
    where T : unmanaged
{
    /// <summary>
    /// What the number of rows is a multiple of, so that the elements of every result are whole periods of the file,
    /// in order F, too.
    /// </summary>
    public const int RowStep = 2000;

    /// <summary>Its place in the table.</summary>
    public CaseName Name => new(Operation.Name, Axis, Type.Name, Layout.Name);

    /// <summary>How many bytes have to be read.</summary>
    public unsafe long Bytes => Layout.Axes(Rows).Aggregate(1L, (product, axis) => product * axis.Length) * sizeof(T);

    /// <summary>The same over about one part in <paramref name="divisor"/> of the rows.</summary>
    public Case<T> Sample(int divisor) => this with { Rows = Math.Max(RowStep, Rows / divisor / RowStep * RowStep) };
}
