namespace MemMap;

/// <summary>How a reduction reads the file. The result's bits are the same.</summary>
/// <example><code>
/// var buffered = new ReductionOptions { ReadStrategy = ReadStrategy.Buffered };    // no page faults
/// double deviation = array.Std(options: buffered);
/// </code></example>
public enum ReadStrategy
{
    /// <summary><see cref="Buffered"/> for data larger than the memory of the machine (or container) and for network file systems;
    /// <see cref="Mapped"/> otherwise.</summary>
    Auto,

    /// <summary>Through the mapping, without a copy: as fast as the memory for what is cached. A file that another process cuts short at
    /// that very moment may still end the process; see <c>docs/guarantees.md</c>.</summary>
    Mapped,

    /// <summary>By positional reads into a buffer of about 1 MiB for each thread: anything that happens to the file or its device is an
    /// exception. An array opened <see cref="MemMapMode.CopyOnWrite"/> is always read through its mapping, because its changes are nowhere
    /// else.</summary>
    Buffered,

    /// <summary>As <see cref="Buffered"/>, and what a read brought into the page cache is dropped from it again, so that a scan of more
    /// than the memory does not push out what other programs have there. What was in the cache before stays, and of the rest, at most a
    /// few pages that two threads used at one moment. The buffer of each thread has about 4 MiB. The next pass, such as a second one of a
    /// quantile, reads from the disk again. One thread keeps up with a disk; for several the system does not read ahead. Linux 6.14 and
    /// later; before, and on file systems that cannot, what was there before is dropped, too; other systems read as
    /// <see cref="Buffered"/> does.</summary>
    /// <example><code>
    /// var once = new ReductionOptions { ReadStrategy = ReadStrategy.DropBehind };    // the machine's page cache stays as it is
    /// double scanned = array.Mean(once);
    /// </code></example>
    DropBehind,
}
