using System;
using System.Collections.Generic;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Partials;

namespace MemMap;

/// <summary>
/// What is known of a reduction after some rows of the array: what threads, processes and machines that share the work hand in. Whatever
/// the rows were split into, and in whatever order and grouping the partials are merged, the result has the bits of the reduction in one
/// piece.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TResult">The type of a result.</typeparam>
/// <remarks>
/// <para>Small: some states for each result, unless rows were cut where no block ends. There the elements of up to two blocks are kept for
/// each cut (see <see cref="MemMapReductions.SplitRows"/>).</para>
/// <para>Not for several threads at a time.</para>
/// </remarks>
public sealed class ReductionPartial<T, TResult>
    where T : unmanaged
    where TResult : unmanaged
{
    private readonly PartialResults<TResult> _results;

    internal ReductionPartial(Reduction<T, TResult> reduction, PartialResults<TResult> results)
    {
        Reduction = reduction;
        _results = results;
    }

    /// <summary>What is computed.</summary>
    public Reduction<T, TResult> Reduction { get; }

    /// <summary>The rows that have been reduced, in ascending order; ranges that touch are one.</summary>
    public IReadOnlyList<RowRange> Rows => _results.Rows;

    /// <summary>All rows of the array have been: there is a result.</summary>
    public bool IsComplete => _results.IsComplete;

    /// <summary>The result of a reduction of all axes.</summary>
    /// <exception cref="InvalidOperationException">Rows are missing, or the reduction has no result without elements, and there is
    /// none.</exception>
    /// <exception cref="ArgumentException">Some axes are kept: <see cref="ToNDArray"/> has their results.</exception>
    public TResult Value => ToNDArray().Value;

    /// <summary>Takes in the rows of another partial, which stays as it is.</summary>
    /// <param name="other">A partial of the same reduction of the same array, or of one with the same elements in the same order in
    /// memory.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">It is of another reduction, shape or order, or some rows are in both. Nothing has
    /// changed.</exception>
    /// <example><code>
    /// ReductionPartial&lt;float, double&gt; whole = std.ReadPartial(parts[0]);
    /// foreach (byte[] part in parts.Skip(1))
    /// {
    ///     whole.Merge(std.ReadPartial(part));
    /// }
    ///
    /// double value = whole.Value;    // the bits of array.Std()
    /// </code></example>
    public void Merge(ReductionPartial<T, TResult> other) =>
        _results.Merge((other ?? throw new ArgumentNullException(nameof(other)))._results, nameof(other));

    /// <summary>The results for each index of the axes that are kept.</summary>
    /// <param name="keepDims">Whether the axes that are reduced stay, with length 1.</param>
    /// <returns>A new array; of rank 0 when all axes are reduced.</returns>
    /// <exception cref="InvalidOperationException">Rows are missing, or the reduction has no result without elements, and there is
    /// none.</exception>
    public NDArray<TResult> ToNDArray(bool keepDims = false)
    {
        if (!IsComplete)
        {
            throw new InvalidOperationException($"Of {_results.Key.Rows} rows, only {string.Join(", ", Rows)} have been reduced.");
        }

        return ToNDArrayOfRows(keepDims);
    }

    /// <summary>The results of the rows that have been reduced, as if the array had no others: an answer in part, where some rows cannot
    /// be had. <see cref="Rows"/> says of which.</summary>
    /// <param name="keepDims">Whether the axes that are reduced stay, with length 1.</param>
    /// <returns>A new array; of rank 0 when all axes are reduced. With all rows it has the bits of <see cref="ToNDArray"/>. Without some it
    /// is as accurate, but has bits of its own; indexes count from the first row of the whole array.</returns>
    /// <exception cref="InvalidOperationException">Axis 0 is kept and rows are missing, so that their results would be too; or the
    /// reduction has no result without elements, and there is none.</exception>
    public NDArray<TResult> ToNDArrayOfRows(bool keepDims = false)
    {
        if (!IsComplete && !_results.Key.ReducesRows)
        {
            throw new InvalidOperationException(
                $"Axis 0 is kept: of {_results.Key.Rows} rows, only {string.Join(", ", Rows)} have results.");
        }

        return new(_results.Key.ResultLengths(keepDims), _results.Finish());
    }

    /// <summary>All that is known, as bytes to store or to send; <see cref="Reduction{T, TResult}.ReadPartial"/> reads them.</summary>
    /// <returns>The bytes, with the version of the rules that they follow and a checksum.</returns>
    public byte[] ToBytes() => PartialBytes.Frame(PartialBytes.Magic, writer =>
    {
        _results.Key.Write(writer);
        _results.Write(writer);
    });

    /// <summary>Which rows of what.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"rows {string.Join(", ", Rows)} of {_results.Key.Text()}";

    /// <summary>Reduces some rows.</summary>
    /// <exception cref="InvalidOperationException">The source has rank 0 and so no rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It has not so many rows.</exception>
    internal static ReductionPartial<T, TResult> Of(Reduction<T, TResult> reduction, in ReductionCall call, RowRange rows)
    {
        Layout layout = call.Elements.Layout;
        layout.RequireRows();
        return rows.End <= layout.Lengths[0]
            ? new(reduction, reduction.RunPart(call, rows))
            : throw new ArgumentOutOfRangeException(
                nameof(rows), rows, $"Axis 0 of shape {Layout.Text(layout.Lengths)} has {layout.Lengths[0]} rows.");
    }
}
