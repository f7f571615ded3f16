using System;

namespace MemMap.Reductions;

/// <summary>One thread's way to the bytes of a source. Bytes are named by their position in the source, from 0.</summary>
internal abstract unsafe class ByteReader : IDisposable
{
    /// <summary>Where byte 0 is, if all bytes are in memory; otherwise <see langword="null"/>, and <see cref="Read"/> is the way.</summary>
    public byte* Origin { get; private protected set; }

    /// <summary>Looks, before a unit of work, whether the source still has its bytes.</summary>
    /// <exception cref="System.IO.IOException">It has not.</exception>
    public abstract void BeforeUnit();

    /// <summary>Some bytes in memory, until the next call.</summary>
    /// <param name="start">The first.</param>
    /// <param name="length">How many.</param>
    /// <param name="ahead">How many from there on are going to be asked for soon.</param>
    /// <exception cref="System.IO.IOException">They are not there any more.</exception>
    public abstract byte* Read(long start, long length, long ahead);

    public abstract void Dispose();
}
