namespace MemMap.Safetensors;

/// <content>netstandard2.0 has no half precision.</content>
internal static partial class SafetensorsTypes
{
    private static SafetensorsType OfHalf => new("F16", 2, null, null);
}
