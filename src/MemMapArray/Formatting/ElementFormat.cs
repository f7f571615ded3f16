using System;
using System.Globalization;
using System.Numerics;

namespace MemMap.Formatting;

/// <summary>Which format an element type has.</summary>
internal static partial class ElementFormat
{
    public static IElementFormat<T> For<T>()
        where T : unmanaged
    {
        object format = typeof(T) == typeof(double) ? new FloatingFormat<double>(x => x, x => x.ToString("R", CultureInfo.InvariantCulture))
            : typeof(T) == typeof(float)
                ? new FloatingFormat<float>(x => x, x => x.ToString("R", CultureInfo.InvariantCulture), x => (float)x)
            : typeof(T) == typeof(BFloat16)
                ? new FloatingFormat<BFloat16>(
                    x => (double)x, x => x.ToString("R", CultureInfo.InvariantCulture), x => (double)(BFloat16)x)
            : typeof(T) == typeof(Complex) ? new ComplexFormat()
            : typeof(T) == typeof(bool) ? new TextFormat<bool>(x => x ? "True" : "False", minimumWidth: 5)
            : default(T) is IFormattedElement formatted ? formatted.CreateFormat()
            : ((object?)ForFrameworkType<T>() ?? new TextFormat<T>(x => Convert.ToString(x, CultureInfo.InvariantCulture) ?? string.Empty));
        return (IElementFormat<T>)format;
    }
}
