using System;

namespace MemMap;

/// <summary>What stands in a file before the array and says the array's shape: it must stay true when the array grows or shrinks.</summary>
internal interface IFileHeader
{
    /// <summary>The bytes from the start of the file to the array, for an array of these lengths. As many for every shape.</summary>
    /// <exception cref="InvalidOperationException">They do not fit.</exception>
    byte[] For(ReadOnlySpan<long> lengths);

    /// <summary>The lengths that such bytes say, read again from the file.</summary>
    /// <exception cref="System.IO.InvalidDataException">They are no header of this kind any more: somebody has replaced what the file
    /// holds.</exception>
    long[] LengthsOf(byte[] bytes, string path);

    /// <summary>How many bytes there are.</summary>
    int Length { get; }
}
