using System;

namespace MemMap.Npy;

/// <content>The types that netstandard2.0 has: no others.</content>
internal static partial class NpyTypes
{
    private static (Type Type, string Name, NpyType Npy)[] Newer() => [];
}
