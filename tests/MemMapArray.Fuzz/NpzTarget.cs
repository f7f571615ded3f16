using System;
using System.IO;
using System.Linq;

namespace MemMap.Fuzz;

/// <summary>A <c>.npz</c> archive of unknown bytes: its list of members, their headers, the stored ones opened where they lie, and each one extracted.</summary>
internal static class NpzTarget
{
    private const int MaxMembers = 16;

    /// <summary>Does all that with the bytes, and with an archive that is whole at its end again, in a folder that is empty.</summary>
    /// <exception cref="InvalidOperationException">A promise is broken. Any other exception is one that is not documented.</exception>
    public static void Run(byte[] bytes, string folder)
    {
        Look(bytes, folder);
        if (ZipRepair.Repair(bytes) is { } repaired)
        {
            Look(repaired, folder);
        }
    }

    private static void Look(byte[] bytes, string folder)
    {
        string path = Path.Combine(folder, "unknown.npz");
        File.WriteAllBytes(path, bytes);
        NpzFile? archive = null;
        Promises.Keep(() => archive = NpzFile.Open(path), typeof(InvalidDataException), typeof(NotSupportedException));
        foreach (NpzMember member in archive?.Members.Take(MaxMembers) ?? [])
        {
            Look(archive!, member, Path.Combine(folder, "extracted.npy"));
        }

        Promises.RequireUnchanged(path, bytes);
        File.Delete(path);
    }

    private static void Look(NpzFile archive, NpzMember member, string destination)
    {
        Promises.Require(archive.Members.Count(other => other.FullName == member.FullName) > 1 || archive.GetMember(member.FullName) == member, "A member is not found by its name.");
        NpyHeader? header = null;
        Exception? refused = Promises.Keep(() => header = member.ReadHeader(), typeof(NpyFormatException), typeof(InvalidDataException), typeof(NotSupportedException));
        Open<float>(archive, member, MemMapMode.Read, header);
        Open<float>(archive, member, MemMapMode.CopyOnWrite, header);
        Open<long>(archive, member, MemMapMode.Read, header);
        Exception? damaged = Promises.Keep(() => archive.Extract(member.FullName, destination), typeof(InvalidDataException), typeof(NotSupportedException));
        Promises.Require(damaged is null == File.Exists(destination), "An extraction failed and left a file, or succeeded and left none.");
        if (damaged is null)
        {
            Promises.Require(new FileInfo(destination).Length == member.Length, "What was extracted is not as long as the archive says.");
            Exception? other = Promises.Keep(() => NpyHeader.Read(destination), typeof(NpyFormatException));
            Promises.Require(refused?.GetType() == other?.GetType(), "A header is read in one of two places only.");
            File.Delete(destination);
        }
    }

    private static void Open<T>(NpzFile archive, NpzMember member, MemMapMode mode, NpyHeader? header)
        where T : unmanaged
    {
        MemMapArray<T>? array = null;
        Promises.Keep(
            () => array = archive.OpenMember<T>(member.FullName, mode),
            typeof(NpyFormatException),
            typeof(InvalidDataException),
            typeof(ArgumentException),
            typeof(NotSupportedException));
        using (array)
        {
            if (array is not null)
            {
                Promises.Require(member.IsStored && array.Shape == header!.Shape && array.Order == header.Order, "The array is not what its header says.");
                Promises.Require(array.ToArray().LongLength == array.Length, "The array has not all its elements.");
            }
        }
    }
}
