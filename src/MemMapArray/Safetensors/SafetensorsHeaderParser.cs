using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace MemMap.Safetensors;

/// <summary>Reads the JSON of a header, strictly: no key twice or unknown, and tensors that lie side by side from the first byte of the
/// data to the last of the file.</summary>
/// <param name="header">Whose it is.</param>
/// <param name="bytes">The JSON.</param>
internal ref struct SafetensorsHeaderParser(SafetensorsHeader header, ReadOnlySpan<byte> bytes)
{
    private const string DtypeKey = "dtype", ShapeKey = "shape", OffsetsKey = "data_offsets";

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private SafetensorsJson _json = new(bytes, SafetensorsHeader.LengthBytes, header.Path, "safetensors file");

    public List<SafetensorsTensor> Tensors { get; } = [];

    public Dictionary<string, string> Metadata { get; private set; } = [];

    /// <param name="fileLength">The length of the file.</param>
    public void Parse(long fileLength)
    {
        if (_bytes.IsEmpty || _bytes[0] != '{')
        {
            throw _json.Error("its header does not begin with '{'", SafetensorsHeader.LengthBytes);
        }

        _json.Next();
        while (_json.NextKey())
        {
            long start = _json.Position;
            string name = _json.Text();
            if (!_names.Add(name))
            {
                throw _json.Error($"it has '{name}' twice");
            }

            if (name == SafetensorsHeader.MetadataKey)
            {
                ParseMetadata();
            }
            else
            {
                Tensors.Add(ParseTensor(name, start));
            }
        }

        for (long at = _json.End; at < header.DataOffset; at++)
        {
            if (_bytes[(int)at - SafetensorsHeader.LengthBytes] != ' ')
            {
                throw _json.Error("behind the JSON of its header stands something else than spaces", at);
            }
        }

        RequireEveryByteOnce(fileLength);
    }

    private void ParseMetadata()
    {
        Metadata = new(StringComparer.Ordinal);
        _json.Next(JsonTokenType.StartObject, $"its {SafetensorsHeader.MetadataKey}");
        while (_json.NextKey())
        {
            string key = _json.Text();
            if (Metadata.ContainsKey(key))
            {
                throw _json.Error($"its {SafetensorsHeader.MetadataKey} has '{key}' twice");
            }

            Metadata.Add(key, _json.NextText($"'{key}' of its {SafetensorsHeader.MetadataKey}"));
        }
    }

    private SafetensorsTensor ParseTensor(string name, long start)
    {
        _json.Next(JsonTokenType.StartObject, "description", name);
        string? dtype = null;
        long[]? shape = null, offsets = null;
        while (_json.NextKey())
        {
            if (_json.Is(DtypeKey) && dtype is null)
            {
                dtype = _json.NextText(DtypeKey, name);
            }
            else if (_json.Is(ShapeKey) && shape is null)
            {
                shape = Integers(ShapeKey, name, Layout.MaxRank);
            }
            else if (_json.Is(OffsetsKey) && offsets is null)
            {
                offsets = Integers(OffsetsKey, name, most: 2);
            }
            else
            {
                string key = _json.Text();
                bool isRepeated = key is DtypeKey or ShapeKey or OffsetsKey;
                throw _json.Error($"'{name}' has the key '{key}'{(isRepeated ? " twice" : ", which the format does not have")}");
            }
        }

        if (dtype is null || shape is null || offsets is null)
        {
            throw _json.Error($"'{name}' has no {(dtype is null ? "dtype" : shape is null ? "shape" : "data_offsets")}", start);
        }

        if (offsets.Length != 2 || offsets[0] > offsets[1])
        {
            throw _json.Error($"the data_offsets of '{name}' are [{string.Join(", ", offsets)}], not a begin and an end", start);
        }

        SafetensorsType? type = SafetensorsTypes.Find(dtype);
        long bytes = offsets[1] - offsets[0];
        if (type is not null && BytesOf(shape, type.Size) is var needed && needed != bytes)
        {
            string need = needed is { } count ? $"{count}" : $"more than {long.MaxValue}";
            throw _json.Error(
                $"'{name}' of dtype '{dtype}' and shape {Layout.Text(shape)} needs {need} bytes; its data_offsets " +
                $"[{string.Join(", ", offsets)}] have {bytes}", start);
        }

        return new(header, name, dtype, type, Shape.Create(shape), offsets[0], bytes, start, _json.End);
    }

    private long[] Integers(string key, string name, int most)
    {
        _json.Next(JsonTokenType.StartArray, key, name);
        List<long> integers = [];
        for (_json.Next(); _json.Token != JsonTokenType.EndArray; _json.Next())
        {
            if (integers.Count == most)
            {
                throw _json.Error($"{SafetensorsJson.NameOf(key, name)} has more than {most} numbers");
            }

            integers.Add(_json.Integer(key, name));
        }

        return [.. integers];
    }

    // As in a layout, a length of 0 is no leave for the others to overflow.
    private readonly long? BytesOf(long[] shape, int size)
    {
        long bytes = size;
        foreach (long length in shape)
        {
            long atLeastOne = Math.Max(1, length);
            if (bytes > (long.MaxValue - header.DataOffset) / atLeastOne)
            {
                return null;
            }

            bytes *= atLeastOne;
        }

        return Array.IndexOf(shape, 0) >= 0 ? 0 : bytes;
    }

    private readonly void RequireEveryByteOnce(long fileLength)
    {
        long end = 0;
        SafetensorsTensor[] sorted = [.. Tensors];
        Array.Sort(sorted, static (one, other) => (one.DataBegin, one.ByteLength).CompareTo((other.DataBegin, other.ByteLength)));
        foreach (SafetensorsTensor tensor in sorted)
        {
            if (tensor.DataBegin != end)
            {
                throw _json.Error(
                    $"'{tensor.Name}' begins at byte {tensor.DataBegin} of the data, and those before it end at {end}: tensors lie " +
                    "side by side", tensor.EntryStart);
            }

            end += tensor.ByteLength;
        }

        long there = fileLength - header.DataOffset;
        if (end > there)
        {
            throw new InvalidDataException(
                $"The file '{header.Path}' is cut short: its header says that {end} bytes of data come behind it; there are {there}.");
        }

        if (end < there)
        {
            throw _json.Error($"its tensors end at byte {end} of the data, of which there are {there}", header.DataOffset + end);
        }
    }
}
