using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MemMap.Live;

/// <summary>What both sides do with tensors of one type of safetensors.</summary>
internal abstract class LiveTensor
{
    public static Dictionary<string, LiveTensor> All { get; } = new()
    {
        ["BOOL"] = new LiveTensor<bool>(number => number % 2 == 1),
        ["U8"] = new LiveTensor<byte>(number => (byte)number),
        ["I8"] = new LiveTensor<sbyte>(number => (sbyte)number),
        ["F8_E5M2"] = new LiveTensor<byte>(number => (byte)number),
        ["F8_E4M3"] = new LiveTensor<byte>(number => (byte)number),
        ["F8_E8M0"] = new LiveTensor<byte>(number => (byte)number),
        ["I16"] = new LiveTensor<short>(number => (short)number),
        ["U16"] = new LiveTensor<ushort>(number => (ushort)number),
        ["F16"] = new LiveTensor<Half>(number => (Half)number),
        ["BF16"] = new LiveTensor<BFloat16>(number => (BFloat16)(float)number),
        ["I32"] = new LiveTensor<int>(number => number),
        ["U32"] = new LiveTensor<uint>(number => (uint)number),
        ["F32"] = new LiveTensor<float>(number => number),
        ["F64"] = new LiveTensor<double>(number => number),
        ["I64"] = new LiveTensor<long>(number => number),
        ["U64"] = new LiveTensor<ulong>(number => (ulong)number),
    };

    /// <summary>Opens a tensor in place, and compares it.</summary>
    public abstract void Read(LiveCase expected, SafetensorsFile file);

    /// <summary>Adds the tensor: as a view, or as a function that writes it.</summary>
    public abstract void Write(LiveCase tensor, SafetensorsWriter writer, bool isMade);
}

/// <summary>A type of .NET.</summary>
/// <param name="element">The element of a number.</param>
internal sealed class LiveTensor<T>(Func<int, T> element) : LiveTensor
    where T : unmanaged, IEquatable<T>
{
    public override void Read(LiveCase expected, SafetensorsFile file)
    {
        using MemMapArray<T> opened = file.OpenTensor<T>(expected.Name);
        if (file.GetTensor(expected.Name).Dtype != expected.Code || opened.Shape != expected.Shape || !opened.ToArray().AsSpan().SequenceEqual(Elements(expected)))
        {
            throw new InvalidDataException($"{file}, {expected}: {opened.Shape}\n{opened}");
        }
    }

    public override void Write(LiveCase tensor, SafetensorsWriter writer, bool isMade)
    {
        if (isMade)
        {
            writer.Add<T>(tensor.Name, tensor.Shape, target => target.CopyFrom(Elements(tensor)), tensor.Code);
        }
        else
        {
            writer.Add(tensor.Name, NDArray.From(Elements(tensor), tensor.Shape), tensor.Code);
        }
    }

    private T[] Elements(LiveCase tensor) => [.. Enumerable.Range(0, checked((int)tensor.Shape.Length)).Select(LiveCase.Number).Select(element)];
}
