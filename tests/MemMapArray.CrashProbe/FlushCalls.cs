using System;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace MemMap.CrashProbe;

/// <summary>Flushes in a fixed order, with the addresses that a trace of system calls can be compared with.</summary>
internal static unsafe class FlushCalls
{
    private const int Rows = 16, Columns = 1000, Offset = 100;

    public static void Run(MemMapMode mode, string path)
    {
        MemMapArray<int> array = MemMapArray.Open<int>(path, (Rows, Columns), mode, Offset);
        if (!array.IsReadOnly)
        {
            array.Fill(1);
        }

        byte* origin = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in array.AsReadOnlySpan()[0])) - Offset;
        MemMapView<int> view = array[3..5, ..];
        Console.WriteLine("origin " + ((nint)origin).ToString("x", CultureInfo.InvariantCulture));
        Console.WriteLine("end " + (Offset + array.ByteLength).ToString(CultureInfo.InvariantCulture));
        Console.WriteLine("view " + view.ByteOffset.ToString(CultureInfo.InvariantCulture) + " " + (view.ByteOffset + view.ByteLength).ToString(CultureInfo.InvariantCulture));
        array.Flush();
        array.Flush();
        view.Flush();
        if (!array.IsReadOnly)
        {
            array.Fill(2);
        }

        array.Dispose();
    }

    /// <summary>Rows that were appended to an array without any.</summary>
    public static void RunAppended(string path)
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(path, (0, Columns));
        array.Append(new int[Columns]);
        array.Flush();
        array.Append(new int[Columns]);
        array.Flush();
    }

    /// <summary>Saves more than is written before the system is told to begin with it.</summary>
    public static void RunSaved(string path)
    {
        using MemMapArray<byte> zeros = MemMapArray.Create<byte>(path + ".zeros", 40L << 20);
        zeros.SaveNpy(path);
    }

    /// <summary>A .npy file that gets rows and loses them.</summary>
    public static void RunNpy(string path)
    {
        using MemMapArray<int> array = MemMapArray.CreateNpy<int>(path, (1, Columns));
        array.Flush();
        array.Append(new int[Columns]);
        array.Resize(3);
        array.Resize(1);
    }
}
