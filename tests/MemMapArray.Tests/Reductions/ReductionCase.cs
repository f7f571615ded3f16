using System.Collections.Generic;
using System.Text.Json;

namespace MemMap.Tests.Reductions;

/// <summary>One case of <c>reductions.json</c>: elements that a seed makes, as a view of them, reduced in many ways.</summary>
/// <param name="Type">The element type, as NumPy writes it.</param>
/// <param name="Seed">What elements are made of.</param>
/// <param name="Zeros">About one element in four is 0.</param>
/// <param name="Nan">Which elements are NaN or infinite: none, some, all, infinite.</param>
/// <param name="Shape">The shape of the file.</param>
/// <param name="Layout">The view of it.</param>
/// <param name="Axes">The axes that are reduced; null for all.</param>
/// <param name="KeepDims">Whether they stay.</param>
/// <param name="Ddof">Delta degrees of freedom.</param>
/// <param name="SkipNaN">Whether NaN is left out.</param>
/// <param name="ResultShape">The shape of the results.</param>
/// <param name="Answers">For each operation the bits of the results in base64, and the largest difference that is right.</param>
/// <param name="Errors">The operations that have no answer.</param>
/// <param name="Mask">Which elements are selected, in <c>where.json.gz</c>.</param>
internal sealed record ReductionCase(
    string Type,
    ulong Seed,
    bool Zeros,
    string Nan,
    long[] Shape,
    string Layout,
    int[]? Axes,
    bool KeepDims,
    double Ddof,
    bool SkipNaN,
    long[]? ResultShape,
    Dictionary<string, JsonElement[]> Answers,
    string[] Errors,
    MaskCase? Mask = null)
{
    // What the seeds of masks are apart from those of elements.
    public const ulong Salt = 0x5EED;

    /// <summary>64 bits for an element, by the finalizer of splitmix64: the same as in <c>make_reduction_corpus.py</c>.</summary>
    public ulong Bits(int i) => Bits(Seed, i);

    public static ulong Bits(ulong seed, int i)
    {
        ulong x = unchecked(((seed * 1000003) + (ulong)i + 1) * 0x9E3779B97F4A7C15);
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EB);
        return x ^ (x >> 31);
    }

    public bool IsNaN(ulong bits) => Nan == "all" || (Nan == "some" && (bits >> 8) % 3 == 0);

    public bool IsInfinite(ulong bits) => Nan == "infinite" && (bits >> 8) % 7 == 0;
}

/// <summary>Truths that a seed makes.</summary>
/// <param name="Shape">The shape of their file.</param>
/// <param name="IsTransposed">The mask is that file with its axes the other way round.</param>
/// <param name="OneIn">About one in so many is true.</param>
internal sealed record MaskCase(long[] Shape, bool IsTransposed, ulong OneIn);
