using System;

namespace MemMap.Npy;

/// <content>netstandard2.0 has no further types.</content>
internal static partial class NpyTypes
{
    private static (Type Type, string Name, NpyType Npy)[] Newer() => [];
}
