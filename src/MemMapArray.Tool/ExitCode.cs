namespace MemMap.Tool;

/// <summary>How a command ends, for scripts. docs/guides/tool.md lists them.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>Arrays differ, a file is invalid, or a number does not fit its new type.</summary>
    public const int No = 1;

    public const int Usage = 2;

    /// <summary>A file is missing, damaged, not to be read or written, or of elements that the command has nothing for.</summary>
    public const int File = 3;

    /// <summary>What shells say of a program that Ctrl-C ended.</summary>
    public const int Interrupted = 130;
}
