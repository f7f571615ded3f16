using System;
using System.Threading;

namespace MemMap;

/// <summary>Options of a transform. They never change what is written.</summary>
/// <example><code>
/// var transform = new TransformOptions { MaxDegreeOfParallelism = 2, CancellationToken = stop.Token };
/// x.Transform(z, static (xs, zs) =&gt; TensorPrimitives.Exp(xs, zs), transform);
/// </code></example>
public sealed class TransformOptions
{
    internal const long DefaultUnitBytes = 4 << 20;

    /// <summary>How many threads work at most; 1 for the calling thread alone. Default: -1, one for each processor. Short transforms use
    /// one in any case.</summary>
    public int MaxDegreeOfParallelism { get; set; } = -1;

    /// <summary>Whether the files of the sources are read through the mapping or into a buffer. Default: <see cref="ReadStrategy.Auto"/>,
    /// whichever suits their size and file system. With <see cref="ReadStrategy.Buffered"/> and
    /// <see cref="ReadStrategy.DropBehind"/> a contiguous destination is not written through its mapping either.</summary>
    public ReadStrategy ReadStrategy { get; set; }

    /// <summary>Receives, after each unit of work, how many elements of the destination have been written, in the order of its memory: in
    /// ascending order up to the total. After a failure, all of the last number are written; of those behind them some may be.</summary>
    public IProgress<TransformProgress>? Progress { get; set; }

    /// <summary>Cancels the transform, within a unit of work, with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>About how many bytes of all operands a thread takes at a time.</summary>
    internal long UnitBytes { get; set; } = DefaultUnitBytes;

    /// <summary>About how many bytes of an operand are put together in memory.</summary>
    internal int PieceBytes { get; set; }
}
