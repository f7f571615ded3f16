using System;
using System.IO;

namespace MemMap.Tool.Containers;

/// <summary>What the library throws of a file that is not what it says.</summary>
internal static class Damage
{
    public static bool Is(Exception exception) => exception is InvalidDataException or NpyFormatException or SafetensorsFormatException;
}
