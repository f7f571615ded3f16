using System;

namespace MemMap;

/// <summary>Who may read and write a new file on Unix, with the numbers of <c>chmod</c>: <c>UserRead | UserWrite</c> is 0600. Arrays are
/// never executable.</summary>
[Flags]
public enum MemMapPermissions
{
    /// <summary>Nobody: 0000.</summary>
    None = 0,

    /// <summary>Others read: 0004.</summary>
    OthersRead = 4,

    /// <summary>Others write: 0002.</summary>
    OthersWrite = 2,

    /// <summary>The group reads: 0040.</summary>
    GroupRead = 32,

    /// <summary>The group writes: 0020.</summary>
    GroupWrite = 16,

    /// <summary>The owner reads: 0400.</summary>
    UserRead = 256,

    /// <summary>The owner writes: 0200.</summary>
    UserWrite = 128,

    /// <summary>Everybody reads and writes: 0666.</summary>
    All = OthersRead | OthersWrite | GroupRead | GroupWrite | UserRead | UserWrite,
}
