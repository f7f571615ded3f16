using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;

namespace MemMap.CrashProbe;

/// <summary>Files that cannot be as long as they are asked to be: what a full disk looks like, made with the limit of a process (ulimit -f).</summary>
internal static class Limit
{
    private const int Columns = 1024, Few = 64, TooMany = 4096;

    /// <summary>Asks for 16 MiB, under a limit of 4 MiB or so.</summary>
    /// <returns>The name of the exception's type, then whether array and file are as they were.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Which one it is, is the answer.")]
    public static string Run(string call, string path)
    {
        try
        {
            bool isNpy = call.EndsWith("Npy", StringComparison.Ordinal);
            if (call is "Create" or "CreateNpy")
            {
                using MemMapArray<int> created = isNpy ? MemMapArray.CreateNpy<int>(path, (TooMany, Columns)) : MemMapArray.Create<int>(path, (TooMany, Columns));
                return "none";
            }

            using MemMapArray<int> array = isNpy ? MemMapArray.CreateNpy<int>(path, (Few, Columns)) : MemMapArray.Create<int>(path, (Few, Columns));
            array.Fill(1);
            MemMapView<int> row = array[^1, ..];
            string thrown = Thrown.By(() => Grow(array, call, path));
            bool same = array.Shape == (Few, Columns) && row.ToArray().All(x => x == 1) && array.ToArray().All(x => x == 1) && new FileInfo(path).Length == array.Offset + (Few * Columns * 4)
                && (!isNpy || NpyHeader.Read(path).Shape == (Few, Columns));
            array.Append(new int[Columns]);
            return $"{thrown} {(same && array[^1, ^1] == 0 && array[^2, ^1] == 1 ? "same" : "changed")}";
        }
        catch (Exception exception)
        {
            return $"{exception.GetType().Name} {(File.Exists(path) ? "left" : "gone")}";
        }
    }

    private static void Grow(MemMapArray<int> array, string call, string path)
    {
        switch (call)
        {
            case "Resize" or "ResizeNpy":
                array.Resize(TooMany);
                break;
            case "Append" or "AppendNpy":
                array.Append(new int[TooMany * Columns]);
                break;
            case "AllowGrow":
                using (MemMapArray.Open<int>(path, (TooMany, Columns), new MemMapOptions { Mode = MemMapMode.ReadWrite, AllowGrow = true }))
                {
                    break;
                }

            default:
                throw new ArgumentException($"There is no call '{call}'.", nameof(call));
        }
    }
}
