using System;
using System.Diagnostics.Metrics;
using System.Threading;

namespace MemMap.ClusterSample;

/// <summary>The messages of Orleans that this process sends and gets, and their bytes, as Orleans measures them.</summary>
internal sealed class ClientTraffic : IDisposable
{
    private const string Sent = "orleans-messaging-sent-messages-size", Received = "orleans-messaging-received-messages-size";

    private readonly MeterListener _listener = new();
    private long _messages, _sentBytes, _receivedBytes;

    public ClientTraffic()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name is Sent or Received)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, bytes, _, _) =>
        {
            Interlocked.Increment(ref _messages);
            Interlocked.Add(ref instrument.Name == Sent ? ref _sentBytes : ref _receivedBytes, bytes);
        });
        _listener.Start();
    }

    public long Messages => Interlocked.Read(ref _messages);

    public long SentBytes => Interlocked.Read(ref _sentBytes);

    public long ReceivedBytes => Interlocked.Read(ref _receivedBytes);

    public void Dispose() => _listener.Dispose();
}
