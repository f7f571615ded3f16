using System;
using System.IO;
using System.Runtime.InteropServices;
using MemMap.Mapping;
using MemMap.Npy;

namespace MemMap.Shards;

/// <summary>
/// A <c>.npy</c> file that gets its rows one after the other, under another name until it is whole. It is written and not mapped: a full
/// disk is an exception without blocks being reserved, and the system keeps what was written in larger pieces than what was mapped, so that
/// the first reading is faster.
/// </summary>
internal sealed unsafe class NewShard<T> : IDisposable
    where T : unmanaged
{
    private const int PieceBytes = 1 << 20;

    private readonly NewFile _name;
    private readonly NpyHeaderText _header;
    private readonly long[] _shape;
    private readonly long _rowBytes;
    private MappedFile? _file;

    /// <param name="path">Where the file is going to be. There must be none.</param>
    /// <param name="descr">Its element type.</param>
    /// <param name="shape">Its shape when it is full.</param>
    /// <param name="rowBytes">The bytes of a row.</param>
    public NewShard(string path, string descr, long[] shape, long rowBytes)
    {
        _name = new(path, nameof(path), overwrite: false, permissions: null);
        _header = NpyDescr.HeaderOf<T>(descr, MemMapOrder.C, shape);
        _shape = (long[])shape.Clone();
        _rowBytes = rowBytes;
    }

    public string TemporaryPath => _name.TemporaryPath;

    /// <summary>How many rows it has. What a write that failed left behind them is overwritten by the next, or cut off.</summary>
    public long Rows { get; private set; }

    public bool IsFull => Rows == _shape[0];

    /// <summary>As many rows as it still takes, of so many.</summary>
    public long Room(long rows) => Math.Min(rows, _shape[0] - Rows);

    private long End => _header.Length + (Rows * _rowBytes);

    public void Write(ReadOnlySpan<T> elements, long rows)
    {
        long position = End;

        // A span of bytes has at most int.MaxValue of them.
        for (int most = 64 * PieceBytes / sizeof(T); !elements.IsEmpty; elements = elements.Slice(Math.Min(most, elements.Length)))
        {
            Write(ref position, elements.Slice(0, Math.Min(most, elements.Length)));
        }

        Rows += rows;
    }

    public void Write(MemMapView<T> rows)
    {
        if (rows.Length > 0)
        {
            rows.CopyTo(Open(), Layout.Create(rows.Shape, MemMapOrder.C, End, sizeof(T)));
        }

        Rows += rows.Shape[0];
    }

    /// <summary>Makes the file whole and durable.</summary>
    public void Finish()
    {
        _shape[0] = Rows;
        MappedFile file = Open();
        file.WriteAt(0, _header.For(_shape));
        file.SetLength(End, reserve: false);
        file.Flush(default);
        file.Close();
        _file = null;
    }

    /// <summary>Gives the file its name.</summary>
    public void Publish() => _name.Publish();

    public void Dispose()
    {
        _file?.Close();
        _file = null;
        _name.Dispose();
    }

    private void Write(ref long position, ReadOnlySpan<T> elements)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(elements);
        Open().WriteAt(position, bytes);
        position += bytes.Length;
    }

    // Not before the name was noted by the writer.
    private MappedFile Open() => _file ??= _name.Open(FileShare.None);
}
