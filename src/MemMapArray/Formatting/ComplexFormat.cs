using System.Globalization;
using System.Numerics;

namespace MemMap.Formatting;

/// <summary>Complex numbers: real and imaginary parts each in a format of their own, the latter always with its sign.</summary>
internal sealed class ComplexFormat : IElementFormat<Complex>
{
    private readonly FloatingFormat<double> _real = new(x => x, Text);
    private readonly FloatingFormat<double> _imaginary = new(x => x, Text, alwaysSigned: true);

    public void Look(Complex element)
    {
        _real.Look(element.Real);
        _imaginary.Look(element.Imaginary);
    }

    public string Format(Complex element) => _real.Format(element.Real) + WithUnit(_imaginary.Format(element.Imaginary));

    public string Scalar(Complex element)
    {
        string imaginary = Python(element.Imaginary);
        bool isPositiveZero = element.Real == 0 && 1 / element.Real > 0;
        return isPositiveZero ? imaginary + "j" : $"({Python(element.Real)}{(imaginary[0] == '-' ? string.Empty : "+")}{imaginary}j)";
    }

    // Python's complex leaves out ".0".
    private static string Python(double part)
    {
        string text = new FloatingFormat<double>(x => x, Text).Scalar(part);
        return text.EndsWith(".0", System.StringComparison.Ordinal) ? text.Substring(0, text.Length - 2) : text;
    }

    private static string Text(double x) => x.ToString("R", CultureInfo.InvariantCulture);

    private static string WithUnit(string imaginary)
    {
        string digits = imaginary.TrimEnd();
        return digits + "j" + imaginary.Substring(digits.Length);
    }
}
