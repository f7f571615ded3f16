using System;

namespace MemMap.Tool.Output;

/// <summary>Hands on what the library reports, at once and on its thread, as a part from 0 to 1.</summary>
internal sealed class Relay<T>(IProgress<double> to, Func<T, double> fraction) : IProgress<T>
{
    public void Report(T value) => to.Report(fraction(value));

    /// <summary>The relay, or <see langword="null"/> where nobody looks.</summary>
    public static Relay<T>? To(IProgress<double>? to, Func<T, double> fraction) => to is null ? null : new(to, fraction);
}
