using System;
using MemMap.Converting;

namespace MemMap.Transforming;

/// <summary>A conversion of one source.</summary>
internal sealed unsafe class ConvertFunction(Converter converter) : BlockFunction
{
    public override bool MayRefuse => converter.MayRefuse;

    public override int Apply(byte** sources, byte* target, int count) => converter.Convert(sources[0], target, count);

    public override Exception Refuse(byte* element, string where, string written) =>
        new OverflowException($"{converter.Describe(element, where)}. {written} " +
            "Conversion.Saturating and Conversion.Truncating convert every number.");
}
