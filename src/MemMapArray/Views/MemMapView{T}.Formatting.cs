using MemMap.Copying;
using MemMap.Formatting;
using MemMap.Mapping;
using MemMap.Views;

namespace MemMap;

/// <content>The view as text.</content>
public unsafe partial class MemMapView<T>
{
    /// <summary>The elements as NumPy prints them: nested brackets, aligned columns, and above 1,000 elements only the first and last three
    /// of each axis.</summary>
    /// <returns>The text, or a note that the array is disposed.</returns>
    /// <exception cref="System.IO.IOException">The file was cut short.</exception>
    /// <example><code>Console.WriteLine(array);    // print(a)</code></example>
    public override string ToString()
    {
        Window window = Window;
        if (window.Region.IsClosed)
        {
            return DebuggerDisplay;
        }

        using Lease lease = window.Region.Lease();
        StridedMemory elements = Elements(window, lease);
        byte* first = lease.Origin + window.Layout.Offset;
        return ArrayFormatter<T>.Format(window.Layout.Lengths.ToArray(), index =>
        {
            long offset = 0;
            for (int axis = 0; axis < index.Length; axis++)
            {
                offset += index[axis] * window.Layout.Strides[axis];
            }

            T element;
            elements.Read(first + offset, (byte*)&element, sizeof(T));
            return element;
        });
    }
}
