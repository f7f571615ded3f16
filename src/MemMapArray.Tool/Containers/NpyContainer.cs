using System;
using System.Collections.Generic;
using System.Threading;
using MemMap.Tool.Elements;

namespace MemMap.Tool.Containers;

/// <summary>NumPy's files of one array.</summary>
internal sealed class NpyContainer : Container
{
    private const string Ending = ".npy";

    private static ReadOnlySpan<byte> Signature => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public override string Name => "npy";

    public override bool Holds(Location location) =>
        !location.IsFolder && (location.FirstBytes.StartsWith(Signature) || IsNameOf(location.Path));

    public override IReadOnlyList<ArrayFile> Find(Location location, RawLayout raw) =>
        [Describe(location.Text, Name, location.Path, NpyHeader.Read(location.Path))];

    public override bool IsNameOf(string target) => target.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    public override void Write<T>(NewArray<T> array, string path, Target target)
    {
        using MemMapArray<T> file = MemMapArray.CreateNpy<T>(path, array.Shape, array.Order, array.Descr);
        array.Fill(file);
        file.Flush();
    }

    /// <summary>What a header says of a file.</summary>
    public static ArrayFile Describe(string name, string format, string path, NpyHeader header) => new NpyFile(path, header)
    {
        Name = name,
        Format = format,
        Descr = header.Descr,
        Element = header.ElementType is { } type ? ElementTypes.Of(type) : null,
        Shape = header.Shape,
        Order = header.Order,
        ItemSize = header.ItemSize,
        Offset = header.DataOffset,
        Details = [("header", $".npy {header.Version}, {header.DataOffset} bytes")],
    };

    private sealed class NpyFile(string path, NpyHeader header) : ArrayFile
    {
        public override OpenedArray<T> Open<T>()
        {
            MemMapArray<T> array = MemMapArray.OpenNpy<T>(path);
            return new OpenedView<T>(array, array);
        }

        public override IEnumerable<string> Verify(CancellationToken cancellationToken) =>
            [$"header: .npy {header.Version}", FileLength.Compare(path, header.DataOffset + ByteLength)];
    }
}
