using System;
using System.Linq;

namespace MemMap.CrashProbe.Faults;

/// <summary>Writes where the disk has no room any more.</summary>
internal static class FullDisk
{
    private const int Elements = 1 << 20;

    /// <summary>Makes a file of 4 MiB (<c>reserved</c>, <c>sparse</c>, <c>existing</c>: sparse, with its blocks reserved when it is opened, or <c>grown</c>: sparse, then lengthened), waits for a line, and writes all of it.</summary>
    public static int Fill(string path, string prepare)
    {
        MemMapArray.Create<int>(path, prepare == "grown" ? Elements / 2 : Elements, new MemMapOptions { Preallocate = prepare == "reserved" }).Dispose();
        using MemMapArray<int> array = MemMapArray.Open<int>(path, new MemMapOptions { Mode = MemMapMode.ReadWrite, PreallocateExisting = prepare == "existing" });
        if (prepare == "grown")
        {
            array.Resize(Elements);
        }

        Console.WriteLine("ready");
        Console.ReadLine();
        if (prepare == "sparse")
        {
            Console.WriteLine(Thrown.By(() => array.Fill(7)));
            return 0;
        }

        array.Fill(7);
        array.Flush();
        Console.WriteLine(array.ToArray().All(x => x == 7) ? "written" : "WRONG");
        return 0;
    }

    /// <summary>Makes a sparse file of 4 MiB, waits for a line, and transforms into it: says what it ends in, and how many elements were written.</summary>
    public static int Transform(string path)
    {
        MemMapArray.Create<int>(path, Elements, new MemMapOptions { Preallocate = false }).Dispose();
        using MemMapArray<int> source = MemMapArray.Create<int>(System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.Guid.NewGuid().ToString("N")), Elements), array = MemMapArray.Open<int>(path, MemMapMode.ReadWrite);
        source.Fill(7);
        Console.WriteLine("ready");
        Console.ReadLine();
        var written = new LastReport();
        string ended = Thrown.By(() => source.Transform(array, static (xs, zs) => xs.CopyTo(zs), new TransformOptions { Progress = written }));
        System.IO.File.Delete(source.Path);
        Console.WriteLine($"{ended} {(array[..(int)written.ElementsDone].ToArray().All(x => x == 7) ? "as said" : "WRONG")}");
        return 0;
    }

    /// <summary>Makes a sparse file of 4 MiB, waits for a line, and writes sums into it: says what it ends in, and whether those that were written are right.</summary>
    public static int CumulativeSum(string path)
    {
        MemMapArray.Create<int>(path, Elements, new MemMapOptions { Preallocate = false }).Dispose();
        using MemMapArray<int> array = MemMapArray.Open<int>(path, MemMapMode.ReadWrite);
        NDArray<byte> ones = NDArray.Full<byte>(Elements, 1);
        Console.WriteLine("ready");
        Console.ReadLine();
        var written = new LastReport();
        string ended = Thrown.By(() => ones.CumulativeSum(array, axis: 0, new SeriesOptions { Progress = written }));
        Console.WriteLine($"{ended} {(array[..(int)written.ElementsDone].ToArray().Select((x, i) => x == i + 1).All(isRight => isRight) ? "as said" : "WRONG")}");
        return 0;
    }

    public static int TransformToNpy(string source, string target)
    {
        using MemMapArray<byte> array = MemMapArray.Open<byte>(source);
        Console.WriteLine(Thrown.By(() => array.ConvertToNpy<byte, short>(target, Conversion.Checked)));
        return 0;
    }

    public static int SaveNpy(string source, string target)
    {
        using MemMapArray<byte> array = MemMapArray.Open<byte>(source);
        Console.WriteLine(Thrown.By(() => array.SaveNpy(target)));
        return 0;
    }

    public static int SaveSafetensors(string source, string target)
    {
        using MemMapArray<byte> array = MemMapArray.Open<byte>(source);
        using SafetensorsWriter writer = SafetensorsFile.Create(target);
        writer.Add("array", array);
        Console.WriteLine(Thrown.By(writer.Commit));
        return 0;
    }

    private sealed class LastReport : IProgress<TransformProgress>
    {
        public long ElementsDone { get; private set; }

        public void Report(TransformProgress value) => ElementsDone = value.ElementsDone;
    }
}
