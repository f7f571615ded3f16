using System.Diagnostics;
using MemMap.Copying;
using MemMap.Formatting;
using MemMap.Mapping;

namespace MemMap;

/// <content>The view as text.</content>
public unsafe partial class MemMapView<T>
{
    /// <summary>The elements as NumPy prints them: nested brackets, aligned columns, and above 1,000 elements only the first and last three
    /// of each axis.</summary>
    /// <returns>The text, or a note that the array is disposed.</returns>
    /// <exception cref="System.IO.IOException">The file was cut short.</exception>
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

/// <summary>What a debugger shows of a view: where it is and its first elements, without a wait for a large file.</summary>
internal sealed class MemMapViewDebugView<T>(MemMapView<T> view)
    where T : unmanaged
{
    private const int MaxItems = 100;

    public string Shape => view.Shape.ToString();

    public long[] Strides => view.Strides.ToArray();

    public long ByteOffset => view.ByteOffset;

    public string Text => view.ToString();

    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public T[] Items
    {
        get
        {
            var items = new System.Collections.Generic.List<T>();
            if (!view.Window.Region.IsClosed)
            {
                foreach (T item in view)
                {
                    if (items.Count == MaxItems)
                    {
                        break;
                    }

                    items.Add(item);
                }
            }

            return [.. items];
        }
    }
}
