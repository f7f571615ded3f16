using System;
using System.IO;
using System.Linq;

namespace MemMap.Live;

/// <summary>What both sides do with arrays of one type.</summary>
internal abstract class LiveType
{
    /// <summary>Opens the files and the members that NumPy wrote, and compares them.</summary>
    /// <returns>How many arrays were the same. Others are an exception.</returns>
    public abstract int Read(LiveCase array, string numpy, string extracted);

    /// <summary>Writes the array in each way there is.</summary>
    public abstract void Write(LiveCase array, string ours, NpzWriter archive);

    /// <summary>Opens the folder of files that Dask wrote, and compares it.</summary>
    public abstract void ReadStack(LiveCase array, string dask);

    /// <summary>Writes the array as shards.</summary>
    public abstract void WriteStack(LiveCase array, string ours);
}

/// <summary>A type of .NET.</summary>
/// <param name="element">The element of a number.</param>
/// <param name="descr">What a file says of it, where the type does not say it.</param>
internal sealed class LiveType<T>(Func<int, T> element, string? descr = null) : LiveType
    where T : unmanaged, IEquatable<T>
{
    public override int Read(LiveCase array, string numpy, string extracted)
    {
        string member = Path.Combine(extracted, array.Name + ".npy");
        Check(array, MemMapArray.OpenNpy<T>(Path.Combine(numpy, array.Name + ".npy")));
        Check(array, MemMapArray.OpenNpy<T>(Path.Combine(numpy, array.Name + ".mapped.npy"), MemMapMode.ReadWrite));
        Check(array, MemMapArray.OpenNpz<T>(Path.Combine(numpy, "stored.npz"), array.Name));
        NpzFile.Open(Path.Combine(numpy, "compressed.npz")).Extract(array.Name, member);
        Check(array, MemMapArray.OpenNpy<T>(member, MemMapMode.CopyOnWrite));
        return 4;
    }

    public override void Write(LiveCase array, string ours, NpzWriter archive)
    {
        using MemMapArray<T> created = MemMapArray.CreateNpy<T>(Path.Combine(ours, array.Name + ".created.npy"), array.Shape, array.Order, descr);
        created.CopyFrom(Elements(array));
        created.SaveNpy(Path.Combine(ours, array.Name + ".npy"), descr);
        archive.Add(array.Name, created, descr);
    }

    public override void ReadStack(LiveCase array, string dask)
    {
        using MemMapShards<T> opened = MemMapShards.OpenNpyStack<T>(Path.Combine(dask, array.Name));
        if (opened.Shape != array.Shape || opened.Manifest.Shards.Count < 2 || !opened.ToArray().AsSpan().SequenceEqual(Elements(array)))
        {
            throw new InvalidDataException($"{array}: {opened}");
        }
    }

    public override void WriteStack(LiveCase array, string ours)
    {
        Shape rowShape = array.Shape.ToArray()[1..];
        using ShardWriter<T> writer = MemMapShards.Create<T>(Path.Combine(ours, array.Name), rowShape, new ShardWriterOptions { RowsPerShard = 1, Descr = descr });
        writer.Append(Elements(array));
        writer.Commit();
    }

    private T[] Elements(LiveCase array) => [.. Enumerable.Range(0, checked((int)array.Shape.Length)).Select(LiveCase.Number).Select(element)];

    private void Check(LiveCase expected, MemMapArray<T> opened)
    {
        using (opened)
        {
            bool same = opened.Shape == expected.Shape && opened.Order == expected.Order && opened.ToArray().AsSpan().SequenceEqual(Elements(expected));
            if (!same)
            {
                throw new InvalidDataException($"{opened.Path}, {expected}: {opened.Shape} {opened.Order}\n{opened}");
            }
        }
    }
}
