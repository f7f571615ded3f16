using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap.Cluster;

/// <summary>Ways to a silo that gave no answer. A client's messages to a grain go through one of the silos, its gateway, which follows from
/// the grain's key. When a gateway dies, or is cut off, what went through it is lost, and nothing tells that the silo behind it is well:
/// only another key can.</summary>
internal static class ShardRoutes
{
    // With two of three gateways dead, all of them are lost once in 650 times.
    private const int Most = 16;

    /// <summary>Asks by several ways at once.</summary>
    /// <param name="grain">The grain by a way.</param>
    /// <param name="options">How long is waited.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The way of the first answer; without any, why there is none.</returns>
    public static async Task<(int Route, string? Failure)> FindAsync(
        Func<int, IShardGrain> grain, ClusterArrayOptions options, CancellationToken cancellation)
    {
        Task<(int Route, string? Failure)>[] pings = [.. Enumerable.Range(0, Most).Select(PingAsync)];
        await foreach (Task<(int Route, string? Failure)> ping in Task.WhenEach(pings).WithCancellation(cancellation))
        {
            (int Route, string? Failure) answer = await ping;
            if (answer.Failure is null)
            {
                return answer;
            }
        }

        return await pings[0];

        async Task<(int Route, string? Failure)> PingAsync(int route)
        {
            try
            {
                await grain(route).PingAsync().WaitAsync(options.SilenceTimeout, cancellation);
                return (route, null);
            }
            catch (Exception exception) when (ShardFailure.ReasonOf(exception, options) is { } reason)
            {
                return (route, reason);
            }
        }
    }
}
