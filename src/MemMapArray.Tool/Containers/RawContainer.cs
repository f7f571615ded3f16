using System.Collections.Generic;
using System.IO;
using System.Threading;
using MemMap.Tool.Elements;

namespace MemMap.Tool.Containers;

/// <summary>Files of elements and nothing else: what they are is on the command line, and never guessed.</summary>
internal sealed class RawContainer : Container
{
    public override string Name => "raw";

    public override bool Holds(Location location) => true;

    public override IReadOnlyList<ArrayFile> Find(Location location, RawLayout raw)
    {
        if (raw.Element is not { } element)
        {
            throw new UsageException(
                $"'{location.Text}' has no header that says what it holds. Say it: --dtype f4 --shape -1,1000 (and --offset 16, --order " +
                "F), where one length may be -1; without --shape it has one axis.");
        }

        // The library infers a length and compares the shape with the file.
        return [element.Run(new Look(location, raw))];
    }

    public override bool IsNameOf(string target) =>
        Path.GetExtension(target).ToUpperInvariant() is ".BIN" or ".RAW" or ".DAT";

    public override void Write<T>(NewArray<T> array, string path, Target target)
    {
        using MemMapArray<T> file = MemMapArray.Create<T>(path, array.Shape, order: array.Order);
        array.Fill(file);
        file.Flush();
    }

    private static MemMapArray<T> Open<T>(string path, RawLayout raw)
        where T : unmanaged
    {
        MemMapOptions options = new() { Offset = raw.Offset, Order = raw.Order };
        return raw.Shape is { } shape ? MemMapArray.Open<T>(path, shape, options) : MemMapArray.Open<T>(path, options);
    }

    private sealed class Look(Location location, RawLayout raw) : IElementWork<ArrayFile>
    {
        public ArrayFile Run<T>(ElementType<T> type)
            where T : unmanaged
        {
            using MemMapArray<T> array = Open<T>(location.Path, raw);
            return new RawFile(location.Path, raw with { Shape = array.Shape })
            {
                Name = location.Text,
                Format = "raw",
                Descr = type.Descr,
                Element = type,
                Shape = array.Shape,
                Order = raw.Order,
                ItemSize = type.Size,
                Offset = raw.Offset,
            };
        }
    }

    private sealed class RawFile(string path, RawLayout raw) : ArrayFile
    {
        public override OpenedArray<T> Open<T>()
        {
            MemMapArray<T> array = RawContainer.Open<T>(path, raw);
            return new OpenedView<T>(array, array);
        }

        public override IEnumerable<string> Verify(CancellationToken cancellationToken) =>
            [FileLength.Compare(path, raw.Offset + ByteLength)];
    }
}
