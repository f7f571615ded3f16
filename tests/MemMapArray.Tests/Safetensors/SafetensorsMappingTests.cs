using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;
using static MemMap.Tests.Safetensors.SafetensorsBytes;

namespace MemMap.Tests.Safetensors;

/// <summary>Files mapped once, whose tensors are views.</summary>
public sealed class SafetensorsMappingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void View_AnyTensor_HasTheElementsOfTheOneThatIsOpened()
    {
        string path = Write("x.safetensors", Of(
            Header(Tensor("odd", "U8", "3", 0, 3), Tensor("unaligned", "I32", "2, 2", 3, 19), Tensor("scalar", "F64", "", 19, 27), Tensor("none", "F32", "0, 4", 27, 27)),
            Data(27)));
        SafetensorsFile file = SafetensorsFile.Open(path);
        using SafetensorsMapping mapping = file.Map();
        Same<byte>("odd");
        Same<int>("unaligned");
        Same<LittleEndian<int>>("unaligned");
        Same<double>("scalar");
        Same<float>("none");
        Assert.Equal($"{path}: 1 file mapped", mapping.ToString());

        void Same<T>(string name)
            where T : unmanaged
        {
            using MemMapArray<T> opened = file.OpenTensor<T>(name);
            MemMapView<T> view = mapping.View<T>(name);
            Assert.Equal(opened.Shape, view.Shape);
            Assert.Equal(opened.ToArray(), view.ToArray());
            Assert.True(view.IsReadOnly);
        }
    }

    [Fact]
    public void View_WhatTheListRefuses_IsRefused()
    {
        string path = Write("x.safetensors", Of(Header(Tensor("x", "I32", "1", 0, 4), Tensor("y", "Q3", "4", 4, 8)), Data(8)));
        using SafetensorsMapping mapping = SafetensorsFile.Open(path).Map();
        Assert.Throws<KeyNotFoundException>(() => mapping.View<int>("z"));
        Assert.Contains("Int32", Assert.Throws<ArgumentException>(() => mapping.View<float>("x")).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => mapping.View<byte>("y"));
        Assert.Throws<ArgumentNullException>(() => mapping.View<int>(null!));
    }

    [Fact]
    public void Map_EachMode_ChangesTheFileOnlyWhereItSays()
    {
        byte[] bytes = Of(Header(Tensor("x", "I32", "2", 0, 8), Tensor("y", "I32", "2", 8, 16)), Data(16));
        string path = Write("x.safetensors", bytes);
        SafetensorsFile file = SafetensorsFile.Open(path);
        using (SafetensorsMapping read = file.Map())
        {
            Assert.Throws<NotSupportedException>(() => read.View<int>("y").Fill(7));
        }

        using (SafetensorsMapping copy = file.Map(MemMapMode.CopyOnWrite))
        {
            copy.View<int>("y").Fill(7);
            Assert.Equal([7, 7], copy.View<int>("y").ToArray());
        }

        Assert.Equal(bytes, File.ReadAllBytes(path));
        using (SafetensorsMapping written = file.Map(MemMapMode.ReadWrite))
        {
            written.View<int>("y").Fill(7);
            written.Flush();
        }

        Assert.Equal([.. bytes[..^8], 7, 0, 0, 0, 7, 0, 0, 0], File.ReadAllBytes(path));
        Assert.Throws<ArgumentException>(() => file.Map(MemMapMode.Create));
        Assert.Throws<ArgumentException>(() => file.Map(MemMapMode.CreateNew));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Map((MemMapMode)9));
    }

    [Fact]
    public void Map_Index_HoldsEachFileOnceUntilItIsDisposed()
    {
        string first = Write("a.safetensors", Of(Header(Tensor("a", "I32", "1", 0, 4), Tensor("b", "I32", "1", 4, 8)), 1, 0, 0, 0, 2, 0, 0, 0));
        string second = Write("c.safetensors", Of(Header(Tensor("c", "I32", "1", 0, 4)), 3, 0, 0, 0));
        string path = Write("model.safetensors.index.json", """{"weight_map":{"a":"a.safetensors","c":"c.safetensors","b":"a.safetensors"}}"""u8.ToArray());
        SafetensorsFile model = SafetensorsFile.Open(path);
        SafetensorsMapping mapping = model.Map();
        Assert.Equal($"{path}: 2 files mapped", mapping.ToString());
        Assert.Equal([1, 2, 3], model.Tensors.Select(tensor => mapping.View<int>(tensor.Name)[0]).Order());

        // Nothing stays open of a model whose later file has changed.
        File.AppendAllText(second, "x");
        Assert.Contains("has changed since it was listed", Assert.Throws<InvalidDataException>(() => model.Map()).Message, StringComparison.Ordinal);
        MemMapView<int> view = mapping.View<int>("a");
        mapping.Dispose();
        mapping.Dispose();
        Assert.Throws<ObjectDisposedException>(() => view[0]);
        Assert.Throws<ObjectDisposedException>(() => mapping.View<int>("a"));
        Assert.Throws<ObjectDisposedException>(mapping.Flush);
        using var alone = new FileStream(first, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(alone.CanWrite);
    }

    [Fact]
    public void Map_AnyTensorChanged_IsRefused()
    {
        string path = Write("x.safetensors", Of(Header(Tensor("x", "I32", "2", 0, 8), Tensor("y", "I32", "2", 8, 16)), Data(16)));
        SafetensorsFile file = SafetensorsFile.Open(path);
        File.WriteAllBytes(path, Of(Header(Tensor("x", "I32", "2", 0, 8), Tensor("y", "U32", "2", 8, 16)), Data(16)));
        Assert.Contains("else of its tensors", Assert.Throws<InvalidDataException>(() => file.Map()).Message, StringComparison.Ordinal);

        // The elements are not compared.
        File.WriteAllBytes(path, Of(Header(Tensor("x", "I32", "2", 0, 8), Tensor("y", "I32", "2", 8, 16)), new byte[16]));
        using SafetensorsMapping mapping = file.Map();
        Assert.Equal([0, 0], mapping.View<int>("y").ToArray());
    }

    [Fact]
    public void Map_NoTensors_IsAMappingOfNothing()
    {
        using SafetensorsMapping mapping = SafetensorsFile.Open(Write("x.safetensors", Of("{}"))).Map();
        mapping.Flush();
        Assert.Throws<KeyNotFoundException>(() => mapping.View<int>("x"));
    }

    private string Write(string name, byte[] bytes)
    {
        string path = _folder.File(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
