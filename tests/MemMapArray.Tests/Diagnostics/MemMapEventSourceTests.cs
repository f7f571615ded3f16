using System;
using System.Collections.Generic;
using System.Diagnostics.Tracing;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace MemMap.Tests.Diagnostics;

/// <summary>What the event source announces while arrays come and go.</summary>
[Collection(OpenMappingsAlone.Name)]
public sealed class MemMapEventSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OpenAndDispose_AreAnnouncedWithPathAndBytes()
    {
        using var listener = new Listener(_folder.Path);
        int mappings = MemMapDiagnostics.OpenMappings;
        long bytes = MemMapDiagnostics.MappedBytes;
        string path = _folder.Write(new int[1000]);
        MemMapArray<int> array = MemMapArray.Open<int>(path);
        Assert.Equal((mappings + 1, bytes + 4000), (MemMapDiagnostics.OpenMappings, MemMapDiagnostics.MappedBytes));
        using (array.AsReadOnlyMemory().Pin())
        {
            array.Dispose();
            array.Dispose();
        }

        Assert.Equal((mappings, bytes), (MemMapDiagnostics.OpenMappings, MemMapDiagnostics.MappedBytes));
        Assert.Equal([$"MappingOpened {path} 4000", $"ArrayOpened {path} 4000", $"ArrayDisposed {path}", $"MappingClosed {path} 4000"], listener.Events);
    }

    [Fact]
    public void ArrayThatNobodyDisposed_IsAnnouncedOnceAndCounted()
    {
        using var listener = new Listener(_folder.Path);
        string path = _folder.Write(new int[1000]);
        int before = CountAbandoned();
        Abandon(path, before);
        Collect();
        Assert.Equal(before + 1, MemMapDiagnostics.CountAbandonedMappings());
        MemMapArray.Open<int>(path).Dispose();
        Assert.Equal(before + 1, MemMapDiagnostics.CountAbandonedMappings());
        Assert.Single(listener.Events, text => text == $"MappingAbandoned {path} 4000");
    }

    [Fact]
    public void ArrayThatNobodyDisposed_IsAnnouncedWhenTheNextOneIsOpened()
    {
        using var listener = new Listener(_folder.Path);
        string path = _folder.Write(new int[1000]);
        Abandon(path, CountAbandoned());
        Collect();
        Assert.DoesNotContain(listener.Events, text => text == $"MappingAbandoned {path} 4000");
        MemMapArray.Open<int>(_folder.Write(new int[10], name: "other.bin")).Dispose();
        Assert.Single(listener.Events, text => text == $"MappingAbandoned {path} 4000");
    }

    // As long as a view of it is there it is not abandoned.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Abandon(string path, int before)
    {
        MemMapView<int> view = MemMapArray.Open<int>(path)[5..];
        Collect();
        Assert.Equal(before, MemMapDiagnostics.CountAbandonedMappings());
        GC.KeepAlive(view);
    }

    // What other tests left behind is counted before, not in between.
    private static int CountAbandoned()
    {
        Collect();
        return MemMapDiagnostics.CountAbandonedMappings();
    }

    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    /// <summary>The events about files of one folder: other tests open files too.</summary>
    private sealed class Listener(string folder) : EventListener
    {
        private readonly List<string> _events = [];

        public string[] Events
        {
            get
            {
                lock (_events)
                {
                    return [.. _events];
                }
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "MemMapArray")
            {
                EnableEvents(eventSource, EventLevel.Informational);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.Payload is [string path, ..] && path.StartsWith(folder, StringComparison.Ordinal))
            {
                lock (_events)
                {
                    _events.Add($"{eventData.EventName} {string.Join(' ', eventData.Payload.Select(value => value?.ToString()))}");
                }
            }
        }
    }
}
