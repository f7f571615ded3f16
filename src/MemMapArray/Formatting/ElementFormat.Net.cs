using System;
using System.Globalization;

namespace MemMap.Formatting;

/// <content>Formats of the types that netstandard2.0 does not have.</content>
internal static partial class ElementFormat
{
    private static FloatingFormat<Half>? ForFrameworkType<T>() =>
        typeof(T) == typeof(Half)
            ? new FloatingFormat<Half>(x => (double)x, x => x.ToString("R", CultureInfo.InvariantCulture), x => (double)(Half)x)
            : null;
}
