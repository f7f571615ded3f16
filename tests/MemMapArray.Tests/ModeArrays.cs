using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MemMap.Tests;

/// <summary>Arrays in every mode over a file that holds 0, 1, 2, ...</summary>
public static class ModeArrays
{
    public static readonly MemMapMode[] All = [MemMapMode.Read, MemMapMode.ReadWrite, MemMapMode.Create, MemMapMode.CreateNew, MemMapMode.CopyOnWrite];

    public static readonly MemMapMode[] OpensExisting = [MemMapMode.Read, MemMapMode.ReadWrite, MemMapMode.CopyOnWrite];

    public static readonly MemMapMode[] Creates = [MemMapMode.Create, MemMapMode.CreateNew];

    public static readonly MemMapMode[] Writes = [MemMapMode.ReadWrite, MemMapMode.Create, MemMapMode.CreateNew, MemMapMode.CopyOnWrite];

    public static TheoryData<MemMapMode> AllModes => [.. All];

    public static TheoryData<MemMapMode> ModesOfExistingFiles => [.. OpensExisting];

    public static TheoryData<MemMapMode> CreatingModes => [.. Creates];

    public static TheoryData<MemMapMode> WritingModes => [.. Writes];

    public static bool IsCreating(MemMapMode mode) => mode is MemMapMode.Create or MemMapMode.CreateNew;

    /// <summary>The modes that change the file itself.</summary>
    public static bool ChangesFile(MemMapMode mode) => mode is MemMapMode.ReadWrite or MemMapMode.Create or MemMapMode.CreateNew;

    /// <summary>An array of int32 with 0, 1, 2, ... in the order of the file, which ends where the array ends.</summary>
    public static MemMapArray<int> Open(TemporaryFolder folder, MemMapMode mode, Shape shape, long offset = 0, MemMapOrder order = MemMapOrder.C, string name = "array.bin")
    {
        int[] elements = Enumerable.Range(0, checked((int)shape.Length)).ToArray();
        if (!IsCreating(mode))
        {
            return MemMapArray.Open<int>(folder.Write(elements, (int)offset, name), shape, mode, offset, order);
        }

        MemMapArray<int> array = MemMapArray.Open<int>(folder.File(name), shape, mode, offset, order);
        (order == MemMapOrder.C ? array : array.Transpose()).CopyFrom(elements);
        return array;
    }

    /// <summary>The elements of a file of int32 from an offset on.</summary>
    public static int[] ReadFile(string path, int offset = 0) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(path).AsSpan(offset)).ToArray();
}
