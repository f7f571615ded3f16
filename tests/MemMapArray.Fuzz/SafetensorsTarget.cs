using System;
using System.IO;
using System.Linq;

namespace MemMap.Fuzz;

/// <summary>A safetensors file of unknown bytes: its list, and each tensor opened in place; then the same bytes as an index, beside the file.</summary>
internal static class SafetensorsTarget
{
    private const int MaxTensors = 16;

    /// <summary>Does all that with the bytes, in a folder that is empty.</summary>
    /// <exception cref="InvalidOperationException">A promise is broken. Any other exception is one that is not documented.</exception>
    public static void Run(byte[] bytes, string folder)
    {
        string path = Path.Combine(folder, "unknown.safetensors");
        File.WriteAllBytes(path, bytes);
        SafetensorsFile? file = null;
        Promises.Keep(() => file = SafetensorsFile.Open(path), typeof(SafetensorsFormatException), typeof(InvalidDataException));
        long end = file is null ? 0 : bytes.Length - file.Tensors.Sum(tensor => tensor.ByteLength);
        foreach (SafetensorsTensor tensor in file?.Tensors.OrderBy(tensor => tensor.Offset).ThenBy(tensor => tensor.ByteLength).Take(MaxTensors) ?? [])
        {
            Promises.Require(file!.GetTensor(tensor.Name) == tensor, "A tensor is not found by its name.");
            Promises.Require(tensor.Offset == end, "Tensors do not lie side by side.");
            end += tensor.ByteLength;
            Open<float>(file, tensor, MemMapMode.Read);
            Open<float>(file, tensor, MemMapMode.CopyOnWrite);
            Open<BFloat16>(file, tensor, MemMapMode.ReadWrite);
            Open<byte>(file, tensor, MemMapMode.Read);
            Open<long>(file, tensor, MemMapMode.Read);
            Open<bool>(file, tensor, MemMapMode.Read);
        }

        Promises.RequireUnchanged(path, bytes);
        OpenAsIndex(bytes, folder);
        File.Delete(path);
    }

    private static void Open<T>(SafetensorsFile file, SafetensorsTensor tensor, MemMapMode mode)
        where T : unmanaged
    {
        MemMapArray<T>? array = null;
        Exception? refused = Promises.Keep(() => array = file.OpenTensor<T>(tensor.Name, mode), typeof(ArgumentException), typeof(NotSupportedException));
        using (array)
        {
            Promises.Require((refused is null) == (tensor.ElementType == typeof(T)), "A tensor opens as another type than it says, or not as its own.");
            if (array is not null)
            {
                Promises.Require(array.Shape == tensor.Shape && array.Offset == tensor.Offset && array.ByteLength == tensor.ByteLength, "The array is not what its header says.");
                Promises.Require(array.ToArray().LongLength == array.Length, "The array has not all its elements.");
            }
        }
    }

    private static void OpenAsIndex(byte[] bytes, string folder)
    {
        string path = Path.Combine(folder, "unknown.safetensors.index.json");
        File.WriteAllBytes(path, bytes);
        SafetensorsFile? file = null;
        Promises.Keep(
            () => file = SafetensorsFile.Open(path),
            typeof(SafetensorsFormatException),
            typeof(InvalidDataException),
            typeof(FileNotFoundException),
            typeof(DirectoryNotFoundException),
            typeof(PathTooLongException));
        Promises.Require(file is null || file.Tensors.All(tensor => tensor.Path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)), "An index leads out of its folder.");
        File.Delete(path);
    }
}
