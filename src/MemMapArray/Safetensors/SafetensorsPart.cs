using System;
using MemMap.Mapping;
using MemMap.Opening;

namespace MemMap.Safetensors;

/// <summary>A tensor that a new file will have.</summary>
internal abstract unsafe class SafetensorsPart
{
    protected SafetensorsPart(string name, SafetensorsType type, Shape shape)
    {
        Name = name;
        Type = type;
        Shape = shape;
        ByteLength = Layout.Create(shape, MemMapOrder.C, 0, type.Size).Length * type.Size;
    }

    public string Name { get; }

    public SafetensorsType Type { get; }

    public Shape Shape { get; }

    public long ByteLength { get; }

    /// <summary>Writes the elements.</summary>
    /// <param name="file">The file, which is as long as it will be.</param>
    /// <param name="layout">Where they belong.</param>
    public abstract void Write(MappedFile file, Layout layout);
}

/// <summary>The elements of a view.</summary>
internal sealed class PartOfView<T>(string name, SafetensorsType type, MemMapView<T> view) : SafetensorsPart(name, type, view.Shape)
    where T : unmanaged
{
    public override void Write(MappedFile file, Layout layout) => view.CopyTo(file, layout);
}

/// <summary>Elements that the caller writes.</summary>
internal sealed class PartByCaller<T>(string name, SafetensorsType type, Shape shape, Action<MemMapView<T>> write)
    : SafetensorsPart(name, type, shape)
    where T : unmanaged
{
    public override void Write(MappedFile file, Layout layout)
    {
        var options = new MemMapOptions { Mode = MemMapMode.ReadWrite };
        using MemMapArray<T> target = new ArrayOpening<T>(file.FullPath, options).OpenPart(_ => layout);
        write(target);

        // Not every system flushes a mapping with the file.
        target.Flush();
    }
}
