using System;
using System.IO;
using System.Runtime.InteropServices;
using MemMap.Mapping;

namespace MemMap;

/// <summary>The way from a path, a shape and options to an array: all that can be wrong is looked at before the file is touched.</summary>
internal readonly unsafe partial struct ArrayOpening<T>
    where T : unmanaged
{
    private readonly string _path;
    private readonly MemMapMode _mode;
    private readonly long _offset;
    private readonly MemMapOrder _order;
    private readonly bool _allowGrow;
    private readonly bool _preallocate;
    private readonly bool _preallocateExisting;
    private readonly FileShare _share;
    private readonly MemMapPermissions? _permissions;

    public ArrayOpening(string path, MemMapOptions options)
    {
        if (path is null)
        {
            throw new ArgumentNullException(nameof(path));
        }

        if (path.Length == 0)
        {
            throw new ArgumentException("The path is empty.", nameof(path));
        }

        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        if (default(T) is IByteOrdered ordered)
        {
            ordered.RequireNumber();
        }

        // Copied, so that what was checked is what is used.
        _path = path;
        _mode = options.Mode;
        _offset = options.Offset;
        _order = options.Order;
        _allowGrow = options.AllowGrow;
        _preallocate = options.Preallocate;
        _preallocateExisting = options.PreallocateExisting;
        _share = options.Share;
        _permissions = options.UnixCreateMode;
        if (_mode is < MemMapMode.Read or > MemMapMode.CopyOnWrite)
        {
            throw new ArgumentOutOfRangeException(nameof(options), _mode, "There is no such MemMapMode.");
        }

        if (_order is not (MemMapOrder.C or MemMapOrder.F))
        {
            throw new ArgumentOutOfRangeException(nameof(options), _order, "There is no such MemMapOrder.");
        }

        MappedFile.RequirePermissions(_permissions, nameof(options));
        if (_preallocateExisting && !RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            throw new PlatformNotSupportedException(
                "PreallocateExisting is for Linux: this system cannot reserve room in a file that is there.");
        }
    }

    /// <summary>The mode asks for a new file.</summary>
    public bool Creates => _mode is MemMapMode.Create or MemMapMode.CreateNew;

    public MemMapArray<T> OpenExisting(Shape shape)
    {
        bool infers = shape.Span.IndexOf(-1) >= 0;
        long[] lengths = shape.ToArray();
        Layout layout = Layout.Create(infers ? WithoutUnknown(lengths) : lengths, _order, _offset, sizeof(T));
        MappedFile file = MappedFile.Open(_path, _mode == MemMapMode.ReadWrite ? FileAccess.ReadWrite : FileAccess.Read, _share);
        long lengthBefore = file.Length;
        bool opened = false, grown = false;
        try
        {
            if (infers)
            {
                layout = Infer(lengths, WholeLength(file, layout));
            }

            long end = _offset + (layout.Length * sizeof(T));
            if (file.Length < end)
            {
                Grow(file, layout, end);
                grown = true;
            }

            if (_preallocateExisting && _mode == MemMapMode.ReadWrite)
            {
                file.FillHoles(_offset, end);
            }

            // A shape that the file's length says ends with the file, though it may be longer by now.
            MemMapArray<T> array = Over(file, layout, _mode, isWhole: infers);
            opened = true;
            return array;
        }
        finally
        {
            if (!opened)
            {
                if (grown)
                {
                    file.SetLength(lengthBefore, reserve: false);
                }

                file.Close();
            }
        }
    }

    /// <param name="shape">The shape.</param>
    /// <param name="header">What is written before the offset; it is in the file before the array is there.</param>
    public MemMapArray<T> CreateFile(Shape shape, IFileHeader? header = null)
    {
        if (shape.Span.IndexOf(-1) >= 0)
        {
            throw new ArgumentException($"The shape {shape} has a length of -1, but there is no file to infer it from.", nameof(shape));
        }

        Layout layout = Layout.Create(shape, _order, _offset, sizeof(T));
        long end = _offset + (layout.Length * sizeof(T));
        using NewFile? beside = _mode == MemMapMode.CreateNew ? null : MappedFile.BesideExisting(_path, _share);
        MappedFile file = beside is null
            ? MappedFile.Create(_path, replace: _mode != MemMapMode.CreateNew, _share, _permissions)
            : MappedFile.Create(beside.TemporaryPath, replace: false, _share, beside.Permissions);
        bool created = false;
        try
        {
            file.SetLength(end, _preallocate);
            if (header is not null)
            {
                file.WriteAt(0, header.For(layout.Lengths));
                file.UnflushedHeader = header.Length;
            }

            if (beside is not null)
            {
                file.Replace(beside.Path);
            }

            MemMapArray<T> array = Over(file, layout, _mode == MemMapMode.CreateNew ? _mode : MemMapMode.Create, header);
            created = true;
            return array;
        }
        finally
        {
            if (!created)
            {
                file.Abandon();
            }
        }
    }

    private MemMapArray<T> Over(MappedFile file, Layout layout, MemMapMode mode, IFileHeader? header = null, bool isWhole = false)
    {
        var region = new MappedRegion(file, layout.Length == 0 ? 0 : layout.Offset + (layout.Length * sizeof(T)), mode);
        return new MemMapArray<T>(file, region, layout, _path, mode, _order, _preallocate, header, isWhole);
    }

    // Somebody may be in the middle of appending: when that has ended, the file has whole rows. The layout is that of no rows.
    private long WholeLength(MappedFile file, Layout layout)
    {
        long rowBytes = sizeof(T);
        foreach (long length in layout.Lengths)
        {
            rowBytes *= Math.Max(1, length);
        }

        long bytes = file.Length - _offset;
        if (bytes > 0 && bytes % rowBytes != 0)
        {
            file.Appending.Acquire(forReading: true);
            file.Appending.Release();
        }

        return file.Length;
    }

    private Layout Infer(long[] lengths, long fileLength)
    {
        long bytes = fileLength - _offset;
        if (bytes < 0)
        {
            throw new InvalidDataException($"The file '{_path}' has {fileLength} bytes and ends before the offset {_offset}.");
        }

        if (bytes % sizeof(T) != 0 || !Layout.TryInfer(lengths, bytes / sizeof(T)))
        {
            throw new InvalidDataException(
                $"The file '{_path}' has {bytes} bytes from offset {_offset} on: not a whole number of {sizeof(T)}-byte elements for " +
                $"the shape {Layout.Text(lengths)}.");
        }

        return Layout.Create(lengths, _order, _offset, sizeof(T));
    }

    private void Grow(MappedFile file, Layout layout, long end)
    {
        if (_mode != MemMapMode.ReadWrite || !_allowGrow)
        {
            throw new InvalidDataException(
                $"The file '{_path}' is too short: shape {Layout.Text(layout.Lengths)} of {sizeof(T)}-byte elements at offset " +
                $"{_offset} needs {end} bytes, there are {file.Length}." +
                (_mode == MemMapMode.ReadWrite ? " AllowGrow lengthens it." : string.Empty));
        }

        file.SetLength(end, _preallocate, from: _offset);
    }

    // The shape with 0 for the length that the file will tell: the other lengths are checked before the file is looked at.
    private static long[] WithoutUnknown(long[] lengths)
    {
        long[] known = (long[])lengths.Clone();
        _ = Layout.TryInfer(known, 0);
        return Array.ConvertAll(known, length => Math.Max(0, length));
    }
}
