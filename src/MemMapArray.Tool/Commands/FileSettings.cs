using System.ComponentModel;
using Spectre.Console.Cli;

namespace MemMap.Tool.Commands;

/// <summary>What commands over one file take.</summary>
internal class FileSettings : ArraySettings
{
    [CommandArgument(0, "<FILE>")]
    [Description(
        "A .npy file, a member of an archive (a.npz:weights), a tensor (a.safetensors:weights), a folder of shards, or a raw file.")]
    public string File { get; set; } = string.Empty;
}
