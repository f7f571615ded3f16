namespace MemMap;

/// <summary>How a reduction reads the file. The result's bits are the same.</summary>
public enum ReadStrategy
{
    /// <summary><see cref="Buffered"/> for what is larger than the memory of the machine (or of the container) and for network file systems, <see cref="Mapped"/> for the rest.</summary>
    Auto,

    /// <summary>Through the mapping, without a copy: as fast as the memory for what is cached. A file that another process cuts short at that very
    /// moment may still end the process; see <c>docs/guarantees.md</c>.</summary>
    Mapped,

    /// <summary>By positional reads into a buffer of about 1 MiB for each thread: whatever happens to the file or its device is an exception. An array opened
    /// <see cref="MemMapMode.CopyOnWrite"/> is read through its mapping in any case: its changes are nowhere else.</summary>
    Buffered,
}
