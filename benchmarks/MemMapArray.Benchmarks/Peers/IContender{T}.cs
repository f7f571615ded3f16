using System;

namespace MemMap.Benchmarks.Peers;

/// <summary>A way to reduce the file of one element type.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal interface IContender<T> : IDisposable
    where T : unmanaged
{
    /// <summary>The name in the table.</summary>
    string Name { get; }

    /// <summary>Whether it may be timed on a part of the rows.</summary>
    Sampling Sampling { get; }

    /// <summary>Its first computations are slower than those that follow: the runtime compiles its fast code late.</summary>
    bool WarmsUp => true;

    /// <summary>Whether it has such an operation.</summary>
    bool CanDo(Case<T> what);

    /// <summary>Computes once. Everything that can be kept between computations, such as a mapping, is.</summary>
    Measurement Measure(Case<T> what);
}
