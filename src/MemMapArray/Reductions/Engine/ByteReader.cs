using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Engine;

/// <summary>One thread's way to the bytes of a source. Bytes are named by their position in the source, from 0.</summary>
internal abstract unsafe class ByteReader : IDisposable
{
    /// <summary>Where byte 0 is, if all bytes are in memory; otherwise <see langword="null"/>, and <see cref="Read"/> is the way.</summary>
    public byte* Origin { get; private protected set; }

    /// <summary>Which bytes are in memory side by side at this moment, of a source that is there in parts.</summary>
    private protected long NearStart { get; set; }

    private protected long NearEnd { get; set; }

    /// <summary>Where byte 0 would be, if the part began there.</summary>
    private protected byte* NearOrigin { get; set; }

    /// <summary>As <see cref="Read"/>, without a call where the bytes are in memory already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* ReadNear(long start, long length, long ahead) =>
        start >= NearStart && length <= NearEnd - start ? NearOrigin + start : Read(start, length, ahead);

    /// <summary>Looks, before a unit of work, whether the source still has its bytes, and brings in those of the unit.</summary>
    /// <exception cref="System.IO.IOException">It has not, or they cannot be read.</exception>
    public abstract void BeforeUnit(in UnitBytes unit);

    /// <summary>Some bytes in memory, until the next call.</summary>
    /// <param name="start">The first.</param>
    /// <param name="length">How many.</param>
    /// <param name="ahead">How many from there on are going to be asked for soon.</param>
    /// <exception cref="System.IO.IOException">They are not there any more.</exception>
    public abstract byte* Read(long start, long length, long ahead);

    /// <summary>Where some bytes are, if they are in memory side by side without being read; otherwise <see langword="null"/>. Until the
    /// next call.</summary>
    /// <exception cref="System.IO.IOException">They are not there any more.</exception>
    public virtual byte* Find(long start, long length) => Origin == null ? null : Origin + start;

    public abstract void Dispose();
}
