using System;
using System.IO;
using System.Runtime.InteropServices;
using MemMap.ByteOrders;
using MemMap.Mapping;
using MemMap.Views;

namespace MemMap.Opening;

/// <summary>The way from a path, a shape and options to an array. Everything that can be wrong is looked at before the file is
/// touched.</summary>
/// <remarks>A header that says more about the file changes a copy of the opening (<c>this with</c>), so that no option can be
/// forgotten.</remarks>
internal readonly unsafe partial struct ArrayOpening<T>
    where T : unmanaged
{
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

        // The options are copied, so that the values that were checked are those that are used.
        Path = path;
        Mode = options.Mode;
        Offset = options.Offset;
        Order = options.Order;
        AllowGrow = options.AllowGrow;
        Preallocate = options.Preallocate;
        PreallocateExisting = options.PreallocateExisting;
        Share = options.Share;
        Permissions = options.UnixCreateMode;
        if (Mode is < MemMapMode.Read or > MemMapMode.CopyOnWrite)
        {
            throw new ArgumentOutOfRangeException(nameof(options), Mode, "There is no such MemMapMode.");
        }

        if (Order is not (MemMapOrder.C or MemMapOrder.F))
        {
            throw new ArgumentOutOfRangeException(nameof(options), Order, "There is no such MemMapOrder.");
        }

        FilePermissions.Require(Permissions, nameof(options));
        if (PreallocateExisting && !RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            throw new PlatformNotSupportedException(
                "PreallocateExisting is for Linux: this system cannot reserve room in a file that is there.");
        }
    }

    /// <summary>Whether the mode asks for a new file.</summary>
    public bool Creates => Mode is MemMapMode.Create or MemMapMode.CreateNew;

    private string Path { get; }

    private MemMapMode Mode { get; }

    private long Offset { get; init; }

    private MemMapOrder Order { get; init; }

    private bool AllowGrow { get; }

    private bool Preallocate { get; }

    private bool PreallocateExisting { get; }

    private FileShare Share { get; }

    private MemMapPermissions? Permissions { get; }

    public MemMapArray<T> OpenExisting(Shape shape)
    {
        bool infers = shape.Span.IndexOf(-1) >= 0;
        long[] lengths = shape.ToArray();
        Layout layout = Layout.Create(infers ? WithoutUnknown(lengths) : lengths, Order, Offset, sizeof(T));
        MappedFile file = MappedFile.Open(Path, Mode == MemMapMode.ReadWrite ? FileAccess.ReadWrite : FileAccess.Read, Share);
        long lengthBefore = file.Length;
        bool opened = false, grown = false;
        try
        {
            if (infers)
            {
                layout = Infer(lengths, WholeLength(file, layout));
            }

            long end = Offset + (layout.Length * sizeof(T));
            if (file.Length < end)
            {
                Grow(file, layout, end);
                grown = true;
            }

            if (PreallocateExisting && Mode == MemMapMode.ReadWrite)
            {
                file.FillHoles(Offset, end);
            }

            // Where the shape was inferred from the file's length, the array ends with the file, even if the file is longer by now.
            MemMapArray<T> array = Over(file, Map(file, layout, Mode), layout, Mode, isWhole: infers);
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
    /// <param name="header">What is written before the offset, if anything. It is in the file before the array is returned.</param>
    public MemMapArray<T> CreateFile(Shape shape, IFileHeader? header = null)
    {
        if (shape.Span.IndexOf(-1) >= 0)
        {
            throw new ArgumentException($"The shape {shape} has a length of -1, but there is no file to infer it from.", nameof(shape));
        }

        Layout layout = Layout.Create(shape, Order, Offset, sizeof(T));
        long end = Offset + (layout.Length * sizeof(T));
        using NewFile? beside = Mode == MemMapMode.CreateNew ? null : NewFile.BesideExisting(Path, Share);
        MappedFile file = beside is null
            ? MappedFile.Create(Path, replace: Mode != MemMapMode.CreateNew, Share, Permissions)
            : beside.Open(Share, beside.Path);
        MappedRegion? region = null;
        bool created = false;
        try
        {
            file.SetLength(end, Preallocate);
            if (header is not null)
            {
                file.WriteAt(0, header.For(layout.Lengths));
                file.UnflushedHeader = header.Length;
            }

            // All that can fail comes before the file takes the place of another one.
            MemMapMode mode = Mode == MemMapMode.CreateNew ? Mode : MemMapMode.Create;
            region = Map(file, layout, mode);
            file.Replace();
            MemMapArray<T> array = Over(file, region, layout, mode, header);
            created = true;
            return array;
        }
        finally
        {
            if (!created)
            {
                region?.Close();
                file.Abandon();
            }
        }
    }

    private static MappedRegion Map(MappedFile file, Layout layout, MemMapMode mode) => new(file, layout.Length == 0 ? 0 : layout.Offset + (layout.Length * sizeof(T)), mode);

    private MemMapArray<T> Over(MappedFile file, MappedRegion region, Layout layout, MemMapMode mode, IFileHeader? header = null, bool isWhole = false) =>
        new(file, region, layout, Path, mode, Order, Preallocate, header, isWhole);

    // The length of the file when nobody is in the middle of appending: then it has whole rows. The layout is that of an array without
    // rows.
    private long WholeLength(MappedFile file, Layout layout)
    {
        long rowBytes = sizeof(T);
        foreach (long length in layout.Lengths)
        {
            rowBytes *= Math.Max(1, length);
        }

        long bytes = file.Length - Offset;
        if (bytes > 0 && bytes % rowBytes != 0)
        {
            var appending = new AppendLock(file);
            appending.Acquire(forReading: true);
            appending.Release();
        }

        return file.Length;
    }

    private Layout Infer(long[] lengths, long fileLength)
    {
        long bytes = fileLength - Offset;
        if (bytes < 0)
        {
            throw new InvalidDataException($"The file '{Path}' has {fileLength} bytes and ends before the offset {Offset}.");
        }

        if (bytes % sizeof(T) != 0 || !Layout.TryInfer(lengths, bytes / sizeof(T)))
        {
            throw new InvalidDataException(
                $"The file '{Path}' has {bytes} bytes from offset {Offset} on: not a whole number of {sizeof(T)}-byte elements for " +
                $"the shape {Layout.Text(lengths)}.");
        }

        return Layout.Create(lengths, Order, Offset, sizeof(T));
    }

    private void Grow(MappedFile file, Layout layout, long end)
    {
        if (Mode != MemMapMode.ReadWrite || !AllowGrow)
        {
            throw new InvalidDataException(
                $"The file '{Path}' is too short: shape {Layout.Text(layout.Lengths)} of {sizeof(T)}-byte elements at offset " +
                $"{Offset} needs {end} bytes, there are {file.Length}." +
                (Mode == MemMapMode.ReadWrite ? " AllowGrow lengthens it." : string.Empty));
        }

        file.SetLength(end, Preallocate, from: Offset);
    }

    // The shape with 0 in place of the unknown length, so that the other lengths can be checked before the file is opened.
    private static long[] WithoutUnknown(long[] lengths)
    {
        long[] known = (long[])lengths.Clone();
        _ = Layout.TryInfer(known, 0);
        return Array.ConvertAll(known, length => Math.Max(0, length));
    }
}
