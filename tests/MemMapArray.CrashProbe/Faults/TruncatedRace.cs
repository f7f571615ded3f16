using System;
using System.Diagnostics;
using System.IO;

namespace MemMap.CrashProbe.Faults;

/// <summary>Bulk operations without a pause, while another process cuts the file at any moment: what the look at its length cannot guard.</summary>
internal static class TruncatedRace
{
    private const int Elements = 4 << 20;

    public static int Run(string path, int seconds)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(path, Elements, MemMapMode.ReadWrite);
        int[] buffer = new int[Elements];
        Console.WriteLine("ready");
        long done = 0, refused = 0;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < seconds;)
        {
            try
            {
                switch (done % 3)
                {
                    case 0:
                        array.CopyTo(buffer);
                        break;
                    case 1:
                        _ = array.Mean();
                        break;
                    default:
                        array.Fill(1);
                        break;
                }

                done++;
            }
            catch (IOException)
            {
                refused++;
                done++;
            }
        }

        Console.WriteLine($"{done} {refused}");
        return 0;
    }
}
