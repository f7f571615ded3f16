using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MemMap;

/// <summary>Exceptions that are made in more than one place, each with the values that were wrong.</summary>
[SuppressMessage("Usage", "CA2201:Do not raise reserved exception types",
    Justification = "What every array of .NET throws for an index outside it.")]
internal static class Throw
{
    public static IndexOutOfRangeException IndexOutOfRange(int axis, string index, long length) =>
        new($"Index {index} is out of range for axis {axis}, which has length {length}." +
            (index.StartsWith("-", StringComparison.Ordinal) ? " Indexes count from 0; ^1 is the last element." : string.Empty));

    public static IndexOutOfRangeException IndexOutOfRange(int axis, long index, long length) =>
        IndexOutOfRange(axis, index.ToString(CultureInfo.InvariantCulture), length);

    public static IndexOutOfRangeException RowOutOfRange(long row, long position, long rows) =>
        new($"Row {row}, number {position} of those asked for, is out of range: there are {rows} rows{(rows > 0 ? $", which are 0 to {rows - 1}, or {-rows} to -1 counted from the end" : string.Empty)}.");

    public static IndexOutOfRangeException TakenOutOfRange(long index, long position, int axis, Shape shape) =>
        new($"Index {index}, number {position} of those asked for, is out of range for axis {axis} of shape {shape}.");
}
