using System;
using System.Collections.Generic;
using System.IO;
using MemMap.Reductions.Partials;
using MemMap.Relations;

namespace MemMap;

/// <summary>
/// What is known of a relation between columns after some rows: what threads, processes and machines that share the work hand in. Whatever
/// the rows were split into, and in whatever order and grouping the partials are merged, the result has the bits of the relation in one
/// piece.
/// </summary>
/// <remarks>
/// <para>As large as the result, or half of a symmetric one, for each of up to 2 log2(rows) nodes, and rows at both ends: at most 4,096,
/// or twice as many as there are columns, as doubles.</para>
/// <para>Not for several threads at a time.</para>
/// </remarks>
/// <example><code>
/// RelationPartial covariances = prices.RelatePartial(RelationKind.Covariance, firstHalf);
/// covariances.Merge(RelationPartial.Read(bytesOfTheOthers));
/// NDArray&lt;double&gt; merged = covariances.ToNDArray();    // the bits of prices.Covariance()
/// </code></example>
public sealed class RelationPartial
{
    private readonly RelationKey _key;
    private readonly RelationPieces _pieces;

    internal RelationPartial(RelationKey key, RelationPieces pieces) => (_key, _pieces) = (key, pieces);

    /// <summary>What is computed.</summary>
    public RelationKind Kind => _key.Kind;

    /// <summary>The rows that are known, in ascending order; ranges that touch are one.</summary>
    public IReadOnlyList<RowRange> Rows => _pieces.Rows.Ranges;

    /// <summary>All rows of the matrix are known: there is a result.</summary>
    public bool IsComplete => _pieces.Rows.IsComplete;

    /// <summary>Takes in the rows of another partial, which stays as it is.</summary>
    /// <param name="other">A partial of the same relation of the same matrix.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">It is of another relation or shape, or some rows are in both. Nothing has changed.</exception>
    public void Merge(RelationPartial other)
    {
        _ = other ?? throw new ArgumentNullException(nameof(other));
        _key.RequireSame(other._key, nameof(other));
        _pieces.Rows.RequireApart(other._pieces.Rows, nameof(other));
        _pieces.Merge(other._pieces);
    }

    /// <summary>The result.</summary>
    /// <param name="ddof">What is taken off the number of rows, of covariances; other relations have no use for it.</param>
    /// <returns>A matrix of shape (columns, columns), or (columns, columns of the other), as the method of the relation's name gives
    /// it.</returns>
    /// <exception cref="InvalidOperationException">Rows are missing.</exception>
    public NDArray<double> ToNDArray(double ddof = 1)
    {
        if (!IsComplete)
        {
            throw new InvalidOperationException($"Of {_key.Rows} rows, only {string.Join(", ", Rows)} are known.");
        }

        return Kind == RelationKind.Correlation
            ? RelationResults.Correlation(_pieces.Finish(0))
            : _pieces.Finish(Kind == RelationKind.Covariance ? ddof : 0);
    }

    /// <summary>All that is known, as bytes to store or to send; <see cref="Read"/> reads them.</summary>
    /// <returns>The bytes, with the version of the rules that they follow and a checksum.</returns>
    public byte[] ToBytes() => PartialBytes.Frame(PartialBytes.Magic, writer =>
    {
        _key.Write(writer);
        _pieces.Write(writer);
    });

    /// <summary>Reads the bytes of a partial, which may come from another process or machine. Nothing in them is believed
    /// unchecked.</summary>
    /// <param name="bytes">What <see cref="ToBytes"/> gave.</param>
    /// <returns>The partial.</returns>
    /// <exception cref="InvalidDataException">The bytes are damaged, of something else, or of another version of the rules.</exception>
    public static RelationPartial Read(ReadOnlySpan<byte> bytes)
    {
        PartialReader reader = PartialBytes.Open(bytes);
        RelationKey key = RelationKey.Read(reader);
        var pieces = new RelationPieces(key);
        pieces.Read(reader);
        reader.Require(reader.IsAtEnd, "the end");
        return new(key, pieces);
    }

    /// <summary>Which rows of what.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"rows {string.Join(", ", Rows)} of {_key}";
}
