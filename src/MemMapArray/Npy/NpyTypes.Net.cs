using System;

namespace MemMap.Npy;

/// <content>The types that netstandard2.0 does not have.</content>
internal static partial class NpyTypes
{
    private static (Type Type, string Name, NpyType Npy)[] Newer() =>
        [(typeof(Half), "Half", Native('f', 2)), .. Ordered<Half>("Half", 'f')];
}
