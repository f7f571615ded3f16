using System;
using MemMap.Relations;

namespace MemMap;

/// <content>Relations of some rows, for threads, processes and machines that share the work.</content>
public static partial class MemMapRelations
{
    /// <summary>A relation between the columns of some rows, as far as it is known without the others. O(rows columns^2).</summary>
    /// <typeparam name="T">The element type: any number up to 64 bits, in either byte order; <see cref="bool"/> as 0 and 1.</typeparam>
    /// <param name="source">The whole matrix, or one of the same shape of which these rows are there.</param>
    /// <param name="kind">Which relation.</param>
    /// <param name="rows">Which indexes along axis 0.</param>
    /// <param name="mask">Which rows of the whole matrix count, one truth a row; all where there is none. Partials of different masks are
    /// not told apart.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and <see cref="ReductionOptions.SkipNaN"/> as for the whole
    /// matrix.</param>
    /// <returns>What is known of these rows, to be merged with the others.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The matrix has not so many rows, there is no such relation, or an option has a value
    /// that does not exist.</exception>
    /// <inheritdoc cref="Covariance" path="/exception[@cref!='T:System.ArgumentOutOfRangeException']"/>
    public static RelationPartial RelatePartial<T>(
        this ReductionSource<T> source, RelationKind kind, RowRange rows, ReductionSource<bool>? mask = null,
        ReductionOptions? options = null)
        where T : unmanaged
    {
        if (kind is not (RelationKind.Covariance or RelationKind.Correlation or RelationKind.Gram))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such relation of one matrix.");
        }

        using var call = RelationCall.Open<T, T>(source, null, mask, kind != RelationKind.Gram, options);
        return PartialOf(kind, call, typeof(T).ToString(), string.Empty, rows);
    }

    /// <summary>The sums of products of the columns of some rows of two matrices, as far as they are known without the others. O(rows
    /// columns columns of the other).</summary>
    /// <typeparam name="T">The element type: any number up to 64 bits, in either byte order; <see cref="bool"/> as 0 and 1.</typeparam>
    /// <typeparam name="TOther">The element type of the other matrix: as <typeparamref name="T"/>.</typeparam>
    /// <param name="source">The whole matrix, or one of the same shape of which these rows are there.</param>
    /// <param name="other">The other matrix, of as many rows, or one of the same shape of which these rows are there.</param>
    /// <param name="rows">Which indexes along axis 0.</param>
    /// <param name="mask">Which rows of the whole matrices count, one truth a row; all where there is none. Partials of different masks are
    /// not told apart.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and <see cref="ReductionOptions.SkipNaN"/> as for the whole
    /// matrices.</param>
    /// <inheritdoc cref="RelatePartial{T}(ReductionSource{T}, RelationKind, RowRange, ReductionSource{bool}, ReductionOptions)"
    ///             path="/*[self::returns or self::exception]"/>
    public static RelationPartial RelatePartial<T, TOther>(
        this ReductionSource<T> source, ReductionSource<TOther> other, RowRange rows, ReductionSource<bool>? mask = null,
        ReductionOptions? options = null)
        where T : unmanaged
        where TOther : unmanaged
    {
        _ = other ?? throw new ArgumentNullException(nameof(other));
        using var call = RelationCall.Open(source, other, mask, isCentred: false, options);
        return PartialOf(RelationKind.CrossProduct, call, typeof(T).ToString(), typeof(TOther).ToString(), rows);
    }

    private static RelationPartial PartialOf(RelationKind kind, RelationCall call, string element, string other, RowRange rows)
    {
        RelationPlan plan = call.Plan;
        if (rows.End > plan.Rows)
        {
            throw new ArgumentOutOfRangeException(nameof(rows), rows, $"The matrix has {plan.Rows} rows.");
        }

        bool isMasked = call.Mask is not null;
        var key = new RelationKey(kind, element, call.Number, plan.Rows, plan.Left, other, plan.Right, call.SkipNaN, isMasked);
        return new(key, RelationParts.Of(key, call, rows));
    }
}
