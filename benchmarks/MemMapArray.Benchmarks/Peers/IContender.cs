using System;

namespace MemMap.Benchmarks.Peers;

/// <summary>A way to reduce the file of one element type.</summary>
internal interface IContender : IDisposable
{
    /// <summary>The name in the table.</summary>
    string Name { get; }

    /// <summary>Whether it may be timed on a part of the rows.</summary>
    Sampling Sampling { get; }

    /// <summary>Whether it has such an operation.</summary>
    bool CanDo(Case what);

    /// <summary>Computes once. Everything that can be kept between computations, such as a mapping, is.</summary>
    Measurement Measure(Case what);
}
