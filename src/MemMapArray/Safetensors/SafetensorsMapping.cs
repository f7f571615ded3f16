using System;
using System.Collections.Generic;
using MemMap.Opening;
using MemMap.Safetensors;

namespace MemMap;

/// <summary>All files of a <see cref="SafetensorsFile"/>, each mapped once: every tensor of theirs is a view. In Python: what
/// <c>safetensors.safe_open(path, framework="np")</c> keeps open.</summary>
/// <remarks>For models with many small tensors. A tensor that is opened by itself (<see cref="SafetensorsFile.OpenTensor{T}"/>) has a mapping
/// of its own, 20 microseconds and more; a view here costs less than one.</remarks>
/// <example><code>
/// using SafetensorsMapping mapping = model.Map();
/// MemMapView&lt;float&gt; bias = mapping.View&lt;float&gt;("layer.bias");
/// </code></example>
public sealed class SafetensorsMapping : IDisposable
{
    private readonly SafetensorsFile _list;
    private readonly Dictionary<SafetensorsHeader, MemMapArray<byte>> _files = [];

    /// <param name="list">The tensors.</param>
    /// <param name="mode">One that creates no file.</param>
    internal SafetensorsMapping(SafetensorsFile list, MemMapMode mode)
    {
        _list = list;
        bool opened = false;
        try
        {
            foreach (SafetensorsTensor tensor in list.Tensors)
            {
                SafetensorsHeader header = tensor.Header;
                if (!_files.ContainsKey(header))
                {
                    _files.Add(header, new ArrayOpening<byte>(header.Path, new MemMapOptions { Mode = mode }).OpenPart(header.Find));
                }
            }

            opened = true;
        }
        finally
        {
            if (!opened)
            {
                Dispose();
            }
        }
    }

    /// <summary>Views a tensor where it lies. O(1): no call to the system.</summary>
    /// <typeparam name="T">The element type, as for <see cref="SafetensorsFile.OpenTensor{T}"/>.</typeparam>
    /// <param name="name">The tensor.</param>
    /// <returns>The view. It can be used until this mapping is disposed.</returns>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    /// <exception cref="NotSupportedException">Its elements are of a type that .NET does not have.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the element type of the tensor, which the message
    /// names.</exception>
    /// <exception cref="ObjectDisposedException">The mapping is disposed.</exception>
    public unsafe MemMapView<T> View<T>(string name)
        where T : unmanaged
    {
        SafetensorsTensor tensor = _list.GetTensor(name);
        SafetensorsTypes.Require<T>(tensor);
        return _files[tensor.Header].Place<T>(Layout.Create(tensor.Shape, MemMapOrder.C, tensor.Offset, sizeof(T)));
    }

    /// <summary>Makes everything written so far durable, in all files.</summary>
    /// <exception cref="System.IO.IOException">The system could not write.</exception>
    /// <exception cref="ObjectDisposedException">The mapping is disposed.</exception>
    public void Flush()
    {
        foreach (MemMapArray<byte> file in _files.Values)
        {
            file.Flush();
        }
    }

    /// <summary>Closes the files. Views of them throw <see cref="ObjectDisposedException"/> from now on.</summary>
    public void Dispose()
    {
        foreach (MemMapArray<byte> file in _files.Values)
        {
            file.Dispose();
        }
    }

    /// <summary>The path and the number of files.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{_list.Path}: {_files.Count} {(_files.Count == 1 ? "file" : "files")} mapped";
}
