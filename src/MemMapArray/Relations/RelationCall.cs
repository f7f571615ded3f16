using System;
using System.Threading;
using MemMap.Converting;
using MemMap.Reductions.Calls;
using MemMap.Transforming;

namespace MemMap.Relations;

/// <summary>A call of a relation between columns: arguments checked, matrices held open.</summary>
internal sealed class RelationCall : IDisposable
{
    private readonly ReductionSettings _settings;
    private readonly NumberKind _kind;
    private readonly NumberKind _otherKind;

    private RelationCall(
        in ReductionSettings settings, TransformSource left, TransformSource? right, TransformSource? mask, NumberKind kind, NumberKind otherKind, bool isCentred)
    {
        (_settings, Left, Right, Mask, _kind, _otherKind, IsCentred) = (settings, left, right, mask, kind, otherKind, isCentred);
        RequireShapes();
        Plan = new(left.Layout.Lengths[0], (int)left.Layout.Lengths[1], (int)(right ?? left).Layout.Lengths[1]);
    }

    public TransformSource Left { get; }

    /// <summary>The second matrix; null for relations among columns of the first.</summary>
    public TransformSource? Right { get; }

    /// <summary>Which rows count; null for all.</summary>
    public TransformSource? Mask { get; }

    public bool IsCentred { get; }

    public RelationPlan Plan { get; }

    /// <summary>What the elements of the first matrix are read as: doubles, or integers of 64 bits.</summary>
    public NumberKind Number => NumberOf(_kind);

    public bool SkipNaN => _settings.SkipNaN;

    public int Threads => _settings.Threads;

    public CancellationToken CancellationToken => _settings.CancellationToken;

    /// <summary>Begins a call.</summary>
    public static RelationCall Open<T, TOther>(
        ReductionSource<T> source, ReductionSource<TOther>? other, ReductionSource<bool>? rows, bool isCentred, ReductionOptions? options)
        where T : unmanaged
        where TOther : unmanaged
    {
        NumberKind kind = NumberKinds.Require<T>(), otherKind = NumberKinds.Require<TOther>();
        var settings = new ReductionSettings(options);
        TransformSource? left = null, right = null, mask = null;
        RelationCall? call = null;
        try
        {
            left = TransformSource.Open(source, nameof(source), settings.ReadStrategy);
            right = other is null ? null : TransformSource.Open(other, nameof(other), settings.ReadStrategy);
            mask = rows is null ? null : TransformSource.Open(rows, nameof(rows), settings.ReadStrategy);
            settings.CancellationToken.ThrowIfCancellationRequested();
            return call = new(settings, left, right, mask, kind, otherKind, isCentred);
        }
        finally
        {
            if (call is null)
            {
                left?.Dispose();
                right?.Dispose();
                mask?.Dispose();
            }
        }
    }

    /// <summary>A way to the rows of a matrix, for one thread. Integers of 64 bits have a row taken off before they become doubles, where
    /// that makes no difference.</summary>
    public RelationPanel CreatePanel(TransformSource source)
    {
        return NumberOf(source == Left ? _kind : _otherKind) switch
        {
            NumberKind.Int64 => new RelationPanel<long>(source, Plan, IsCentred),
            NumberKind.UInt64 => new RelationPanel<ulong>(source, Plan, IsCentred),
            _ => new RelationPanel<double>(source, Plan, IsCentred),
        };
    }

    /// <summary>A state of no rows, to be disposed by the caller.</summary>
    public RelationState CreateState() => new(Plan.Left, Plan.Right, Plan.RightStride, IsCentred);

    /// <summary>Tells the caller how many bytes are done.</summary>
    public void Report(long chunks)
    {
        long rowBytes = BytesPerRow(Left) + (Right is null ? 0 : BytesPerRow(Right));
        _settings.Progress?.Report(new(Math.Min(Plan.Rows, chunks * Plan.RowsPerChunk) * rowBytes, Plan.Rows * rowBytes));
    }

    public void Dispose()
    {
        Left.Dispose();
        Right?.Dispose();
        Mask?.Dispose();
    }

    private NumberKind NumberOf(NumberKind kind) =>
        IsCentred && kind is (NumberKind.Int64 or NumberKind.UInt64) ? kind : NumberKind.Double;

    private static long BytesPerRow(TransformSource source) => source.Layout.Lengths[1] * source.Layout.ElementSize;

    private static void RequireMatrix(TransformSource source)
    {
        Layout layout = source.Layout;
        if (layout.Rank != 2)
        {
            throw new ArgumentException(
                $"Relations are those between the columns of a matrix of shape (rows, columns); {source.Name} has shape {Layout.Text(layout.Lengths)}. " +
                "Reshape makes a matrix.", source.Name);
        }

        if (layout.Lengths[1] > RelationPlan.MostColumns)
        {
            throw new ArgumentException(
                $"The matrix {source.Name} of shape {Layout.Text(layout.Lengths)} has more than {RelationPlan.MostColumns} columns. Slices of " +
                "some columns, and CrossProduct between them, have parts of the result.", source.Name);
        }
    }

    private void RequireShapes()
    {
        RequireMatrix(Left);
        if (Right is not null)
        {
            RequireMatrix(Right);
            if (Right.Layout.Lengths[0] != Left.Layout.Lengths[0])
            {
                throw new ArgumentException(
                    $"The other matrix has shape {Layout.Text(Right.Layout.Lengths)}; with a source of shape {Layout.Text(Left.Layout.Lengths)} it needs " +
                    $"{Left.Layout.Lengths[0]} rows.", Right.Name);
            }
        }

        if (Mask is not null && (Mask.Layout.Rank != 1 || Mask.Layout.Lengths[0] != Left.Layout.Lengths[0]))
        {
            throw new ArgumentException(
                $"The mask has shape {Layout.Text(Mask.Layout.Lengths)}; for the rows of shape {Layout.Text(Left.Layout.Lengths)} it needs shape " +
                $"({Left.Layout.Lengths[0]},), one truth a row.", Mask.Name);
        }
    }
}
