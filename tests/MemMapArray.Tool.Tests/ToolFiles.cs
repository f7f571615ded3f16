using System;
using System.Linq;
using MemMap.Tests;

namespace MemMap.Tool.Tests;

/// <summary>Small files of numbers that count from 0.</summary>
internal static class ToolFiles
{
    /// <summary>A .npy file of float32.</summary>
    public static string Npy(this TemporaryFolder folder, Shape shape, string name = "a.npy", Func<int, float>? element = null)
    {
        NDArray<float> array = NDArray.From(Numbers(shape, element), shape);
        array.SaveNpy(folder.File(name));
        return folder.File(name);
    }

    /// <summary>A raw file of float32.</summary>
    public static string Raw(this TemporaryFolder folder, Shape shape, string name = "a.bin") => folder.Write(Numbers(shape, null), name: name);

    private static float[] Numbers(Shape shape, Func<int, float>? element) => [.. Enumerable.Range(0, (int)shape.Length).Select(element ?? (i => i))];
}
