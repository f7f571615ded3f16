using System;
using System.IO;

namespace MemMap.Tool.Containers;

/// <summary>A compressed member of an archive, which cannot be mapped: a file in the temporary folder, gone with the array.</summary>
internal sealed class ExtractedMember<T> : IDisposable
    where T : unmanaged
{
    private readonly string _folder = Directory.CreateTempSubdirectory("memmap-").FullName;

    public ExtractedMember(NpzFile archive, string member)
    {
        MemMapArray<T>? array = null;
        try
        {
            string path = Path.Combine(_folder, "member.npy");
            archive.Extract(member, path);
            array = MemMapArray.OpenNpy<T>(path);
            Array = array;
        }
        finally
        {
            if (array is null)
            {
                Directory.Delete(_folder, recursive: true);
            }
        }
    }

    public MemMapArray<T> Array { get; }

    public void Dispose()
    {
        Array.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
