using System;
using System.Collections.Generic;
using System.IO;
using MemMap.Mapping;
using MemMap.Npy;
using MemMap.Zip;

namespace MemMap;

/// <summary>A <c>.npz</c> archive that is being written, made by <see cref="NpzFile.Create"/>: members are added one after the other, and
/// <see cref="Commit"/> gives it its path.</summary>
/// <remarks>
/// <para>Members are stored without compression, with their elements at a multiple of 64 bytes, so that they open in place. Zip64 is used
/// where lengths, places or numbers of members need it. The bytes depend on the names and the elements only: as in NumPy, every member is
/// of 1980-01-01.</para>
/// <para>The archive is written under another name in the same folder. When it is disposed without a commit, as after an exception, nothing
/// is left of it, and the file at its path is unchanged.</para>
/// <para>Thread-safe: calls from several threads wait for each other.</para>
/// </remarks>
public sealed unsafe class NpzWriter : IDisposable
{
    private const int Alignment = 64;

    /// <summary>More than any local header with its name and extra field.</summary>
    private const int MaxRecordLength = 1 << 17;

    private readonly object _adding = new();
    private readonly ZipWriting _writing;
    private readonly List<ZipEntry> _entries = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly NewFile _newFile;
    private readonly MappedFile _file;

    internal NpzWriter(string path, ZipWriting writing, MemMapPermissions? permissions = null)
    {
        Path = path;
        _writing = writing;
        _newFile = new NewFile(path, nameof(path), overwrite: true, permissions);
        _file = _newFile.Open(FileShare.ReadWrite);
    }

    /// <summary>The path of the archive, as it was given.</summary>
    public string Path { get; }

    /// <summary>Writes the elements of a view into the archive, as <c>np.savez</c> does: in C order, or in F order when they lie so in
    /// memory and not in C order.</summary>
    /// <typeparam name="T">The element type: as for <see cref="MemMapArray.CreateNpy{T}(string, Shape, MemMapOrder, string)"/>.</typeparam>
    /// <param name="name">The name, to which <c>.npy</c> is added.</param>
    /// <param name="view">Any view: sliced, transposed, broadcast.</param>
    /// <param name="descr">NumPy's name of the element type, as for
    /// <see cref="MemMapArray.CreateNpy{T}(string, Shape, MemMapOrder, string)"/>.</param>
    /// <remarks>O(Length), in memory that does not grow with it. When it fails the archive is as it was before, and more can be
    /// added.</remarks>
    /// <exception cref="ArgumentException">The name is empty, has a zero in it, is too long, or is already in the archive; or the descr is
    /// invalid or does not fit <typeparamref name="T"/>.</exception>
    /// <exception cref="NotSupportedException">NumPy has no name for <typeparamref name="T"/> and there is no descr, or the descr is of a
    /// type that .NET does not have.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The elements of a broadcast view are more than <see cref="long.MaxValue"/>
    /// bytes.</exception>
    /// <exception cref="ObjectDisposedException">The archive is committed or disposed, or the view's array is disposed.</exception>
    /// <exception cref="IOException">The disk is full, the file cannot be written, or the view's file was cut short.</exception>
    /// <example><code>writer.Add("weights", loaded);</code></example>
    public void Add<T>(string name, MemMapView<T> view, string? descr = null)
        where T : unmanaged
    {
        if (view is null)
        {
            throw new ArgumentNullException(nameof(view));
        }

        string fullName = (name ?? throw new ArgumentNullException(nameof(name))) + ".npy";
        byte[] nameBytes = ZipNames.Write(fullName);
        if (name.Length == 0 || Array.IndexOf(nameBytes, (byte)0) >= 0 || nameBytes.Length > ushort.MaxValue)
        {
            throw new ArgumentException(
                $"The name of a member has 1 to {ushort.MaxValue - 4} bytes and no zero in it; this one has {nameBytes.Length - 4} bytes.",
                nameof(name));
        }

        lock (_adding)
        {
            RequireOpen();
            if (_names.Contains(fullName))
            {
                throw new ArgumentException($"The archive has a member '{name}' already.", nameof(name));
            }

            // The view as it is now: an array may grow meanwhile.
            MemMapView<T> snapshot = view[Slice.Ellipsis];
            MemMapOrder order = MemMapNpy.OrderOf(snapshot);
            NpyHeaderText header = NpyDescr.HeaderOf<T>(descr, order, snapshot.Shape);
            long start = _file.Length;
            bool added = false;
            try
            {
                _entries.Add(Write(fullName, nameBytes, snapshot, order, header.For(snapshot.Shape), start));
                _names.Add(fullName);
                added = true;
            }
            finally
            {
                if (!added)
                {
                    _file.SetLength(start, reserve: false);
                }
            }
        }
    }

