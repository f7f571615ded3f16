using System;
using System.IO;
using MemMap.Mapping;
using MemMap.Npy;

namespace MemMap.Opening;

/// <content>Files whose header says offset, shape and order.</content>
internal readonly unsafe partial struct ArrayOpening<T>
{
    // What callers call the argument that offset and order are from.
    private static string OptionsParameter => "options";

    /// <param name="parameterName">What the caller calls the argument that has the mode.</param>
    public MemMapArray<T> OpenNpy(string parameterName)
    {
        if (Creates)
        {
            throw new ArgumentException(
                $"The mode {Mode} creates a file, whose shape its header does not say yet. Use CreateNpy.", parameterName);
        }

        RequireNoOffset();
        return OpenNpy(Path, _ => (0, long.MaxValue));
    }

    /// <summary>Opens a <c>.npy</c> file, or a part of a file that is one.</summary>
    /// <param name="name">The name for messages.</param>
    /// <param name="find">Finds where it begins in the file, and the byte that it does not go beyond.</param>
    public MemMapArray<T> OpenNpy(string name, Func<MappedFile, (long Start, long End)> find)
    {
        MappedFile file = OpenFile();
        bool opened = false;
        try
        {
            (long start, long end) = find(file);
            using var content = new FileSection(file, start, end);
            NpyHeader header = NpyReading.Read(content.Read, name);
            NpyElements.Require<T>(header, name);
            RequireOrder(header, name);
            Layout layout = Layout.Create(header.Shape, header.Order, header.DataOffset, sizeof(T));
            long needed = layout.Offset + (layout.Length * sizeof(T));

            // The length is read after the header: when somebody appends meanwhile, the rows that the header counts are there.
            long there = Math.Min(end, file.Length) - start;
            if (there < needed && !MayGrow)
            {
                throw new InvalidDataException(
                    $"The file '{name}' is cut short: its header says shape {header.Shape} of {sizeof(T)}-byte elements at offset " +
                    $"{layout.Offset}, which needs {needed} bytes; there are {there}." + HowToGrow);
            }

            layout = Layout.Create(header.Shape, header.Order, start + header.DataOffset, sizeof(T));
            MemMapArray<T> array = (this with { Order = header.Order }).OverExisting(file, layout, header.Text);
            opened = true;
            return array;
        }
        finally
        {
            if (!opened)
            {
                file.Close();
            }
        }
    }

    public static MemMapArray<T> CreateNpy(string path, Shape shape, MemMapOptions options, string? descr)
    {
        ArrayOpening<T> opening = new(path, options);
        opening.RequireNoOffset();

        // The shape is checked before its text is made, which has no place for a negative length.
        if (shape.Span.IndexOf(-1) < 0)
        {
            Layout.Create(shape, opening.Order, 0, sizeof(T));
        }

        NpyHeaderText header = NpyDescr.HeaderOf<T>(descr, opening.Order, shape);
        opening = opening with { Offset = header.Length, Order = shape.Rank > 1 ? opening.Order : MemMapOrder.C };
        return opening.CreateFile(shape, header);
    }

    private void RequireNoOffset()
    {
        if (Offset != 0)
        {
            throw new ArgumentException($"The offset of a .npy file is the length of its header, not {Offset}.", OptionsParameter);
        }
    }

    // C is what nobody asked for. Of fewer than two axes both orders are the same.
    private void RequireOrder(NpyHeader header, string name)
    {
        if (Order == MemMapOrder.F && header.Order == MemMapOrder.C && header.Shape.Rank > 1)
        {
            throw new ArgumentException(
                $"The file '{name}' is in C order, as its header says, not in F order. Leave the order out: a .npy file has its own.",
                OptionsParameter);
        }
    }
}
