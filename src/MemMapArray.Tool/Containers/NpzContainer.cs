using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MemMap.Tool.Elements;

namespace MemMap.Tool.Containers;

/// <summary>NumPy's archives of arrays.</summary>
internal sealed class NpzContainer : Container
{
    private const string Ending = ".npz";

    public override string Name => "npz";

    public override IReadOnlyList<string> EndingsBeforeMembers { get; } = [Ending];

    public override bool Holds(Location location) => !location.IsFolder
        && (location.FirstBytes.StartsWith("PK\x03\x04"u8) || location.FirstBytes.StartsWith("PK\x05\x06"u8) || IsNameOf(location.Path));

    public override IReadOnlyList<ArrayFile> Find(Location location, RawLayout raw)
    {
        NpzFile archive = NpzFile.Open(location.Path);
        return [.. (location.Member is { } name ? [archive.GetMember(name)] : archive.Members).Select(member => Describe(archive, member))];
    }

    public override bool IsNameOf(string target) => Location.Split(target).Path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>One member, stored, as <c>np.savez</c> writes it. What is not there as it is to be written goes through a file
    /// beside.</summary>
    public override void Write<T>(NewArray<T> array, string path, Target target)
    {
        using NpzWriter writer = NpzFile.Create(path);
        if (array.AsItIs is { } view)
        {
            writer.Add(target.Member, view, array.Descr);
        }
        else
        {
            using var scratch = new NewPath(path, force: true);
            using MemMapArray<T> written = MemMapArray.Create<T>(scratch.Temporary, array.Shape, order: array.Order);
            array.Fill(written);
            writer.Add(target.Member, written, array.Descr);
        }

        array.CancellationToken.ThrowIfCancellationRequested();
        writer.Commit();
    }

    private MemberFile Describe(NpzFile archive, NpzMember member)
    {
        NpyHeader header = member.ReadHeader();
        return new MemberFile(archive, member)
        {
            Name = $"{archive.Path}:{member.Name}",
            Format = Name,
            Descr = header.Descr,
            Element = header.ElementType is { } type ? ElementTypes.Of(type) : null,
            Shape = header.Shape,
            Order = header.Order,
            ItemSize = header.ItemSize,
            Details =
            [
                ("header", $".npy {header.Version}, {header.DataOffset} bytes"),
                ("member", member.IsStored ? $"stored, {member.Length} bytes"
                    : $"compressed, {member.CompressedLength} of {member.Length} bytes"),
            ],
        };
    }

    private sealed class MemberFile(NpzFile archive, NpzMember member) : ArrayFile
    {
        public override OpenedArray<T> Open<T>()
        {
            if (member.IsStored)
            {
                MemMapArray<T> stored = archive.OpenMember<T>(member.FullName);
                return new OpenedView<T>(stored, stored);
            }

            ExtractedMember<T> extracted = new(archive, member.FullName);
            return new OpenedView<T>(extracted.Array, extracted);
        }

        public override IEnumerable<string> Verify(CancellationToken cancellationToken)
        {
            member.Verify(cancellationToken);
            NpyHeader header = member.ReadHeader();
            return header.DataOffset + ByteLength <= member.Length
                ? [$"header: .npy {header.Version}", $"length and checksum: {member.Length} bytes as the archive says"]
                : throw new InvalidDataException(
                    $"The member '{member.FullName}' has {member.Length} bytes, and its array needs {header.DataOffset + ByteLength}.");
        }
    }
}
