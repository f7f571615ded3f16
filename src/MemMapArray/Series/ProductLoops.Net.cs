using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Series;

/// <summary>The inner loops of cumulative products, with vectors: the steps of <see cref="ProductOfDoubles"/>, eight columns at a
/// time.</summary>
internal static unsafe class ProductLoops
{
    private const int Lanes = 8, Bits = 52, Bias = 1023, TinyShift = 54, MostFactors = 64;
    private const long ExponentMask = 0x7FFL << Bits;
    private const double SmallestNormal = 2.2250738585072014E-308;

    /// <summary>Goes along columns, eight at a time.</summary>
    /// <param name="numbers">Rows of numbers.</param>
    /// <param name="results">Where the products up to each go; <see langword="null"/> for none.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="states">The mantissas, their errors, and the exponents.</param>
    /// <param name="skipNaN">NaN counts as 1.</param>
    /// <returns>How many columns are done: all, or none where they are fewer than eight.</returns>
    [MethodImpl(HotPath.Optimized)]
    public static int Run(double* numbers, double* results, long rows, int columns, byte* states, bool skipNaN)
    {
        if (columns < Lanes)
        {
            return 0;
        }

        // The last eight share some columns with those before: they begin with what was known of them before.
        int last = columns - Lanes;
        var ofLast = Product.Load(states, columns, last);
        for (int column = 0; column < last; column += Lanes)
        {
            var product = Product.Load(states, columns, column);
            Go(numbers + column, results == null ? null : results + column, rows, columns, ref product, skipNaN);
            product.Store(states, columns, column);
        }

        Go(numbers + last, results == null ? null : results + last, rows, columns, ref ofLast, skipNaN);
        ofLast.Store(states, columns, last);
        return columns;
    }

    // As many factors between 1 and 2 at a time as are far from overflowing.
    [MethodImpl(HotPath.Optimized)]
    private static void Go(double* numbers, double* results, long rows, int step, ref Product state, bool skipNaN)
    {
        for (long row = 0; row < rows; row += MostFactors)
        {
            long some = Math.Min(MostFactors, rows - row);
            double* first = numbers + (row * step), made = results == null ? null : results + (row * step);
            if (!state.IsPlain || !TryGoPlain(first, made, some, step, ref state))
            {
                GoStepwise(first, made, some, step, ref state, skipNaN);
            }
        }
    }

    // Where numbers are normal: mantissas are multiplied as they are, and brought back to between 1 and 2 behind the last. All that is in
    // between is the same but for a power of two, to the bit.
    [MethodImpl(HotPath.Optimized)]
    private static bool TryGoPlain(double* numbers, double* results, long rows, int step, ref Product state)
    {
        Vector512<double> high = state.High, low = state.Low;
        Vector512<long> mask = Vector512.Create(ExponentMask), one = Vector512.Create((long)Bias << Bits), special = Vector512<long>.Zero;
        Vector512<long> bias = Vector512.Create((long)Bias), exponent = state.Exponent;
        for (long row = 0; row < rows; row++, numbers += step)
        {
            Vector512<long> bits = Vector512.Load(numbers).AsInt64(), own = bits & mask;
            special |= Vector512.Equals(own, Vector512<long>.Zero) | Vector512.Equals(own, mask);
            Vector512<double> factor = Vector512.ConditionalSelect(mask, one, bits).AsDouble(), product = high * factor;
            low = (low * factor) + ErrorOf(product, high, factor);
            high = product;
            exponent += (own >>> Bits) - bias;
            if (results != null)
            {
                Scale(high + low, exponent).Store(results);
                results += step;
            }
        }

        bool isPlain = Vector512.EqualsAll(special, Vector512<long>.Zero);
        if (isPlain)
        {
            Vector512<long> above = (high.AsInt64() & mask) - one;
            Vector512<double> scale = (one - above).AsDouble();
            (state.High, state.Low, state.Exponent) = (high * scale, low * scale, exponent + (above >>> Bits));
        }

        return isPlain;
    }

    // A product of so many mantissas, by a power of two: in two steps, of which the first is exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Scale(Vector512<double> product, Vector512<long> exponent)
    {
        Vector512<long> bias = Vector512.Create((long)Bias), least = Vector512.Create(1L - Bias);
        Vector512<long> first = Vector512.Min(Vector512.Max(exponent, least), Vector512.Create(Bias - MostFactors - 2L));
        Vector512<long> second = Vector512.Min(Vector512.Max(exponent - first, least), bias);
        return product * ((first + bias) << Bits).AsDouble() * ((second + bias) << Bits).AsDouble();
    }

    [MethodImpl(HotPath.Optimized)]
    private static void GoStepwise(double* numbers, double* results, long rows, int step, ref Product state, bool skipNaN)
    {
        Product product = state;
        for (long row = 0; row < rows; row++, numbers += step)
        {
            product = Multiply(product, Vector512.Load(numbers), skipNaN);
            if (results != null)
            {
                product.Result().Store(results);
                results += step;
            }
        }

        state = product;
    }

