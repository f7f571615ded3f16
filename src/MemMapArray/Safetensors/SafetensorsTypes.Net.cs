using System;

namespace MemMap.Safetensors;

/// <content>The type that netstandard2.0 does not have.</content>
internal static partial class SafetensorsTypes
{
    private static SafetensorsType OfHalf => new("F16", 2, typeof(Half), typeof(LittleEndian<Half>));
}