    /// <summary>Writes the directory, flushes the archive, and gives it its path: whoever looks sees the file that was there or the whole
    /// archive, after a power cut too. The archive ends with this, also when it fails: then nothing is left of it.</summary>
    /// <exception cref="ObjectDisposedException">The archive is committed or disposed.</exception>
    /// <exception cref="IOException">The disk is full, or the file cannot be written or renamed. (Windows refuses to replace a file that is
    /// mapped.)</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder by now, or this user may not write there.</exception>
    public void Commit()
    {
        lock (_adding)
        {
            RequireOpen();
            try
            {
                WriteDirectory();
                _file.Flush(default);
                _file.Close();
                _newFile.Publish();
            }
            finally
            {
                Dispose();
            }
        }
    }

    /// <summary>Takes the archive away, unless it was committed. Disposing twice is once.</summary>
    public void Dispose()
    {
        lock (_adding)
        {
            _file.Close();
            _newFile.Dispose();
        }
    }

    private static uint ChecksumOf(MappedFile file, long start, long end)
    {
        using var content = new FileSection(file, start, end);
        byte[] buffer = new byte[1 << 16];
        Crc32 checksum = default;
        for (int read = content.Read(buffer, 0, buffer.Length); read > 0; read = content.Read(buffer, 0, buffer.Length))
        {
            checksum.Append(buffer.AsSpan(0, read));
        }

        return checksum.Value;
    }

    // The elements first, through a mapping like every other array, then what stands before them.
    private ZipEntry Write<T>(string name, byte[] nameBytes, MemMapView<T> view, MemMapOrder order, byte[] header, long start)
        where T : unmanaged
    {
        // Of a broadcast view the bytes may be more than can be counted: the layout of a new file refuses them.
        var layout = Layout.Create(view.Shape, order, start + MaxRecordLength + header.Length, sizeof(T));
        long length = header.Length + (layout.Length * sizeof(T));
        ushort flags = nameBytes.Length == name.Length ? (ushort)0 : ZipFormat.Utf8;
        var entry = new ZipEntry(name, nameBytes.Length, flags, ZipFormat.Stored, Crc: 0, length, length, start, Position: 0);
        long content = start + _writing.LocalHeader(entry, nameBytes, Alignment).Length;
        _file.SetLength(content + length, reserve: true);
        _file.WriteAt(content, header);
        view.CopyTo(_file, Layout.Create(view.Shape, order, content + header.Length, sizeof(T)));
        entry = entry with { Crc = ChecksumOf(_file, content, content + length) };
        _file.WriteAt(start, _writing.LocalHeader(entry, nameBytes, Alignment));
        return entry;
    }

    private void WriteDirectory()
    {
        long start = _file.Length;
        List<byte> records = [];
        foreach (ZipEntry entry in _entries)
        {
            records.AddRange(_writing.CentralHeader(entry, ZipNames.Write(entry.Name)));
            if (records.Count > 1 << 16)
            {
                _file.Append([.. records]);
                records.Clear();
            }
        }

        records.AddRange(_writing.End(_entries.Count, start, _file.Length + records.Count));
        _file.Append([.. records]);
    }

    private void RequireOpen()
    {
        if (_file.IsClosed)
        {
            throw new ObjectDisposedException(nameof(NpzWriter), $"The archive '{Path}' is committed or disposed.");
        }
    }
}
