using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Threading;

namespace MemMap.CrashProbe.Faults;

/// <summary>Processes on one file.</summary>
internal static class Together
{
    public const int Rows = 600, Columns = 500, Rounds = 20;

    /// <summary>Every n-th row, again and again: row i ends as i + <see cref="Rounds"/>.</summary>
    public static int WriteRows(string path, int writer, int writers)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (Rows, Columns), MemMapMode.ReadWrite);
        for (int round = 1; round <= Rounds; round++)
        {
            for (int row = writer; row < Rows; row += writers)
            {
                array[row, ..].Fill(row + round);
            }
        }

        return 0;
    }

    /// <summary>Looks at every row until all are as they end. What stands there meanwhile is what somebody wrote.</summary>
    public static int Read(string path)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (Rows, Columns));
        for (bool isDone = false; !isDone;)
        {
            isDone = true;
            for (int row = 0; row < Rows; row++)
            {
                foreach (int element in array[row, ..].ToArray())
                {
                    if (element != 0 && (element <= row || element > row + Rounds))
                    {
                        Console.WriteLine($"WRONG row {row}: {element}");
                        return 1;
                    }

                    isDone &= element == row + Rounds;
                }
            }
        }

        Console.WriteLine("done");
        return 0;
    }

    public static int Count(string path, int times)
    {
        using MemMapArray<long> array = MemMapArray.Open<long>(path, MemMapMode.ReadWrite);
        ref long counter = ref array.GetReference(0);
        for (int i = 0; i < times; i++)
        {
            Interlocked.Increment(ref counter);
        }

        return 0;
    }

    /// <summary>Opens the file to write, says how that went, and holds it until the end of the input.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Which one it is, is the answer.")]
    public static int Hold(string path, FileShare share)
    {
        try
        {
            using MemMapArray<long> array = MemMapArray.Open<long>(path, new MemMapOptions { Mode = MemMapMode.ReadWrite, Share = share });
            Console.WriteLine("open");
            Console.ReadLine();
        }
        catch (Exception exception)
        {
            Console.WriteLine(exception.GetType().Name);
        }

        return 0;
    }
}
