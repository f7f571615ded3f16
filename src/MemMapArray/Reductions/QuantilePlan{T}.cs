using System;
using System.Collections.Generic;
using MemMap.Reductions.Ordering;

namespace MemMap;

/// <summary>
/// Quantiles of an array whose rows are in many places, found in rounds: the plan asks a question, whoever has some of the rows answers it with
/// counts, and the counts of all rows lead to the next question, until all quantiles are known. They are those of the array in one
/// piece, exactly, whatever the rows were split into, and in whatever order the counts come. <see cref="QuantilePlan"/> makes plans.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>
/// <para>Each round reads all rows once. One quantile or median takes 1 round of 8 and 16 bits, 2 of 32 and 4 of 64. Of 1,024
/// quantiles (of one column, or of some for each of several columns) it is at most 5 of 32 bits, and 10 of 64; of more, so many for each
/// further 1,024.</para>
/// <para>A question has 17 bytes for each interval in which it looks, of which there are at most 2,048, and some hundred more. An answer has
/// at most 65,536 counts, or 262,144 of more than 256 quantiles at once, and some for each interval. A count takes a byte for each 7
/// bits, and zeros in a row take two to nine bytes together: so a part of n elements sends at most min(n, 65,536) times 9 bytes or so, and
/// mostly a tenth of that.</para>
/// <para>Not for several threads at a time.</para>
/// </remarks>
/// <example><code>
/// QuantilePlan&lt;float&gt; plan = QuantilePlan.Create&lt;float&gt;(array.Shape, [0.01, 0.5, 0.99]);
/// while (!plan.IsComplete)
/// {
///     byte[] question = plan.Question;    // to every node
///     foreach (RowRange rows in ranges)
///     {
///         plan.Add(array.CountForQuantiles(question, rows));    // on the node that has these rows
///     }
/// }
///
/// NDArray&lt;double&gt; quantiles = plan.ToNDArray();    // array.Quantile([0.01, 0.5, 0.99])
/// </code></example>
public sealed class QuantilePlan<T>
    where T : unmanaged
{
    private readonly QuantileRounds _rounds;
    private readonly long[] _lengths;

    internal QuantilePlan(QuantileRounds rounds, long[] lengths) => (_rounds, _lengths) = (rounds, lengths);

    /// <summary>All quantiles are known.</summary>
    public bool IsComplete => _rounds.IsComplete;

    /// <summary>How many rounds have ended.</summary>
    public int Rounds => _rounds.Ended;

    /// <summary>What is to be counted in this round, as bytes to send; <see cref="MemMapReductions.CountForQuantiles"/> takes them. Empty when
    /// all is known. A copy.</summary>
    public byte[] Question => (byte[])_rounds.Question.Clone();

    /// <summary>The rows that have been counted in this round, in ascending order; ranges that touch are one.</summary>
    public IReadOnlyList<RowRange> Rows => _rounds.Rows;

    /// <summary>Takes in the counts of some rows. Those of the last rows end the round.</summary>
    /// <param name="counts">What <see cref="MemMapReductions.CountForQuantiles"/> gave.</param>
    /// <exception cref="System.IO.InvalidDataException">The bytes are not of counts, or damaged. Nothing has changed.</exception>
    /// <exception cref="ArgumentException">They answer another question, or some of their rows have been counted. Nothing has
    /// changed.</exception>
    /// <exception cref="InvalidOperationException">All quantiles are known; or the elements of a round were others than those of the round
    /// before, so that the plan is of no more use.</exception>
    public void Add(ReadOnlySpan<byte> counts) => _rounds.Add(counts, nameof(counts));

    /// <summary>The quantiles.</summary>
    /// <returns>A quantile for each that was asked for and each index of the axes that are kept, in a new array, those that were asked for
    /// along its first axis; medians without that axis.</returns>
    /// <exception cref="InvalidOperationException">They are not known yet.</exception>
    public NDArray<double> ToNDArray() => IsComplete
        ? NDArray.From((double[])_rounds.Results.Clone(), _lengths)
        : throw new InvalidOperationException(
            $"Round {Rounds + 1} has not ended: {(Rows.Count == 0 ? "no rows" : $"only rows {string.Join(", ", Rows)}")} have been counted.");
}
