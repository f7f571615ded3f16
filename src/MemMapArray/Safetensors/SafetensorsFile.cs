using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MemMap.Opening;
using MemMap.Safetensors;

namespace MemMap;

/// <summary>A safetensors file, or a model of several with their index: the list of its tensors, each of which opens in place. In Python:
/// <c>safetensors.safe_open(path, framework="np")</c>.</summary>
/// <remarks>
/// <para>It is only a list: no file stays open, so there is nothing to dispose. Each call that opens a tensor opens its file, and refuses
/// one that says something else of the tensor than the list. <see cref="Map"/> opens all of them at once.</para>
/// <para>The format: 8 bytes that say how long the header is, a header in JSON with the element type, shape and place of each tensor, and
/// the elements, in C order with the lowest byte first. It is read strictly, by rules of
/// https://github.com/huggingface/safetensors#format: no name is there twice, and tensors lie side by side from the first byte of the data
/// to the end of the file.</para>
/// </remarks>
/// <example><code>
/// SafetensorsFile model = SafetensorsFile.Open(modelPath);
/// foreach (SafetensorsTensor tensor in model.Tensors)
/// {
///     Console.WriteLine($"{tensor.Name} {tensor.Dtype} {tensor.Shape}");
/// }
///
/// using MemMapArray&lt;BFloat16&gt; weight = model.OpenTensor&lt;BFloat16&gt;("layer.weight");
/// Console.WriteLine(weight.Mean());
/// </code></example>
public sealed class SafetensorsFile
{
    private readonly Dictionary<string, SafetensorsTensor> _byName;

