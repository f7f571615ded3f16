using System;
using System.IO;
using MemMap.Mapping;

namespace MemMap.Reductions.Engine;

/// <summary>Elements that are held open for a reduction: where they are among a source's bytes, and readers of those.</summary>
internal abstract class ElementSource(Layout layout, bool isReversed) : IDisposable
{
    /// <summary>Where the elements are.</summary>
    public Layout Layout { get; } = layout;

    /// <summary>The bytes of each element are in the order that this machine has not.</summary>
    public bool IsReversed { get; } = isReversed;

    /// <summary>A way to the bytes for one thread.</summary>
    public abstract ByteReader CreateReader();

    /// <summary>Whether some of its bytes are those of a layout in a region, as far as can be seen: see
    /// <see cref="Layout.IsBeside(in MemMap.Layout)"/>.</summary>
    public abstract bool Shares(Region region, Layout layout);

    public abstract void Dispose();

    /// <summary>Whether bytes of a file are better read than mapped.</summary>
    /// <param name="strategy">What was asked for.</param>
    /// <param name="bytes">How many there are.</param>
    /// <param name="path">The file, or its folder.</param>
    private protected static bool IsBuffered(ReadStrategy strategy, long bytes, string path) => strategy switch
    {
        // What does not fit the memory is read once and not again: mapped pages would only push out others. And a network's failure is an
        // exception
        // of a read, but a signal of a page.
        ReadStrategy.Auto => bytes > AvailableMemory.Bytes || (bytes > ReductionOptions.DefaultWorkUnitBytes && IsOnNetwork(path)),
        _ => strategy != ReadStrategy.Mapped,
    };

    // A disk that says nothing of itself is no reason to fail: the elements are read through the mapping. Windows' names of shares have no
    // drive to ask. (Not run: there is no Windows here.)
    private static bool IsOnNetwork(string path)
    {
        if (path.StartsWith(@"\\", StringComparison.Ordinal) && !path.StartsWith(@"\\?\", StringComparison.Ordinal) && !path.StartsWith(@"\\.\", StringComparison.Ordinal))
        {
            return true;
        }

        try
        {
            return new DriveInfo(path).DriveType == DriveType.Network;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
