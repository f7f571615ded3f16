using MemMap.Mapping;
using MemMap.Npy;

namespace MemMap.Transforming;

/// <summary>A new <c>.npy</c> file that a transform writes, whole or not at all.</summary>
internal static unsafe class NewNpy
{
    /// <summary>Writes the file under another name, and gives it its own.</summary>
    /// <param name="call">The sources, whose shapes decide that of the file.</param>
    /// <param name="path">The file.</param>
    /// <param name="function">What is done.</param>
    /// <param name="descr">NumPy's name of the element type, or that of the type itself.</param>
    /// <param name="unixCreateMode">The permissions of a file that is new.</param>
    public static void Write<T>(TransformCall call, string path, BlockFunction function, string? descr, MemMapPermissions? unixCreateMode)
        where T : unmanaged
    {
        using var file = new NewFile(path, nameof(path), overwrite: true, unixCreateMode);
        Shape shape = call.BroadcastShape();
        MemMapOrder order = call.OrderOf(shape);
        byte[] header = NpyDescr.HeaderOf<T>(descr, order, shape).For(shape.Span);
        var layout = Layout.Create(shape.Span, order, header.Length, sizeof(T));
        file.Write(written =>
        {
            written.SetLength(layout.Offset + (layout.Length * sizeof(T)), reserve: true);
            written.WriteAt(0, header);
            call.WriteTo<T>(written, layout, function);
        });
        file.Publish();
    }
}
