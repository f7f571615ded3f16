using System;
using System.Diagnostics.CodeAnalysis;

namespace MemMap;

/// <summary>The bytes of a <c>.npy</c> header are not what the format says they are. The message has the reason and the byte where it shows.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Only a reader of headers has the reason and the position.")]
public sealed class NpyFormatException : FormatException
{
    internal NpyFormatException(string? path, string reason, long position)
        : base($"{(path is null ? "This" : $"The file '{path}'")} is not a valid .npy file: {reason} (byte {position}).")
    {
        Reason = reason;
        Position = position;
    }

    /// <summary>Where the header is wrong, in bytes from its first one.</summary>
    public long Position { get; }

    /// <summary>The message without the file and the position.</summary>
    internal string Reason { get; }
}
