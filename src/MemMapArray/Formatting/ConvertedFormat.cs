using System;

namespace MemMap.Formatting;

/// <summary>Elements that print as the numbers they stand for.</summary>
internal sealed class ConvertedFormat<T, TNumber>(Func<T, TNumber> number) : IElementFormat<T>
    where TNumber : unmanaged
{
    private readonly IElementFormat<TNumber> _format = ElementFormat.For<TNumber>();

    public void Look(T element) => _format.Look(number(element));

    public string Format(T element) => _format.Format(number(element));

    public string Scalar(T element) => _format.Scalar(number(element));
}
