using System.IO;

namespace MemMap.CallSites;

/// <summary>NumPy's files and archives.</summary>
public static class Npy
{
    public static void Files(string path, MemMapView<long> times)
    {
        using MemMapArray<float> opened = MemMapArray.OpenNpy<float>(path);
        using var writable = MemMapArray.OpenNpy<float>(path, MemMapMode.ReadWrite);
        using var alone = MemMapArray.OpenNpy<float>(path, new MemMapOptions { Mode = MemMapMode.ReadWrite, Share = FileShare.None });
        using var created = MemMapArray.CreateNpy<float>(path, (10, 3));
        using var fortran = MemMapArray.CreateNpy<float>(path, (10, 3), MemMapOrder.F);
        using var dates = MemMapArray.CreateNpy<long>(path, 10, descr: "<M8[ns]");
        using var withOptions = MemMapArray.CreateNpy<double>(path, [2, 3], new MemMapOptions { Mode = MemMapMode.CreateNew, Preallocate = false, Share = FileShare.None });
        using var both = MemMapArray.CreateNpy<long>(path, 10, new MemMapOptions { Order = MemMapOrder.F }, "<m8[s]");
        opened.SaveNpy(path);
        opened[1..].SaveNpy(path);
        times.SaveNpy(path, "<M8[ns]");
        times.SaveNpy(path, descr: NpyHeader.Read(path).Descr);
        times.SaveNpy(path, unixCreateMode: MemMapPermissions.UserRead | MemMapPermissions.UserWrite);
    }

    public static string Archives(string path, MemMapView<long> times, MemMapView<float> matrix)
    {
        using (NpzWriter writer = NpzFile.Create(path))
        {
            writer.Add("matrix", matrix);
            writer.Add("transposed", matrix.Transpose());
            writer.Add("times", times, "<M8[ns]");
            writer.Commit();
        }

        NpzFile archive = NpzFile.Open(path);
        foreach (NpzMember member in archive.Members)
        {
            if (!member.IsStored)
            {
                archive.Extract(member.Name, path + ".npy");
                archive.Extract(member.FullName, path + ".npy", overwrite: true);
                archive.Extract(member.FullName, path + ".npy", unixCreateMode: MemMapPermissions.UserRead);
            }
        }

        using MemMapArray<float> first = archive.OpenMember<float>("matrix");
        using var changed = archive.OpenMember<float>("matrix.npy", MemMapMode.CopyOnWrite);
        using var direct = MemMapArray.OpenNpz<long>(path, "times");
        using var copy = MemMapArray.OpenNpz<long>(path, "times", MemMapMode.CopyOnWrite);
        NpyHeader header = archive.GetMember("matrix").ReadHeader();
        return $"{archive} {archive.Members[0]} {header.Shape} {archive.Members[^1].Length} {archive.Members.Count} {archive.Members[0].CompressedLength}";
    }
}
