using System;

namespace MemMap.Formatting;

/// <summary>
/// Floating-point numbers: the fewest digits that name each, at most 8 after the point, aligned at the point. With an exponent
/// where the largest is 1e8 or more, the smallest below 1e-4, or the one more than 1000 times the other.
/// </summary>
/// <param name="toDouble">The exact value.</param>
/// <param name="shortest">The fewest digits that name it.</param>
/// <param name="round">The nearest value of the type; <see langword="null"/> for double.</param>
/// <param name="alwaysSigned">A plus before what is not negative.</param>
internal sealed class FloatingFormat<T>(
    Func<T, double> toDouble, Func<T, string> shortest, Func<double, double>? round = null, bool alwaysSigned = false)
    : IElementFormat<T>
{
    private const int Precision = 8;

    private double _largest;
    private double _smallest = double.PositiveInfinity;
    private bool _anyNaN;
    private bool _anyInfinity;
    private bool _anyNegativeInfinity;

    // Filled when the first number is printed, when all have been seen.
    private readonly System.Collections.Generic.List<T> _finite = [];
    private bool _measured;
    private bool _scientific;
    private int _left;
    private int _right;
    private int _fraction;
    private int _power;

    public void Look(T element)
    {
        double value = toDouble(element);
        if (double.IsNaN(value))
        {
            _anyNaN = true;
        }
        else if (double.IsInfinity(value))
        {
            _anyInfinity = true;
            _anyNegativeInfinity |= value < 0;
        }
        else
        {
            _finite.Add(element);
            double magnitude = Math.Abs(value);
            if (magnitude != 0)
            {
                _largest = Math.Max(_largest, magnitude);
                _smallest = Math.Min(_smallest, magnitude);
            }
        }
    }

    public string Format(T element)
    {
        Measure();
        double value = toDouble(element);
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return NonFinite(value).PadLeft(_left + _right + 1);
        }

        (string integer, string fraction, string power) = Parts(element);
        return _scientific
            ? $"{integer.PadLeft(_left)}.{fraction.PadRight(_fraction, '0')}e{power[0]}{power.Substring(1).PadLeft(_power, '0')}"
            : $"{integer.PadLeft(_left)}.{fraction.PadRight(_right)}";
    }

    public string Scalar(T element)
    {
        double value = toDouble(element);
        return double.IsNaN(value) || double.IsInfinity(value) ? NonFinite(value) : FloatingText.Of(shortest(element)).Scalar(value);
    }

    private string NonFinite(double value) =>
        double.IsNaN(value) ? (alwaysSigned ? "+nan" : "nan") : value < 0 ? "-inf" : alwaysSigned ? "+inf" : "inf";

    private void Measure()
    {
        if (_measured)
        {
            return;
        }

        _measured = true;

        // NumPy divides in the element type: as float16, 100 / 0.1 is not above 1000.
        double ratio = _largest / _smallest;
        _scientific = _largest > 0 && (_largest >= 1e8 || _smallest < 1e-4 || (round is null ? ratio : round(ratio)) > 1000);
        foreach (T element in _finite)
        {
            (string integer, string fraction, string power) = Parts(element);
            _left = Math.Max(_left, integer.Length);
            _fraction = Math.Max(_fraction, fraction.Length);
            _power = Math.Max(_power, power.Length - 1);
        }

        _right = _scientific ? _fraction + 2 + _power : _fraction;
        int beyond = _right + 1;
        _left = Math.Max(_left, _anyNaN ? (alwaysSigned ? 4 : 3) - beyond : 0);
        _left = Math.Max(_left, _anyInfinity ? (alwaysSigned || _anyNegativeInfinity ? 4 : 3) - beyond : 0);
    }

    private (string Integer, string Fraction, string Power) Parts(T element)
    {
        double value = toDouble(element);
        FloatingText text = FloatingText.Of(shortest(element));
        string sign = alwaysSigned && !text.IsNegative ? "+" : string.Empty;
        if (_scientific)
        {
            // Where others need more digits than name this one, it has as many, of its exact value.
            (string first, string rest, string power) = text.Round(Precision + 1, value).Extend(_fraction + 1, value).Scientific();
            return (sign + first, rest, power);
        }

        // The digits before the point are those of the exact value, also where fewer name the number.
        (string integer, string fraction) = text.Round(text.Exponent + 1 + Precision, value).Extend(text.Exponent + 1, value).Positional();
        return (sign + integer, fraction, string.Empty);
    }
}
