using System.Diagnostics.Tracing;

namespace MemMap.Diagnostics;

/// <content>Counters, which exist from the moment when somebody first listens.</content>
internal sealed partial class MemMapEventSource
{
    private PollingCounter? _openMappings;
    private PollingCounter? _mappedBytes;
    private PollingCounter? _abandonedMappings;

    protected override void OnEventCommand(EventCommandEventArgs command)
    {
        if (command.Command == EventCommand.Enable)
        {
            _openMappings ??= new PollingCounter("open-mappings", this, () => MemMapDiagnostics.OpenMappings)
            {
                DisplayName = "Open mappings",
            };
            _mappedBytes ??= new PollingCounter("mapped-bytes", this, () => MemMapDiagnostics.MappedBytes)
            {
                DisplayName = "Mapped address space",
                DisplayUnits = "B",
            };
            _abandonedMappings ??= new PollingCounter("abandoned-mappings", this, () => MemMapDiagnostics.CountAbandonedMappings())
            {
                DisplayName = "Mappings of arrays that nobody disposed",
            };
        }
    }

    protected override void Dispose(bool disposing)
    {
        _openMappings?.Dispose();
        _mappedBytes?.Dispose();
        _abandonedMappings?.Dispose();
        base.Dispose(disposing);
    }
}
