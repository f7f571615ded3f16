using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MemMap.Live;

/// <summary>MemMapArray's side: <c>read FOLDER</c> compares what NumPy wrote there, <c>write FOLDER</c> writes what NumPy then compares. <c>run</c> beside this file calls both,
/// with and without <c>-safetensors</c>, and <c>run-dask</c> the same with stacks of Dask's.</summary>
internal static class Program
{
    private const int Rows = 7, MoreRows = 5;

    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["read", string folder]:
                Read(LiveCase.Read(folder), Path.Combine(folder, "numpy"), Directory.CreateDirectory(Path.Combine(folder, "extracted")).FullName);
                return 0;
            case ["write", string folder]:
                Write(LiveCase.Read(folder), Path.Combine(folder, "numpy"), Directory.CreateDirectory(Path.Combine(folder, "ours")).FullName);
                return 0;
            case ["read-stacks", string folder]:
                ReadStacks(LiveCase.Read(folder), Path.Combine(folder, "dask"));
                return 0;
            case ["write-stacks", string folder]:
                LiveCase.Read(folder).ForEach(array => LiveTypes.All[array.Code].WriteStack(array, Path.Combine(folder, "ours")));
                return 0;
            case ["read-safetensors", string folder]:
                ReadSafetensors(LiveCase.Read(folder), Path.Combine(folder, "numpy"));
                return 0;
            case ["write-safetensors", string folder]:
                WriteSafetensors(LiveCase.Read(folder), Directory.CreateDirectory(Path.Combine(folder, "ours")).FullName);
                return 0;
            default:
                Console.Error.WriteLine("read FOLDER | write FOLDER | read-stacks FOLDER | write-stacks FOLDER | read-safetensors FOLDER | write-safetensors FOLDER");
                return 2;
        }
    }

    private static void Read(List<LiveCase> cases, string numpy, string extracted)
    {
        int compared = cases.Sum(array => LiveTypes.All[array.Code].Read(array, numpy, extracted));
        Console.WriteLine($"MemMapArray read {compared} arrays that NumPy wrote: the same values.");
    }

    private static void ReadStacks(List<LiveCase> cases, string dask)
    {
        cases.ForEach(array => LiveTypes.All[array.Code].ReadStack(array, dask));
        try
        {
            MemMapShards.OpenNpyStack<float>(Path.Combine(dask, "columns")).Dispose();
            throw new InvalidOperationException("A stack along axis 1 was read as rows.");
        }
        catch (InvalidDataException exception) when (exception.Message.Contains("axis 1", StringComparison.Ordinal))
        {
            Console.WriteLine($"MemMapArray read {cases.Count} stacks that Dask wrote: the same values. It refused one along another axis.");
        }
    }

    private static void ReadSafetensors(List<LiveCase> cases, string numpy)
    {
        string[] files = ["sorted.safetensors", "unaligned.safetensors", "model.safetensors.index.json"];
        foreach (string file in files)
        {
            SafetensorsFile opened = SafetensorsFile.Open(Path.Combine(numpy, file));
            cases.ForEach(tensor => LiveTensor.All[tensor.Code].Read(tensor, opened));
        }

        Console.WriteLine($"MemMapArray read {cases.Count} tensors of safetensors files in {files.Length} ways: the same values.");
    }

    private static void WriteSafetensors(List<LiveCase> cases, string ours)
    {
        var metadata = new Dictionary<string, string> { ["note"] = "\"é\" \\ <>", ["format"] = "np" };
        foreach (bool isMade in new[] { false, true })
        {
            using SafetensorsWriter writer = SafetensorsFile.Create(Path.Combine(ours, isMade ? "made.safetensors" : "added.safetensors"), metadata);
            cases.ForEach(tensor => LiveTensor.All[tensor.Code].Write(tensor, writer, isMade));
            writer.Commit();
        }
    }

    private static void Write(List<LiveCase> cases, string numpy, string ours)
    {
        using (NpzWriter archive = NpzFile.Create(Path.Combine(ours, "stored.npz")))
        {
            cases.ForEach(array => LiveTypes.All[array.Code].Write(array, ours, archive));
            archive.Commit();
        }

        // A file of NumPy's grows.
        LiveCase vector = cases.Single(array => array.Code == "<f4" && array.Shape == Rows);
        string appended = Path.Combine(ours, "appended.npy");
        File.Copy(Path.Combine(numpy, vector.Name + ".npy"), appended);
        using MemMapArray<float> array = MemMapArray.OpenNpy<float>(appended, MemMapMode.ReadWrite);
        array.Append([.. Enumerable.Range(Rows, MoreRows).Select(index => (float)LiveCase.Number(index))]);
    }
}
