using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using MemMap.Mapping;

namespace MemMap.Safetensors;

/// <summary>The index of a model in several files, <c>model.safetensors.index.json</c>: which tensor lies in which file of its
/// folder.</summary>
internal sealed unsafe class SafetensorsIndex
{
    private const string Map = "weight_map";

    private readonly string _path;
    private readonly Dictionary<string, Dictionary<string, SafetensorsTensor>> _tensors = new(StringComparer.Ordinal);
    private readonly bool _allowLinksOutside;

    private SafetensorsIndex(string path, bool allowLinksOutside)
    {
        _path = path;
        _allowLinksOutside = allowLinksOutside;
    }

    public List<SafetensorsTensor> Tensors { get; } = [];

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a path names an index, and not a file of tensors: by its ending, as other readers tell.</summary>
    public static bool IsIndex(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="SafetensorsFormatException">The index or one of its files breaks a rule.</exception>
    /// <exception cref="InvalidDataException">A file is cut short, or a link out of the folder.</exception>
    public static SafetensorsIndex Read(string path, bool allowLinksOutside)
    {
        var index = new SafetensorsIndex(path, allowLinksOutside);
        index.Parse(ReadBytes(path));
        return index;
    }

    private static byte[] ReadBytes(string path)
    {
        MappedFile file = MappedFile.Open(path, FileAccess.Read, FileShare.ReadWrite);
        try
        {
            long length = file.Length;
            byte[] bytes = length <= SafetensorsHeader.MaxJsonBytes ? new byte[length] : throw new SafetensorsFormatException(
                path, "index of safetensors files", $"it has {length} bytes; more than {SafetensorsHeader.MaxJsonBytes} are not read", 0);
            fixed (byte* first = bytes)
            {
                file.ReadExactly(0, first, length);
            }

            return bytes;
        }
        finally
        {
            file.Close();
        }
    }

    private void Parse(byte[] bytes)
    {
        var json = new SafetensorsJson(bytes, 0, _path, "index of safetensors files");
        json.Next(JsonTokenType.StartObject, "it");
        HashSet<string> keys = new(StringComparer.Ordinal);
        while (json.NextKey())
        {
            string key = json.Text();
            if (!keys.Add(key))
            {
                throw json.Error($"it has '{key}' twice");
            }

            switch (key)
            {
                case Map:
                    ParseMap(ref json);
                    break;
                case "metadata":
                    ParseMetadata(ref json);
                    break;
                default:
                    _ = json.NextValue();
                    break;
            }
        }

        // Whatever stands behind is no JSON.
        json.Next();
        if (!keys.Contains(Map))
        {
            throw json.Error($"it has no {Map}", 0);
        }
    }

    private void ParseMetadata(ref SafetensorsJson json)
    {
        json.Next(JsonTokenType.StartObject, "its metadata");
        while (json.NextKey())
        {
            string key = json.Text();
            if (Metadata.ContainsKey(key))
            {
                throw json.Error($"its metadata has '{key}' twice");
            }

            Metadata.Add(key, json.NextValue());
        }
    }

    private void ParseMap(ref SafetensorsJson json)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        json.Next(JsonTokenType.StartObject, $"its {Map}");
        while (json.NextKey())
        {
            string name = json.Text();
            if (!names.Add(name))
            {
                throw json.Error($"its {Map} has '{name}' twice");
            }

            string file = json.NextText("file", name);
            if (!_tensors.TryGetValue(file, out Dictionary<string, SafetensorsTensor>? tensors))
            {
                if (FolderPaths.WhyOutside(file) is { } reason)
                {
                    throw json.Error($"the file '{file}' of '{name}' would be outside its folder, or could be: {reason}");
                }

                tensors = Open(file).ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
                _tensors.Add(file, tensors);
            }

            Tensors.Add(tensors.TryGetValue(name, out SafetensorsTensor? tensor)
                ? tensor
                : throw json.Error($"the file '{file}' has no tensor '{name}'"));
        }
    }

    private List<SafetensorsTensor> Open(string file)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(_path))!, path = FolderPaths.Combine(folder, file);
        if (!_allowLinksOutside && FolderPaths.IsLinkOutside(folder, path))
        {
            throw new InvalidDataException(
                $"The file '{file}', which the index '{_path}' names, is a link out of its folder. The cache of Hugging Face's hub is " +
                "made of such links: SafetensorsFile.Open(path, allowLinksOutside: true) follows them.");
        }

        return SafetensorsHeader.Read(path).Tensors;
    }
}
