using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using MemMap.Mapping;
using MemMap.Safetensors;

namespace MemMap;

/// <summary>A safetensors file that is being made, by <see cref="SafetensorsFile.Create"/>: tensors are named first, and
/// <see cref="Commit"/> writes them all and gives the file its path.</summary>
/// <remarks>
/// <para>The header stands before the elements and says the place of each tensor, so nothing is written before all are known. Views that
/// were added are read by <see cref="Commit"/>: keep them open until then. What is not there yet, or would not fit into memory together, is
/// added as a shape and a function that writes it into its place.</para>
/// <para>The bytes depend on names, elements and metadata only, not on the order of the calls: as the format's own writer does, tensors of
/// larger elements come first, then those of lesser names, and each is aligned to its element size.</para>
/// <para>The file is written under another name in the same folder. When it is not committed, as after an exception, nothing is left of it,
/// and the file at its path is unchanged.</para>
/// <para>Thread-safe: calls from several threads wait for each other.</para>
/// </remarks>
public sealed class SafetensorsWriter : IDisposable
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly object _adding = new();
    private readonly Dictionary<string, SafetensorsPart> _parts = new(StringComparer.Ordinal);
    private readonly KeyValuePair<string, string>[] _metadata;
    private readonly NewFile _newFile;
    private bool _isEnded;

    internal SafetensorsWriter(string path, IReadOnlyDictionary<string, string>? metadata, MemMapPermissions? permissions)
    {
        _metadata = [.. metadata ?? new Dictionary<string, string>()];
        foreach (KeyValuePair<string, string> text in _metadata)
        {
            RequireText(text.Key, nameof(metadata));
            string value = text.Value ?? throw new ArgumentException($"The metadata has null for '{text.Key}'.", nameof(metadata));
            RequireText(value, nameof(metadata));
        }

        Path = path;
        _newFile = new NewFile(path, nameof(path), overwrite: true, permissions);
    }

    /// <summary>The path of the file, as it was given.</summary>
    public string Path { get; }

    /// <summary>Adds a tensor: the elements of a view, in C order. They are read by <see cref="Commit"/>.</summary>
    /// <typeparam name="T">The element type: <see cref="bool"/>, an integer of 8 to 64 bits or an enum of one, <c>Half</c> (not on .NET
    /// Standard 2.0), <see cref="BFloat16"/>, <see cref="float"/> or <see cref="double"/>, or one of these as
    /// <see cref="LittleEndian{T}"/>.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="view">Any view: sliced, transposed, broadcast. Its array stays open until the file is committed.</param>
    /// <param name="dtype">The format's name of the element type, where <typeparamref name="T"/> does not determine it: <c>F8_E4M3</c> for
    /// <see cref="byte"/>.</param>
    /// <remarks>O(1).</remarks>
    /// <exception cref="ArgumentException">The name is empty, is <c>__metadata__</c>, has half of a pair of surrogates, or is already in
    /// the file; or there is no such dtype, or it is not one of <typeparamref name="T"/>.</exception>
    /// <exception cref="NotSupportedException">The format has no type for <typeparamref name="T"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The elements of a broadcast view are more than <see cref="long.MaxValue"/>
    /// bytes.</exception>
    /// <exception cref="ObjectDisposedException">The file is committed or disposed, or the view's array is disposed.</exception>
    /// <example><code>writer.Add("layer.bias", bias);</code></example>
    public void Add<T>(string name, MemMapView<T> view, string? dtype = null)
        where T : unmanaged
    {
        if (view is null)
        {
            throw new ArgumentNullException(nameof(view));
        }

        // The view as it is now: an array may grow meanwhile.
        Add(name, () => new PartOfView<T>(name, SafetensorsTypes.Of<T>(dtype), view[Slice.Ellipsis]));
    }

    /// <summary>Adds a tensor that is made when the file is written: so a model that is larger than the memory is converted tensor by
    /// tensor.</summary>
    /// <typeparam name="T">The element type, as for <see cref="Add{T}(string, MemMapView{T}, string)"/>.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="shape">The length of each axis, in elements.</param>
    /// <param name="write">Writes the elements into their place in the new file, which holds zeros. <see cref="Commit"/> calls it once. The
    /// view ends with the call.</param>
    /// <param name="dtype">The format's name of the element type, as for <see cref="Add{T}(string, MemMapView{T}, string)"/>.</param>
    /// <remarks>O(1).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, or the elements are more than <see cref="long.MaxValue"/>
    /// bytes.</exception>
    /// <inheritdoc cref="Add{T}(string, MemMapView{T}, string)" path="/exception"/>
    /// <example><code>
    /// writer.Add&lt;BFloat16&gt;("layer.weight", floats.Shape, target =&gt; floats.ConvertTo(target, Conversion.Checked));
    /// </code></example>
    public void Add<T>(string name, Shape shape, Action<MemMapView<T>> write, string? dtype = null)
        where T : unmanaged
    {
        if (write is null)
        {
            throw new ArgumentNullException(nameof(write));
        }

        Add(name, () => new PartByCaller<T>(name, SafetensorsTypes.Of<T>(dtype), shape, write));
    }

    /// <summary>Writes header and tensors, flushes the file, and gives it its path: whoever looks sees the file that was there or the whole
    /// new one, after a power cut too. The writer ends with this, also when it fails: then nothing is left of the file.</summary>
    /// <remarks>O(bytes), in memory that does not grow with them. Disk blocks are reserved first.</remarks>
    /// <exception cref="ObjectDisposedException">The file is committed or disposed, or the array of a view that was added is.</exception>
    /// <exception cref="InvalidOperationException">The header would have more than 100,000,000 bytes, or all bytes are more than
    /// <see cref="long.MaxValue"/>.</exception>
    /// <exception cref="IOException">The disk is full, the file cannot be written or renamed, or the file of a view was cut short. (Windows
    /// refuses to replace a file that is mapped.)</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public void Commit()
    {
        lock (_adding)
        {
            RequireOpen();
            try
            {
                WriteFile();
                _newFile.Publish();
            }
            finally
            {
                Dispose();
            }
        }
    }

    /// <summary>Ends the writer. Without a commit there is no file. Disposing twice is once.</summary>
    public void Dispose()
    {
        lock (_adding)
        {
            _isEnded = true;
            _newFile.Dispose();
        }
    }

    private static void RequireText(string text, string parameterName)
    {
        try
        {
            _ = s_strict.GetByteCount(text);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException(
                $"The text '{text}' has half of a pair of surrogates at index {exception.Index}.", parameterName, exception);
        }
    }

    private void Add(string name, Func<SafetensorsPart> create)
    {
        if (name is null)
        {
            throw new ArgumentNullException(nameof(name));
        }

        RequireText(name, nameof(name));
        if (name.Length == 0 || name == SafetensorsHeader.MetadataKey)
        {
            throw new ArgumentException($"The name of a tensor is not empty, and is not '{SafetensorsHeader.MetadataKey}'.", nameof(name));
        }

        lock (_adding)
        {
            RequireOpen();
            if (_parts.ContainsKey(name))
            {
                throw new ArgumentException($"The file has a tensor '{name}' already.", nameof(name));
            }

            _parts.Add(name, create());
        }
    }

    private void WriteFile()
    {
        // Others may open it: the arrays that callers write into do.
        MappedFile file = _newFile.Open(FileShare.ReadWrite);
        try
        {
            Write(file);
            file.Flush(default);
        }
        finally
        {
            file.Close();
        }
    }

    private void Write(MappedFile file)
    {
        SafetensorsPart[] parts = SafetensorsHeaderText.Sort(_parts.Values);
        byte[] header = SafetensorsHeaderText.Write(parts, _metadata);
        long offset = header.Length;
        foreach (SafetensorsPart part in parts)
        {
            offset = part.ByteLength <= long.MaxValue - offset ? offset + part.ByteLength : throw new InvalidOperationException(
                $"The tensors of '{Path}' have more than {long.MaxValue} bytes.");
        }

        file.SetLength(offset, reserve: true);
        file.WriteAt(0, header);
        offset = header.Length;
        foreach (SafetensorsPart part in parts)
        {
            part.Write(file, Layout.Create(part.Shape, MemMapOrder.C, offset, part.Type.Size));
            offset += part.ByteLength;
        }
    }

    private void RequireOpen()
    {
        if (_isEnded)
        {
            throw new ObjectDisposedException(nameof(SafetensorsWriter), $"The file '{Path}' is committed or disposed.");
        }
    }
}
