using System;

namespace MemMap;

/// <summary>What stands in a file before the array and says the array's shape: it must stay true when the array grows or shrinks.</summary>
internal interface IFileHeader
{
    /// <summary>The bytes from the start of the file to the array, for an array of these lengths. As many for every shape.</summary>
    /// <exception cref="InvalidOperationException">They do not fit.</exception>
    byte[] For(ReadOnlySpan<long> lengths);
}
