using System;

namespace MemMap;

/// <content>The smallest and the largest element.</content>
public static partial class MemMapReductions
{
    /// <summary>The smallest and the largest of all elements in one pass. NumPy's <c>a.min(), a.max()</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">The elements.</param>
    /// <param name="options">Threads, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>Both; NaN when an element is.</returns>
    /// <exception cref="InvalidOperationException">There is no element.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile.</exception>
    public static (T Min, T Max) MinMax<T>(this MemMapView<T> view, ReductionOptions? options = null)
        where T : unmanaged
    {
        Window window = WindowOf(view);
        return MinMaxOf<T>(window, AllAxes(window), options)[0];
    }
}
