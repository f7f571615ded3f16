namespace MemMap.Reductions.Partials;

/// <summary>Takes the pieces that are made of some rows.</summary>
internal abstract class PieceSet
{
    /// <summary>Takes in a piece: joins elements to leaves, and siblings to nodes, or neighbours, as far as that goes.</summary>
    public abstract void Add(PartialPiece piece);

    /// <summary>Room for some bytes of every result.</summary>
    /// <exception cref="System.InvalidOperationException">It is more than an array holds.</exception>
    public abstract byte[] NewData(long bytesPerResult);
}
