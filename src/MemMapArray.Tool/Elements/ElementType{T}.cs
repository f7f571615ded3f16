using System;
using System.Numerics;
using System.Text.Json.Nodes;

namespace MemMap.Tool.Elements;

/// <summary>An element type that the compiler knows, with what a command does with single elements.</summary>
internal abstract record ElementType<T>(string Descr, string NumPyName, string NetName) : ElementType(typeof(T), Descr, NumPyName, NetName)
    where T : unmanaged
{
    public sealed override unsafe int Size => sizeof(T);

    /// <summary>Whether elements can be NaN or infinite.</summary>
    public abstract bool IsFloatingPoint { get; }

    public abstract bool IsComplex { get; }

    /// <summary>The whole number; of integers and booleans only.</summary>
    public abstract Int128 ToInteger(T element);

    /// <summary>The nearest complex number.</summary>
    public abstract Complex ToComplex(T element);

    public abstract JsonNode ToJson(T element);

    public sealed override TResult Run<TResult>(IElementWork<TResult> work) => work.Run(this);
}
