using System;

namespace MemMap.Transforming;

/// <summary>One thread's way to the elements of a source, in pieces.</summary>
internal abstract unsafe class SourceReader : IDisposable
{
    /// <summary>The bytes of an element.</summary>
    public abstract int ElementSize { get; }

    /// <summary>Whether every row of a piece is the same: then only those of one block are there, and are to be used for each.</summary>
    public abstract bool Repeats { get; }

    /// <summary>Looks, before some pieces are read, whether the source still has its bytes, and brings in those.</summary>
    /// <exception cref="System.IO.IOException">It has not, or they cannot be read.</exception>
    public abstract void BeforeUnit(long firstPiece, long endPiece);

    /// <summary>The elements of a piece side by side, in the order of the destination's memory, until the next call.</summary>
    /// <exception cref="System.IO.IOException">They are not there any more.</exception>
    public abstract byte* Read(long piece);

    public abstract void Dispose();
}
