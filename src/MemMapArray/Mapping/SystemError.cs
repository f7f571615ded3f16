using System;
using System.ComponentModel;
using System.IO;

namespace MemMap.Mapping;

/// <summary>Turns error numbers of the operating system into exceptions.</summary>
internal static class SystemError
{
    private const int NotPermitted = 1, NoEntry = 2, AccessDenied = 13, ReadOnlyFileSystem = 30;

    /// <summary>Makes the exception that the framework would throw: missing folders and missing permissions have their own.</summary>
    public static Exception ToException(int error, string message)
    {
        IOException reason = ToIOException(error, message);
        return error switch
        {
            NoEntry => new DirectoryNotFoundException(message, reason),
            NotPermitted or AccessDenied or ReadOnlyFileSystem => new UnauthorizedAccessException(message, reason),
            _ => reason,
        };
    }

    public static IOException ToIOException(int error, string message) =>
        new($"{message} {new Win32Exception(error).Message} (system error {error}).");
}
