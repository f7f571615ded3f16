using System.Diagnostics.CodeAnalysis;

namespace MemMap;

/// <summary>The modes of opening a file. The comments name NumPy's equivalent modes.</summary>
/// <example><code>
/// using MemMapArray&lt;float&gt; scratch = MemMapArray.Open&lt;float&gt;(path, (4, 4), MemMapMode.CopyOnWrite);
/// scratch.Fill(0);    // the file stays as it is
/// </code></example>
public enum MemMapMode
{
    /// <summary>Open an existing file for reading only (<c>r</c>). Nothing can change the file through this array.</summary>
    Read = 0,

    /// <summary>Open an existing file for reading and writing (<c>r+</c>). Never creates or truncates the file.</summary>
    ReadWrite = 1,

    /// <summary>Create the file, or replace the one that is there as <see cref="System.IO.File.Create(string)"/> does (<c>w+</c>). It is
    /// all zeros.</summary>
    Create = 2,

    /// <summary>Create the file; an <see cref="System.IO.IOException"/> if there is one already (Python's <c>x</c>). It is all
    /// zeros.</summary>
    [SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix",
        Justification = "The name of System.IO.FileMode for the same thing.")]
    CreateNew = 3,

    /// <summary>Open an existing file; writes stay in this process's memory and never reach the file (<c>c</c>).</summary>
    CopyOnWrite = 4,
}
