using System;
using System.Numerics;
using System.Text.Json.Nodes;
using MemMap.Tool.Output;

namespace MemMap.Tool.Elements;

/// <summary>A type whose elements are numbers, stored as they are or in a named byte order.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TNumber">Its number; of a boolean 0 or 1.</typeparam>
internal sealed record NumberType<T, TNumber> : ElementType<T>
    where T : unmanaged
    where TNumber : unmanaged, INumberBase<TNumber>
{
    private readonly Func<T, TNumber> _toNumber;

    public NumberType(string descr, string numPyName, string netName, Func<T, TNumber> toNumber)
        : base(descr, numPyName, netName) => _toNumber = toNumber;

    // Of integers a half is 0.
    public override bool IsFloatingPoint => TNumber.One / (TNumber.One + TNumber.One) != TNumber.Zero;

    public override bool IsComplex => typeof(TNumber) == typeof(Complex);

    public override Int128 ToInteger(T element) => Int128.CreateSaturating(_toNumber(element));

    public override Complex ToComplex(T element) =>
        _toNumber(element) is Complex complex ? complex : double.CreateSaturating(_toNumber(element));

    public override JsonNode ToJson(T element) => _toNumber(element) switch
    {
        Complex complex => new JsonArray(Json.Number(complex.Real), Json.Number(complex.Imaginary)),
        Half half => Json.Number((float)half),
        float single => Json.Number(single),
        double number => Json.Number(number),
        byte truth when typeof(T) == typeof(bool) => JsonValue.Create(truth != 0),
        TNumber integer => JsonValue.Create(integer)!,
    };
}
