using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace MemMap.CrashProbe.Faults;

/// <summary>Writers that go on until they are killed. After each call that returned, a line of a log has its number.</summary>
internal static class KilledWriter
{
    public const int Rows = 4096, Columns = 64, Saved = 64 * 1024;

    public static int WriteRows(string path, string log)
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(path, (Rows, Columns));
        return Forever(log, i =>
        {
            array[i % Rows, ..].Fill(i);
            array[i % Rows, ..].Flush();
        });
    }

    public static int Append(string path, string log, MemMapOrder order)
    {
        using MemMapArray<int> array = MemMapArray.CreateNpy<int>(path, order == MemMapOrder.C ? (0, Columns) : (Columns, 0), order);
        return Forever(log, i => array.Append([.. Enumerable.Repeat(i, Columns)]));
    }

    public static int Create(string path, string log) =>
        Forever(log, i => MemMapArray.CreateNpy<int>(path, (1 + (i % 2), Columns)).Dispose());

    public static int Save(string path, string log, string format)
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(path + ".source", Saved);
        return Forever(log, i =>
        {
            array.Fill(i);
            switch (format)
            {
                case "npz":
                    using (NpzWriter writer = NpzFile.Create(path))
                    {
                        writer.Add("array", array);
                        writer.Commit();
                    }

                    break;
                case "safetensors":
                    using (SafetensorsWriter writer = SafetensorsFile.Create(path))
                    {
                        writer.Add("array", array);
                        writer.Commit();
                    }

                    break;
                default:
                    array.SaveNpy(path);
                    break;
            }
        });
    }

    /// <summary>Writes 0, 1, 2 and so on, and logs each when it has been written.</summary>
    public static int Forever(string log, Action<int> write)
    {
        using var returned = new FileStream(log, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        for (int i = 0; ; i++)
        {
            write(i);
            returned.Write(Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture) + "\n"));
            if (i == 0)
            {
                Console.WriteLine("ready");
            }
        }
    }
}
