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
}
