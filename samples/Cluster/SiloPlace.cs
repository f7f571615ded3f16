using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace MemMap.ClusterSample;

/// <summary>Where a silo of the sample listens, and which data it has.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Labels">The labels of the shards it holds.</param>
/// <param name="Folder">Its root folder.</param>
/// <param name="SiloPort">For other silos.</param>
/// <param name="GatewayPort">For clients.</param>
/// <param name="PrimaryPort">Of the silo that knows the others. In production a database does.</param>
/// <param name="Scans">How many shards it scans at a time.</param>
/// <param name="IdleShards">How many files it keeps open between scans.</param>
internal sealed record SiloPlace(
    string Name, string[] Labels, string Folder, int SiloPort, int GatewayPort, int PrimaryPort, int Scans, int IdleShards = 256)
{
    public static SiloPlace Parse(string text) => JsonSerializer.Deserialize<SiloPlace>(text)!;

    /// <summary>Places on free ports of this machine; the first silo is the primary.</summary>
    public static SiloPlace[] OnThisMachine(IReadOnlyList<(string Name, string[] Labels, string Folder)> silos, int scans)
    {
        int[] ports = FreePorts(2 * silos.Count);
        return
        [
            .. silos.Select((silo, i) =>
                new SiloPlace(silo.Name, silo.Labels, silo.Folder, ports[2 * i], ports[(2 * i) + 1], ports[0], scans)),
        ];
    }

    public override string ToString() => JsonSerializer.Serialize(this);

    private static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners)
        {
            listener.Start();
        }

        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners)
        {
            listener.Dispose();
        }

        return ports;
    }
}
