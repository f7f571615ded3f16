using System;
using System.IO;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemMap.Tests;

/// <summary>What NumPy answered, written by <c>tests/corpora/make_corpus.py</c> and committed.</summary>
internal static class Corpus
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Corpora", name);

    public static T[] Read<T>(string name)
    {
        using FileStream file = File.OpenRead(PathOf(name));
        using Stream text = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        return JsonSerializer.Deserialize<T[]>(text, s_options) ?? throw new InvalidDataException($"The corpus {name} is empty.");
    }
}
