using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Orleans.Hosting;

namespace MemMap.ClusterSample;

/// <summary>Many silos in one process, each call to which takes as long as a network would.</summary>
internal static class Crowd
{
    private static volatile int s_latency, s_stragglers;

    /// <summary>What the process does: serves, and takes a latency and a number of stragglers, ten times as slow, from each line.</summary>
    /// <param name="list">A file with the places of the silos.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<int> RunAsync(string list, CancellationToken cancellation)
    {
        SiloPlace[] places = JsonSerializer.Deserialize<SiloPlace[]>(await File.ReadAllTextAsync(list, cancellation))!;
        await StartAsync(0, places[0]);
        foreach ((int Index, SiloPlace Item)[] some in places.Index().Skip(1).Chunk(10))
        {
            await Task.WhenAll(some.Select(place => StartAsync(place.Index, place.Item)));
        }

        do
        {
            Console.WriteLine(SiloProcess.Ready);
            string? line = await Console.In.ReadLineAsync(cancellation);
            if (line is null)
            {
                break;
            }

            string[] numbers = line.Split(' ');
            (s_latency, s_stragglers) = (int.Parse(numbers[0]), int.Parse(numbers[1]));
        }
        while (true);

        // Nobody is told: the process ends, and with it all of them.
        Environment.Exit(0);
        return 0;

        Task StartAsync(int index, SiloPlace place) => SiloProcess.CreateHost(place, silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            if (s_latency * (index < s_stragglers ? 10 : 1) is > 0 and var milliseconds)
            {
                await Task.Delay(milliseconds, CancellationToken.None);
            }

            await context.Invoke();
        })).StartAsync(cancellation);
    }
}
