using System;

namespace MemMap.Reductions.Elements;

/// <summary>Kinds of element types: what a reduction is for.</summary>
[Flags]
internal enum ElementKinds
{
    /// <summary>What has no arithmetic.</summary>
    Other = 0,

    /// <summary>Integers, and <see langword="bool"/> as 0 and 1.</summary>
    Integers = 1,

    FloatingPoint = 2,

    Complex = 4,

    /// <summary>What has arithmetic and an order.</summary>
    Numbers = Integers | FloatingPoint,

    /// <summary>What is zero or not.</summary>
    All = Numbers | Complex,
}
