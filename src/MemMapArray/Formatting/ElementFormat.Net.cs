using System;
using System.Globalization;

namespace MemMap.Formatting;

/// <summary>Formats of the types that only newer frameworks have.</summary>
internal static partial class ElementFormat
{
    private static FloatingFormat<Half>? ForFrameworkType<T>() =>
        typeof(T) == typeof(Half) ? new FloatingFormat<Half>(x => (double)x, x => x.ToString("R", CultureInfo.InvariantCulture), x => (double)(Half)x) : null;
}
