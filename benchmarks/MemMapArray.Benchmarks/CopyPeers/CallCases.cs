using System;
using System.Collections.Generic;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemMap.Benchmarks.CopyPeers;

/// <summary>The calls, over small files in a folder. Only what a call needs is opened: a fresh process has run nothing else.</summary>
internal sealed unsafe class CallCases : IDisposable
{
    // A cube and a square.
    private const int Edge = 128;
    private const int Columns = 1000;

    private readonly string _folder;
    private readonly Lazy<MemMapArray<float>> _cube;
    private readonly Lazy<MemMapArray<byte>> _bytes;
    private readonly Lazy<MemMapArray<float>> _square;
    private readonly float[] _floats = new float[Columns * Columns];
    private readonly byte[] _byteBuffer = new byte[Edge * Edge * Edge];
    private float _sink;
    private object? _made;

    /// <summary>The calls over the files that <see cref="WriteFiles"/> wrote.</summary>
    public CallCases(string folder)
    {
        _folder = folder;
        _cube = new(() => MemMapArray.Open<float>(PathOf("cube"), (Edge, Edge, Edge)));
        _bytes = new(() => MemMapArray.Open<byte>(PathOf("bytes"), (Edge, Edge, Edge)));
        _square = new(() => MemMapArray.Open<float>(PathOf("square"), (Columns, Columns), MemMapMode.ReadWrite));
    }

    /// <summary>What keeps the compiler from leaving out what nobody looks at.</summary>
    public object? Kept => (_sink, _made);

    /// <summary>All of them.</summary>
    public IEnumerable<CallCase> All() =>
    [
        new(
            "[::2, ::2, ::2] of float32", OpenCube,
            n => Repeat(n, () => EverySecond(_cube.Value).CopyTo(_floats.AsSpan(0, Eighth))),
            n => Repeat(n, () => TakeEverySecond(_cube.Value, _floats))),
        new(
            "[::2, ::2, ::2] of bytes", OpenBytes,
            n => Repeat(n, () => EverySecond(_bytes.Value).CopyTo(_byteBuffer.AsSpan(0, Eighth))),
            n => Repeat(n, () => TakeEverySecond(_bytes.Value, _byteBuffer))),
        new(
            "[:, ::3]", OpenSquare,
            n => Repeat(n, () => _square.Value[.., (null, null, 3)].CopyTo(_floats.AsSpan(0, Columns * Third))),
            n => Repeat(n, TakeEveryThird)),
        new(
            "copy of a row", OpenSquare,
            n => Repeat(n, () => _square.Value[5, ..].CopyTo(_floats.AsSpan(0, Columns))),
            n => Repeat(n, () => RowByHand().CopyTo(_floats))),
        new(
            "span of a row", OpenSquare,
            n => Repeat(n, () => _sink += _square.Value.GetReadOnlyRowSpan(5)[0]),
            n => Repeat(n, () => _sink += RowByHand()[0])),
        new("a[100..200, 50..100]", OpenSquare, n => Repeat(n, () => _made = _square.Value[100..200, 50..100])),
        new("open and dispose", () => { }, n => Repeat(n, Open), n => Repeat(n, OpenByHand)),
        new("write an element", OpenSquare, WriteElements, WriteElementsByHand),
        new("read an element", OpenSquare, ReadElements, ReadElementsByHand),
    ];

    /// <summary>Writes the files.</summary>
    public static void WriteFiles(string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, "cube"), new byte[Edge * Edge * Edge * sizeof(float)]);
        File.WriteAllBytes(Path.Combine(folder, "bytes"), new byte[Edge * Edge * Edge]);
        File.WriteAllBytes(Path.Combine(folder, "square"), new byte[Columns * Columns * sizeof(float)]);
    }

    public void Dispose()
    {
        Dispose(_cube);
        Dispose(_bytes);
        Dispose(_square);
    }

    private static int Eighth => Edge * Edge * Edge / 8;

    private static int Third => (Columns + 2) / 3;

    private static void Dispose<T>(Lazy<MemMapArray<T>> array)
        where T : unmanaged
    {
        if (array.IsValueCreated)
        {
            array.Value.Dispose();
        }
    }

    private static void Repeat(int count, Action call)
    {
        for (int i = 0; i < count; i++)
        {
            call();
        }
    }

    private static MemMapView<T> EverySecond<T>(MemMapArray<T> cube)
        where T : unmanaged => cube[(null, null, 2), (null, null, 2), (null, null, 2)];

    private static void TakeEverySecond<T>(MemMapArray<T> cube, T[] target)
        where T : unmanaged
    {
        ReadOnlySpan<T> source = cube.AsReadOnlySpan();
        int at = 0;
        for (int i = 0; i < Edge; i += 2)
        {
            for (int j = 0; j < Edge; j += 2)
            {
                for (int k = 0; k < Edge; k += 2)
                {
                    target[at++] = source[(((i * Edge) + j) * Edge) + k];
                }
            }
        }
    }

    private void OpenCube() => _ = _cube.Value;

    private void OpenBytes() => _ = _bytes.Value;

    private void OpenSquare() => _ = _square.Value;

    private string PathOf(string name) => Path.Combine(_folder, name);

    private float* Pointer() => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(_square.Value.AsReadOnlySpan()));

    private ReadOnlySpan<float> RowByHand() => new(Pointer() + (5 * Columns), Columns);

    private void TakeEveryThird()
    {
        ReadOnlySpan<float> source = _square.Value.AsReadOnlySpan();
        int at = 0;
        for (int i = 0; i < Columns; i++)
        {
            for (int j = 0; j < Columns; j += 3)
            {
                _floats[at++] = source[(i * Columns) + j];
            }
        }
    }

    private void Open()
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(PathOf("square"), (Columns, Columns));
    }

    private void OpenByHand()
    {
        using var mapping = MemoryMappedFile.CreateFromFile(PathOf("square"), FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using MemoryMappedViewAccessor accessor = mapping.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    // Elements are taken row by row, as programs do: the row is the outer loop.
    private void WriteElements(int count)
    {
        MemMapArray<float> array = _square.Value;
        for (int i = 0, left = count; left > 0; i = (i + 1) % Columns, left -= Columns)
        {
            for (int j = 0; j < Columns && j < left; j++)
            {
                array[i, j] = j;
            }
        }
    }

    private void WriteElementsByHand(int count)
    {
        float* pointer = Pointer();
        for (int i = 0, left = count; left > 0; i = (i + 1) % Columns, left -= Columns)
        {
            for (int j = 0; j < Columns && j < left; j++)
            {
                pointer[(i * Columns) + j] = j;
            }
        }
    }

    private void ReadElements(int count)
    {
        MemMapArray<float> array = _square.Value;
        float sum = 0;
        for (int i = 0, left = count; left > 0; i = (i + 1) % Columns, left -= Columns)
        {
            for (int j = 0; j < Columns && j < left; j++)
            {
                sum += array[i, j];
            }
        }

        _sink = sum;
    }

    private void ReadElementsByHand(int count)
    {
        float* pointer = Pointer();
        float sum = 0;
        for (int i = 0, left = count; left > 0; i = (i + 1) % Columns, left -= Columns)
        {
            for (int j = 0; j < Columns && j < left; j++)
            {
                sum += pointer[(i * Columns) + j];
            }
        }

        _sink = sum;
    }
}
