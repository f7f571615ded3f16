using System.ComponentModel;
using System.IO;

namespace MemMap.Mapping;

/// <summary>What the operating system says went wrong, in words.</summary>
internal static class SystemError
{
    public static IOException ToIOException(int error, string message) =>
        new($"{message} {new Win32Exception(error).Message} (system error {error}).");
}
