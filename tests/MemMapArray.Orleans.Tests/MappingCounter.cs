using System;
using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Linq;

namespace MemMap.Cluster.Tests;

/// <summary>Counts, by the library's own events, what is mapped and unmapped in a folder.</summary>
internal sealed class MappingCounter(string folder) : EventListener
{
    private const int Opened = 3, Closed = 4;

    private readonly ConcurrentQueue<(int Event, string Path)> _events = [];

    public int OpenedMappings => Count(Opened);

    public int ClosedMappings => Count(Closed);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "MemMapArray")
        {
            EnableEvents(eventSource, EventLevel.Informational);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventId is Opened or Closed)
        {
            _events.Enqueue((eventData.EventId, (string)eventData.Payload![0]!));
        }
    }

    private int Count(int number) => _events.Count(one => one.Event == number && one.Path.StartsWith(folder, StringComparison.Ordinal));
}
