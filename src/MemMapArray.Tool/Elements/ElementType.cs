using System;

namespace MemMap.Tool.Elements;

/// <summary>An element type by name, before the compiler knows it.</summary>
/// <param name="Type">The type of .NET.</param>
/// <param name="Descr">What files call it: <c>&lt;f4</c>.</param>
/// <param name="NumPyName">What NumPy calls it: <c>float32</c>.</param>
/// <param name="NetName">What C# calls it: <c>float</c>.</param>
internal abstract record ElementType(Type Type, string Descr, string NumPyName, string NetName)
{
    /// <summary>Whether the highest byte comes first: <see langword="null"/> where there is only one byte.</summary>
    public bool? IsBigEndian => Descr[0] switch { '<' => false, '>' => true, _ => null };

    /// <summary>The bytes of an element.</summary>
    public abstract int Size { get; }

    /// <summary>The only way from a name to generic code.</summary>
    public abstract TResult Run<TResult>(IElementWork<TResult> work);
}