    private static Product Multiply(Product product, Vector512<double> number, bool skipNaN)
    {
        Product next = product;
        next.Multiply(number);
        if (skipNaN)
        {
            Vector512<double> counts = Vector512.Equals(number, number);
            next.High = Vector512.ConditionalSelect(counts, next.High, product.High);
            next.Low = Vector512.ConditionalSelect(counts, next.Low, product.Low);
            next.Exponent = Vector512.ConditionalSelect(counts.AsInt64(), next.Exponent, product.Exponent);
        }

        return next;
    }

    // What the rounded product of two mantissas lacks: exactly, either way.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ErrorOf(Vector512<double> product, Vector512<double> one, Vector512<double> other)
    {
        if (Fma.IsSupported || AdvSimd.IsSupported)
        {
            return Vector512.FusedMultiplyAdd(one, other, -product);
        }

        Vector512<double> splitter = Vector512.Create(ProductOfDoubles.Splitter), a = one * splitter, b = other * splitter;
        a -= a - one;
        b -= b - other;
        return ((a * b) - product + (a * (other - b)) + ((one - a) * b)) + ((one - a) * (other - b));
    }

    // The mantissa, which zero, an infinity and NaN are themselves; its exponent is added to another.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Split(Vector512<double> value, ref Vector512<long> exponent)
    {
        Vector512<long> mask = Vector512.Create(ExponentMask), bits = value.AsInt64();
        Vector512<long> isTiny = Vector512.Equals(bits & mask, Vector512<long>.Zero);
        bits = Vector512.ConditionalSelect(isTiny, (value * Vector512.Create((double)(1L << TinyShift))).AsInt64(), bits);
        Vector512<long> biased = bits & mask;
        Vector512<long> isSpecial = Vector512.Equals(biased, Vector512<long>.Zero) | Vector512.Equals(biased, mask);
        Vector512<long> own = (biased >>> Bits) - Vector512.Create((long)Bias) - (isTiny & Vector512.Create((long)TinyShift));
        exponent += Vector512.AndNot(own, isSpecial);
        Vector512<double> mantissa = ((bits & ~mask) | Vector512.Create((long)Bias << Bits)).AsDouble();
        return Vector512.ConditionalSelect(isSpecial.AsDouble(), value, mantissa);
    }

    // Neither 0 nor infinite nor NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ArePlain(Vector512<double> value)
    {
        Vector512<double> magnitude = Vector512.Abs(value), infinity = Vector512.Create(double.PositiveInfinity);
        return Vector512.GreaterThan(magnitude, Vector512<double>.Zero) & Vector512.LessThan(magnitude, infinity);
    }

    // Eight products: mantissas between 1 and 2, but for zero, infinities and NaN, whose errors are 0.
    private struct Product
    {
        public Vector512<double> High;
        public Vector512<double> Low;
        public Vector512<long> Exponent;

        public static Product Load(byte* states, int columns, int column) => new()
        {
            High = Vector512.Load((double*)states + column),
            Low = Vector512.Load((double*)states + columns + column),
            Exponent = Vector512.Load((long*)states + (2L * columns) + column),
        };

        public readonly void Store(byte* states, int columns, int column)
        {
            High.Store((double*)states + column);
            Low.Store((double*)states + columns + column);
            Exponent.Store((long*)states + (2L * columns) + column);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Multiply(Vector512<double> number)
        {
            Vector512<double> factor = Split(number, ref Exponent), product = High * factor;
            Vector512<double> low = (Low * factor) + ErrorOf(product, High, factor), half = Vector512.Create(0.5);

            Vector512<double> isPlain = ArePlain(product);
            Vector512<double> isLarge = isPlain & Vector512.GreaterThanOrEqual(Vector512.Abs(product), Vector512.Create(2.0));
            High = Vector512.ConditionalSelect(isLarge, product * half, product);
            Low = Vector512.ConditionalSelect(isLarge, low * half, low) & isPlain;
            Exponent -= isLarge.AsInt64();
        }

        /// <summary>Whether all eight are mantissas between 1 and 2.</summary>
        public readonly bool IsPlain => Vector512.EqualsAll(ArePlain(High).AsInt64(), Vector512<long>.AllBitsSet);

        // Rounding may have carried the mantissa to 2, or its error below 1.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Vector512<double> Result()
        {
            Vector512<double> sum = High + Low;
            Vector512<long> exponent = Exponent, bias = Vector512.Create((long)Bias);
            Vector512<double> mantissa = Split(sum, ref exponent);
            Vector512<long> isSmall = Vector512.LessThanOrEqual(exponent, -bias), isLarge = Vector512.GreaterThan(exponent, bias);
            Vector512<long> power = Vector512.ConditionalSelect(
                isSmall, Vector512.Max(exponent + bias - Vector512<long>.One, Vector512.Create(2L - Bias)), exponent);
            Vector512<double> factor = ((power + bias) << Bits).AsDouble();
            factor = Vector512.ConditionalSelect(isLarge.AsDouble(), Vector512.Create(double.PositiveInfinity), factor);
            mantissa *= Vector512.ConditionalSelect(isSmall.AsDouble(), Vector512.Create(SmallestNormal), Vector512<double>.One);
            Vector512<double> special = Vector512.ConditionalSelect(Vector512.Equals(sum, sum), sum, Vector512.Create(double.NaN));
            return Vector512.ConditionalSelect(ArePlain(sum), mantissa * factor, special);
        }
    }
}
