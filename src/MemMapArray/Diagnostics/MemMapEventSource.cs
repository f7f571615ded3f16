using System.Diagnostics.Tracing;

namespace MemMap.Diagnostics;

/// <summary>What <c>dotnet-trace</c> and <c>dotnet-counters</c> show of this library, under the name <c>MemMapArray</c>.</summary>
[EventSource(Name = "MemMapArray")]
internal sealed partial class MemMapEventSource : EventSource
{
    public static readonly MemMapEventSource Log = new();

    private MemMapEventSource()
    {
    }

    [Event(1, Level = EventLevel.Informational)]
    public void ArrayOpened(string path, long byteLength)
    {
        if (IsEnabled())
        {
            WriteEvent(1, path, byteLength);
        }
    }

    [Event(2, Level = EventLevel.Informational)]
    public void ArrayDisposed(string path)
    {
        if (IsEnabled())
        {
            WriteEvent(2, path);
        }
    }

    /// <summary>Bytes of address space, with what a growing file has in reserve.</summary>
    [Event(3, Level = EventLevel.Informational)]
    public void MappingOpened(string path, long bytes)
    {
        if (IsEnabled())
        {
            WriteEvent(3, path, bytes);
        }
    }

    /// <summary>After Dispose, and after the last lease and pin.</summary>
    [Event(4, Level = EventLevel.Informational)]
    public void MappingClosed(string path, long bytes)
    {
        if (IsEnabled())
        {
            WriteEvent(4, path, bytes);
        }
    }

    /// <summary>The array and its views were garbage collected, and nobody had disposed it. Noticed when the counters are read and when
    /// another mapping is opened.</summary>
    [Event(5, Level = EventLevel.Warning)]
    public void MappingAbandoned(string path, long bytes)
    {
        if (IsEnabled())
        {
            WriteEvent(5, path, bytes);
        }
    }
}
