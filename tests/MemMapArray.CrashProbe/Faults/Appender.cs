using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace MemMap.CrashProbe.Faults;

/// <summary>One of several processes that append to one file.</summary>
internal static class Appender
{
    public const int Columns = 16;

    /// <summary>Appends rows, each with the number of the process and its own, and writes each number that was appended to a log. A refusal because somebody else has a batch open is tried again.</summary>
    public static int Append(string path, string log, string kind, int process, int count)
    {
        using var returned = new FileStream(log, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        using MemMapArray<int> array = Open(path, kind);
        Console.WriteLine("ready");
        for (int i = 0; i < count;)
        {
            try
            {
                if (i == 0 && kind != "raw")
                {
                    // What an appender that was killed may have left.
                    array.BeginAppend(dropUncounted: true).Dispose();
                }

                array.Append(Row(process, i));
            }
            catch (IOException exception) when (exception.Message.Contains("batch", StringComparison.Ordinal))
            {
                continue;
            }

            returned.Write(Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture) + "\n"));
            i++;
        }

        return 0;
    }

    /// <summary>Appends rows in a batch, and flushes now and then: the log has the numbers that were flushed.</summary>
    public static int Batch(string path, string log, string kind)
    {
        using var returned = new FileStream(log, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        using MemMapArray<int> array = Open(path, kind);
        using IDisposable batch = array.BeginAppend();
        for (int i = 0; ; i++)
        {
            array.Append(Row(1, i));
            if (i % 50 == 49)
            {
                array.Flush();
                returned.Write(Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture) + "\n"));
                if (i == 49)
                {
                    Console.WriteLine("ready");
                }
            }
        }
    }

    public static int[] Row(int process, int number) => [process, number, .. Enumerable.Range(0, Columns - 3).Select(i => (process * 31) + (number * 17) + i), process ^ number];

    private static MemMapArray<int> Open(string path, string kind) =>
        kind == "raw" ? MemMapArray.Open<int>(path, (-1, Columns), MemMapMode.ReadWrite) : MemMapArray.OpenNpy<int>(path, MemMapMode.ReadWrite);
}
