using System;

namespace MemMap.Views;

/// <summary>The header of a file: it stands before the array and says the array's shape, and must stay true when the array grows or
/// shrinks.</summary>
internal interface IFileHeader
{
    /// <summary>The bytes from the start of the file to the array, for an array of these lengths. There are as many for every
    /// shape.</summary>
    /// <exception cref="InvalidOperationException">The lengths do not fit into the header.</exception>
    byte[] For(ReadOnlySpan<long> lengths);

    /// <summary>The lengths that such bytes say, after they were read again from the file.</summary>
    /// <exception cref="System.IO.InvalidDataException">They are not a header of this kind any more: somebody has replaced what the file
    /// holds.</exception>
    long[] LengthsOf(byte[] bytes, string path);

    /// <summary>The number of bytes.</summary>
    int Length { get; }
}
