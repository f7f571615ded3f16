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
        IgnoreSignature = options.IgnoreSignature;
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

    private bool IgnoreSignature { get; }

    private MemMapPermissions? Permissions { get; }

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

    private static MappedRegion Map(MappedFile file, Layout layout, MemMapMode mode) =>
        new(file, layout.Length == 0 ? 0 : layout.Offset + (layout.Length * sizeof(T)), mode);

    private MemMapArray<T> Over(
        MappedFile file,
        MappedRegion region,
        Layout layout,
        MemMapMode mode,
        IFileHeader? header = null,
        BehindArray behind = BehindArray.AsFound) =>
        new(file, region, layout, Path, mode, Order, Preallocate, header, behind);
}
