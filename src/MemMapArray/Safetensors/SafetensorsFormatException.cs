using System;
using System.Diagnostics.CodeAnalysis;

namespace MemMap;

/// <summary>The header of a safetensors file, or the index of several, breaks a rule of the format. The message has the reason and the
/// position.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors",
    Justification = "Only a reader of headers has the reason and the position.")]
public sealed class SafetensorsFormatException : FormatException
{
    internal SafetensorsFormatException(string path, string what, string reason, long position, Exception? inner = null)
        : base($"The file '{path}' is not a valid {what}: {reason} (byte {position}).", inner) => Position = position;

    /// <summary>The position of the error, in bytes from the start of the file.</summary>
    public long Position { get; }
}
