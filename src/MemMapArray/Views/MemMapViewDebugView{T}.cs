using System.Collections.Generic;
using System.Diagnostics;

namespace MemMap.Views;

/// <summary>What a debugger shows of a view: where it is and its first elements, so that nobody waits for a large file.</summary>
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
            var items = new List<T>();
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
