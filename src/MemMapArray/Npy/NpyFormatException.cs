using System;
using System.Diagnostics.CodeAnalysis;

namespace MemMap;

/// <summary>The header of a <c>.npy</c> file breaks a rule of the format. The message has the reason and the position.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors",
    Justification = "Only a reader of headers has the reason and the position.")]
public sealed class NpyFormatException : FormatException
{
    internal NpyFormatException(string? path, string reason, long position)
        : base($"{(path is null ? "This" : $"The file '{path}'")} is not a valid .npy file: {reason} (byte {position}).")
    {
        Reason = reason;
        Position = position;
    }

    /// <summary>The position of the error, in bytes from the start of the header.</summary>
    public long Position { get; }

    /// <summary>The message without the file and the position.</summary>
    internal string Reason { get; }
}
