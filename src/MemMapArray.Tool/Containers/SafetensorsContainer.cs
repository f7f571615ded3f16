using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MemMap.Tool.Elements;

namespace MemMap.Tool.Containers;

/// <summary>Files of tensors, and models of several of them by their index.</summary>
internal sealed class SafetensorsContainer : Container
{
    public override string Name => "safetensors";

    public override bool HasOrders => false;

    public override IReadOnlyList<string> EndingsBeforeMembers { get; } = [".safetensors", ".safetensors.index.json"];

    public override bool Holds(Location location) => !location.IsFolder && IsNameOf(location.Path);

    public override IReadOnlyList<ArrayFile> Find(Location location, RawLayout raw)
    {
        SafetensorsFile model = SafetensorsFile.Open(location.Path);
        return [.. (location.Member is { } name ? [model.GetTensor(name)] : model.Tensors).Select(tensor => Describe(model, tensor))];
    }

    public override bool IsNameOf(string target) =>
        EndingsBeforeMembers.Any(ending => Location.Split(target).Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>One tensor.</summary>
    public override void Write<T>(NewArray<T> array, string path, Target target)
    {
        using SafetensorsWriter writer = SafetensorsFile.Create(path);
        writer.Add<T>(target.Member, array.Shape, array.Fill);
        writer.Commit();
    }

    private TensorFile Describe(SafetensorsFile model, SafetensorsTensor tensor)
    {
        ElementType? element = tensor.ElementType is { } type ? ElementTypes.Of(type) : null;
        return new TensorFile(model, tensor)
        {
            Name = $"{model.Path}:{tensor.Name}",
            Format = Name,
            Descr = element?.Descr ?? tensor.Dtype,
            Element = element,
            Shape = tensor.Shape,
            ItemSize = tensor.Shape.Length == 0 ? element?.Size ?? 0 : (int)(tensor.ByteLength / tensor.Shape.Length),
            Offset = tensor.Offset,
            Details = [("tensor", $"{tensor.Dtype}{(tensor.Path == model.Path ? string.Empty : $", in {tensor.Path}")}")],
        };
    }

    private sealed class TensorFile(SafetensorsFile model, SafetensorsTensor tensor) : ArrayFile
    {
        public override OpenedArray<T> Open<T>()
        {
            MemMapArray<T> array = model.OpenTensor<T>(tensor.Name);
            return new OpenedView<T>(array, array);
        }

        // Listing the tensors has held the header against the file: no byte of it is in none of them, or in two.
        public override IEnumerable<string> Verify(CancellationToken cancellationToken) =>
            [$"header: {model.Tensors.Count} tensors side by side, to the end of the file"];
    }
}
