using System;
using MemMap.Reductions.Engine;

namespace MemMap.Reductions.Calls;

/// <summary>A call of a reduction, checked and with its elements held open: where every one begins.</summary>
/// <param name="elements">The elements.</param>
/// <param name="reduces">Which axes are reduced.</param>
/// <param name="settings">How it is carried out.</param>
internal readonly struct ReductionCall(ElementSource elements, bool[] reduces, ReductionSettings settings) : IDisposable
{
    public ElementSource Elements => elements;

    public bool[] Reduces => reduces;

    public ReductionSettings Settings => settings;

    /// <summary>Begins a call over all axes.</summary>
    /// <exception cref="ArgumentNullException">The source is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public static ReductionCall OverAll<T>(ReductionSource<T> source, ReductionOptions? options)
        where T : unmanaged
    {
        ReductionCall call = Open(source, options);
        call.Reduces.AsSpan().Fill(true);
        return call;
    }

    /// <summary>Begins a call over some axes.</summary>
    /// <exception cref="ArgumentNullException">The source is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public static ReductionCall Over<T>(ReductionSource<T> source, ReadOnlySpan<int> axes, ReductionOptions? options)
        where T : unmanaged
    {
        ReductionCall call = Open(source, options);
        try
        {
            MarkAxes(axes, call.Reduces);
        }
        catch (ArgumentException)
        {
            call.Dispose();
            throw;
        }

        return call;
    }

    public void Dispose() => elements.Dispose();

    private static ReductionCall Open<T>(ReductionSource<T> source, ReductionOptions? options)
        where T : unmanaged
    {
        var settings = new ReductionSettings(options);
        ElementSource elements = (source ?? throw new ArgumentNullException(nameof(source))).OpenElements(settings.ReadStrategy);
        return new(elements, new bool[elements.Layout.Rank], settings);
    }

    private static void MarkAxes(ReadOnlySpan<int> axis, bool[] reduces)
    {
        foreach (int named in axis)
        {
            int number = Axis.Normalize(named, reduces.Length, nameof(axis));
            if (reduces[number])
            {
                throw new ArgumentException($"Axis {number} is named twice.", nameof(axis));
            }

            reduces[number] = true;
        }
    }
}
