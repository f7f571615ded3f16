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
