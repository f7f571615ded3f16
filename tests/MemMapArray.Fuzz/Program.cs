using System;
using System.IO;
using SharpFuzz;

namespace MemMap.Fuzz;

/// <summary>
/// <c>npy</c>, <c>npz</c> and <c>safetensors</c> take one file after the other from afl-fuzz, which <c>run</c> beside this file starts. <c>npy FILE...</c> and so on do to files what is
/// done to those, and end in the exception that was found: <c>dotnet run --project tests/MemMapArray.Fuzz npy crash-file</c>.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        Action<byte[], string>? target = arguments is [string name, ..] ? Find(name) : null;
        if (target is null)
        {
            Console.Error.WriteLine("npy [FILE...] | npz [FILE...] | safetensors [FILE...]");
            return 2;
        }

        string folder = Directory.CreateTempSubdirectory("memmaparray-fuzz-").FullName;
        foreach (string path in arguments.AsSpan(1))
        {
            target(File.ReadAllBytes(path), folder);
            Console.WriteLine($"{path}: as promised");
        }

        if (arguments.Length == 1)
        {
            Fuzzer.Run(stream => RunOne(target, stream, folder));
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static Action<byte[], string>? Find(string target) => target switch
    {
        "npy" => NpyTarget.Run,
        "npz" => NpzTarget.Run,
        "safetensors" => SafetensorsTarget.Run,
        _ => null,
    };

    // A promise that was broken leaves files behind, which are not the fault of the next run.
    private static void RunOne(Action<byte[], string> target, Stream stream, string folder)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        try
        {
            target(bytes.ToArray(), folder);
        }
        finally
        {
            foreach (string left in Directory.EnumerateFiles(folder))
            {
                File.Delete(left);
            }
        }
    }
}