    private SafetensorsFile(string path, List<SafetensorsTensor> tensors, Dictionary<string, string> metadata)
    {
        Path = path;
        Tensors = tensors;
        Metadata = metadata;
        _byName = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>The path of the file, or of the index, as it was given.</summary>
    public string Path { get; }

    /// <summary>The tensors in the order of the header; of several files, in that of the index.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors { get; }

    /// <summary>The texts that the writer added: the header's <c>__metadata__</c>. Of several files, the <c>metadata</c> of the index,
    /// where what is no text is its JSON.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads the header of a file, or an index and the headers of its files.</summary>
    /// <param name="path">The file; or, when it ends in <c>.json</c>, the index of a model in several files,
    /// <c>model.safetensors.index.json</c>.</param>
    /// <param name="allowLinksOutside">Whether the files of an index may be links out of its folder, as they are in the cache of Hugging
    /// Face's hub. Paths out of it are refused in any case: absolute ones, and <c>..</c>.</param>
    /// <returns>The list of tensors. O(header): the elements are not read.</returns>
    /// <exception cref="SafetensorsFormatException">A file breaks a rule of the format. The message has the byte.</exception>
    /// <exception cref="InvalidDataException">A file has fewer bytes than its header says, or is a link out of the folder.</exception>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">A file cannot be opened; a <see cref="FileNotFoundException"/> when it does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or this user may not open a file.</exception>
    /// <example><code>SafetensorsFile sharded = SafetensorsFile.Open(indexPath);    // model.safetensors.index.json</code></example>
    public static SafetensorsFile Open(string path, bool allowLinksOutside = false)
    {
        if (path is null)
        {
            throw new ArgumentNullException(nameof(path));
        }

        if (SafetensorsIndex.IsIndex(path))
        {
            SafetensorsIndex index = SafetensorsIndex.Read(path, allowLinksOutside);
            return new(path, index.Tensors, index.Metadata);
        }

        SafetensorsHeader header = SafetensorsHeader.Read(path);
        return new(path, header.Tensors, header.Metadata);
    }

    /// <summary>Begins a new file. In Python: <c>safetensors.numpy.save_file(tensors, path, metadata)</c>.</summary>
    /// <param name="path">The file. One that is there is replaced when the new one is committed, and not before.</param>
    /// <param name="metadata">Texts to keep with the tensors.</param>
    /// <param name="unixCreateMode">The permissions of the file, as in <see cref="MemMapOptions.UnixCreateMode"/>. A file that replaces
    /// another keeps the permissions of the old one. <see langword="null"/> means the system's default.</param>
    /// <returns>The writer that tensors are added to. The path does not exist until <see cref="SafetensorsWriter.Commit"/>.</returns>
    /// <exception cref="ArgumentException">The path is empty, or a text of the metadata is <see langword="null"/> or has half of a pair of
    /// surrogates.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The permissions are undefined.</exception>
    /// <exception cref="PlatformNotSupportedException">A <paramref name="unixCreateMode"/> is given, and this system has no such
    /// permissions.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder.</exception>
    /// <example><code>
    /// using (SafetensorsWriter writer = SafetensorsFile.Create(modelPath))
    /// {
    ///     writer.Add("layer.bias", bias);
    ///     writer.Add&lt;BFloat16&gt;("layer.weight", floats.Shape, target =&gt; floats.ConvertTo(target, Conversion.Checked));
    ///     writer.Commit();
    /// }
    /// </code></example>
    public static SafetensorsWriter Create(
        string path, IReadOnlyDictionary<string, string>? metadata = null, MemMapPermissions? unixCreateMode = null) =>
        new(path, metadata, unixCreateMode);

    /// <summary>Finds a tensor. O(1).</summary>
    /// <param name="name">The name.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    public SafetensorsTensor GetTensor(string name)
    {
        if (_byName.TryGetValue(name ?? throw new ArgumentNullException(nameof(name)), out SafetensorsTensor? tensor))
        {
            return tensor;
        }

        const int Shown = 10;
        string some = string.Join(", ", Tensors.Take(Shown).Select(other => $"'{other.Name}'"));
        throw new KeyNotFoundException(
            $"The file '{Path}' has no tensor '{name}'. It has {Tensors.Count}{(Tensors.Count > 0 ? ": " : string.Empty)}{some}" +
            $"{(Tensors.Count > Shown ? ", ..." : string.Empty)}.");
    }

    /// <summary>Opens a tensor where it lies in its file.</summary>
    /// <typeparam name="T">The element type: the tensor's <see cref="SafetensorsTensor.ElementType"/>, or the same as
    /// <see cref="LittleEndian{T}"/>, or an enum of that integer.</typeparam>
    /// <param name="name">The tensor.</param>
    /// <param name="mode"><see cref="MemMapMode.Read"/>, <see cref="MemMapMode.CopyOnWrite"/>, or <see cref="MemMapMode.ReadWrite"/> to
    /// change elements in the file.</param>
    /// <returns>The array. O(1). It stays valid until it is disposed, even when this list is gone. Its number of rows cannot be
    /// changed.</returns>
    /// <remarks>Writers that sort tensors, as this library does and the format's own, begin each at a multiple of its element size. In
    /// files of others elements begin at any byte. Both work; <see cref="MemMapView{T}.GetReference(long)"/> needs aligned ones.</remarks>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    /// <exception cref="NotSupportedException">Its elements are of a type that .NET does not have.</exception>
    /// <exception cref="InvalidDataException">The file has changed since it was listed.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the element type of the tensor, which the message names; or the
    /// mode creates a file.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mode.</exception>
    /// <exception cref="IOException">The file cannot be opened; a <see cref="FileNotFoundException"/> when it no longer exists.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open the file this way.</exception>
    /// <example><code>using MemMapArray&lt;float&gt; bias = model.OpenTensor&lt;float&gt;("layer.bias",
    /// MemMapMode.CopyOnWrite);</code></example>
    public MemMapArray<T> OpenTensor<T>(string name, MemMapMode mode = MemMapMode.Read)
        where T : unmanaged
    {
        RequireExisting(mode);
        SafetensorsTensor tensor = GetTensor(name);
        SafetensorsTypes.Require<T>(tensor);
        return new ArrayOpening<T>(tensor.Path, new MemMapOptions { Mode = mode }).OpenPart(tensor.Find);
    }

    /// <summary>Maps each file once, so that all tensors are views. In Python: <c>safetensors.safe_open(path, framework="np")</c>.</summary>
    /// <param name="mode">As for <see cref="OpenTensor{T}"/>.</param>
    /// <returns>The mapping, which holds the files until it is disposed. O(header) for each file: it is compared with the list.</returns>
    /// <exception cref="InvalidDataException">A file has changed since it was listed.</exception>
    /// <exception cref="ArgumentException">The mode creates a file.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mode.</exception>
    /// <exception cref="IOException">A file cannot be opened; a <see cref="FileNotFoundException"/> when it no longer exists.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open a file this way.</exception>
    /// <example><code>
    /// using SafetensorsMapping mapping = model.Map();
    /// MemMapView&lt;float&gt; bias = mapping.View&lt;float&gt;("layer.bias");
    /// </code></example>
    public SafetensorsMapping Map(MemMapMode mode = MemMapMode.Read)
    {
        RequireExisting(mode);
        return new(this, mode);
    }

    /// <summary>The path and the number of tensors.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Path}: {Tensors.Count} tensors";

    private static void RequireExisting(MemMapMode mode)
    {
        if (mode is MemMapMode.Create or MemMapMode.CreateNew)
        {
            throw new ArgumentException(
                $"The mode {mode} creates a file. A new file of tensors is for SafetensorsFile.Create.", nameof(mode));
        }
    }
}
