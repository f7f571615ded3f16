using System;

namespace MemMap.Formatting;

/// <summary>Texts aligned to the right: integers, booleans and records.</summary>
internal sealed class TextFormat<T>(Func<T, string> text, int minimumWidth = 0) : IElementFormat<T>
{
    private int _width = minimumWidth;

    public void Look(T element) => _width = Math.Max(_width, text(element).Length);

    public string Format(T element) => text(element).PadLeft(_width);

    public string Scalar(T element) => text(element);
}
