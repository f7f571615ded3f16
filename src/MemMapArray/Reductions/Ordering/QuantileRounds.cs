using System;
using System.Collections.Generic;

namespace MemMap.Reductions.Ordering;

/// <summary>The rounds in which the owners of an array's rows find its quantiles: bytes of a question, and bytes of counts from each.</summary>
internal abstract class QuantileRounds
{
    /// <summary>What the bytes of a question begin with: "MMQQ".</summary>
    public const int QuestionMagic = 0x51514D4D;

    /// <summary>What is to be counted; nothing when all is known.</summary>
    public byte[] Question { get; protected set; } = [];

    /// <summary>How many rounds have ended.</summary>
    public int Ended { get; protected set; }

    public bool IsComplete => Question.Length == 0;

    /// <summary>The rows that have been counted in this round.</summary>
    public abstract IReadOnlyList<RowRange> Rows { get; }

    /// <summary>The quantiles, those of one after those of another; those that are not known yet are 0.</summary>
    public abstract double[] Results { get; }

    /// <summary>Begins with the first round, if there are elements.</summary>
    /// <typeparam name="TStored">The element type.</typeparam>
    /// <param name="key">Of what array.</param>
    /// <param name="quantiles">What is asked for.</param>
    /// <param name="method">By which method; none for the median.</param>
    /// <param name="skipNaN">NaN is left out; otherwise it makes the quantiles NaN.</param>
    /// <param name="limits">How much is asked at a time.</param>
    /// <exception cref="NotSupportedException">The elements have no order.</exception>
    public static QuantileRounds Of<TStored>(
        QuantileKey key, double[] quantiles, QuantileMethod? method, bool skipNaN, OrderingLimits limits)
        where TStored : unmanaged =>
        Element.AsNumber(new Maker<TStored>(key, QuantileRule.Of(quantiles, method, typeof(TStored) == typeof(bool)), skipNaN, limits));

    /// <summary>Takes counts.</summary>
    /// <exception cref="System.IO.InvalidDataException">The bytes are not of counts, or damaged.</exception>
    /// <exception cref="ArgumentException">They answer another question, or some of their rows are there already. Nothing has
    /// changed.</exception>
    /// <exception cref="InvalidOperationException">The elements were others than in the round before, or all is known.</exception>
    public abstract void Add(ReadOnlySpan<byte> counts, string parameterName);

    private sealed class Maker<TStored>(QuantileKey key, QuantileRule[] rules, bool skipNaN, OrderingLimits limits)
        : INumberVisitor<TStored, QuantileRounds>
        where TStored : unmanaged
    {
        QuantileRounds INumberVisitor<TStored, QuantileRounds>.Visit<T>() => (Element.KindOf<T>() & ElementKinds.Numbers) != 0
            ? new QuantileRounds<T>(key, rules, skipNaN, limits)
            : throw Element.HasNoArithmetic<TStored>(ElementKinds.Numbers);
    }
}
