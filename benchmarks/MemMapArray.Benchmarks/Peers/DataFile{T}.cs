using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemMap.Benchmarks.Peers;

/// <summary>A file of one element type, and the mapping of it that the contenders of this process share.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed unsafe class DataFile<T> : IDisposable
    where T : unmanaged
{
    private readonly BenchmarkFile _file = new();

    /// <summary>Writes the file and maps it.</summary>
    public DataFile(ElementType<T> type, Content content, long bytes)
    {
        Type = type;
        Rows = Math.Max(1, bytes / sizeof(T) / Layouts.Columns / Case<T>.RowStep) * Case<T>.RowStep;
        Write(content);
        Array = MemMapArray.Open<T>(Path, (Rows, Layouts.Columns));
        Pointer = (T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(Array.GetReadOnlyRowSpan(0)));
    }

    /// <summary>The type of the elements.</summary>
    public ElementType<T> Type { get; }

    /// <summary>The length of the first axis.</summary>
    public long Rows { get; }

    /// <summary>Where it is.</summary>
    public string Path => _file.Path;

    /// <summary>The file as an array of order C.</summary>
    public MemMapArray<T> Array { get; }

    /// <summary>Where the mapping starts.</summary>
    public T* Pointer { get; }

    public void Dispose()
    {
        Array.Dispose();
        _file.Dispose();
    }

    private void Write(Content content)
    {
        var block = new T[Case<T>.RowStep * Layouts.Columns];
        for (int i = 0; i < block.Length; i++)
        {
            block[i] = Type.FromDouble(Type.ValueAt(content, i));
        }

        using FileStream stream = File.Create(Path);
        for (long row = 0; row < Rows; row += Case<T>.RowStep)
        {
            stream.Write(MemoryMarshal.AsBytes<T>(block));
        }
    }
}
