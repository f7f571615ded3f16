using System;
using System.IO;
using MemMap.Views;

namespace MemMap;

/// <content>The bytes as a stream, for every API of .NET that reads or writes one.</content>
public unsafe partial class MemMapView<T>
{
    /// <summary>The bytes of all elements as a stream, which reads and, where the view can be written, writes them in place. O(1), no copy;
    /// of any length. NumPy's <c>a.tofile(f)</c> is <c>view.AsStream().CopyTo(f)</c>, and <c>np.fromfile</c> into an array the other way
    /// round.</summary>
    /// <returns>A stream of fixed length <see cref="ByteLength"/>, at position 0. It can seek, it is not thread-safe, and it need not be
    /// disposed. Its Flush does nothing, as what it writes is in the file at once; <see cref="Flush"/> of the view makes it durable. Each
    /// read or write is a bulk copy: after the array's Dispose it throws <see cref="ObjectDisposedException"/>, and
    /// <see cref="IOException"/> where the file was cut short. Writing more than fits throws <see cref="NotSupportedException"/> and writes
    /// nothing.</returns>
    /// <exception cref="InvalidOperationException">The view is not contiguous.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>
    /// using (FileStream file = File.Create(path))
    /// {
    ///     array.AsStream().CopyTo(file);    // a.tofile(file)
    /// }
    /// </code></example>
    public Stream AsStream()
    {
        Window window = OpenWindow();
        Layout layout = window.Layout;
        return WhyNotContiguous(layout) is { } reason
            ? throw new InvalidOperationException(reason)
            : new ViewStream(new MemMapView<byte>(window.With(
                Layout.Create([layout.Length * sizeof(T)], MemMapOrder.C, layout.Offset, sizeof(byte)))));
    }
}
