using System;

namespace MemMap;

/// <summary>What becomes of a number that the target type does not have. The remarks of <c>ConvertTo</c> have a table.</summary>
public enum Conversion
{
    /// <summary>An integer that is too small or too large, and of a floating-point number its whole part, NaN or an infinity, is an
    /// <see cref="OverflowException"/>, as in C#'s <c>checked</c>.</summary>
    Checked,

    /// <summary>The nearest number that the integer type has; 0 for NaN.</summary>
    Saturating,

    /// <summary>The low bits of an integer, and of a floating-point number those of its whole part; 0 for NaN and infinities. For integers
    /// this is C#'s <c>unchecked</c> and NumPy's <c>astype</c>.</summary>
    Truncating,
}
