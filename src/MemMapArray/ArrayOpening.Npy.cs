using System;
using System.IO;
using MemMap.Mapping;
using MemMap.Npy;

namespace MemMap;

/// <content>Files that say offset, shape and order themselves.</content>
internal readonly unsafe partial struct ArrayOpening<T>
{
    public MemMapArray<T> OpenNpy() => OpenNpy(_path, _ => (0, long.MaxValue));

    /// <summary>A <c>.npy</c> file, or a part of a file that is one.</summary>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="find">Where it begins in the file, and what it does not go beyond.</param>
    public MemMapArray<T> OpenNpy(string name, Func<MappedFile, (long Start, long End)> find)
    {
        MappedFile file = MappedFile.Open(_path, _mode == MemMapMode.ReadWrite ? FileAccess.ReadWrite : FileAccess.Read, _share);
        bool opened = false;
        try
        {
            (long start, long end) = find(file);
            using var content = new FileSection(file, start, end);
            NpyHeader header = NpyReading.Read(content.Read, name);
            NpyElements.Require<T>(header, name);
            Layout layout = Layout.Create(header.Shape, header.Order, header.DataOffset, sizeof(T));
            long needed = layout.Offset + (layout.Length * sizeof(T));

            // Looked at after the header: somebody may append meanwhile, and then what the header counts is there.
            long there = Math.Min(end, file.Length) - start;
            if (there < needed)
            {
                throw new InvalidDataException(
                    $"The file '{name}' is cut short: its header says shape {header.Shape} of {sizeof(T)}-byte elements at offset " +
                    $"{layout.Offset}, which needs {needed} bytes; there are {there}.");
            }

            // Within the file, so nothing can overflow.
            layout = Layout.Create(header.Shape, header.Order, start + header.DataOffset, sizeof(T));
            var described = new ArrayOpening<T>(_path, new MemMapOptions { Mode = _mode, Order = header.Order, Preallocate = _preallocate });
            MemMapArray<T> array = described.Over(file, layout, _mode, header.Text);
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
        if (opening._offset != 0)
        {
            throw new ArgumentException($"The offset of a .npy file is the length of its header, not {opening._offset}.", nameof(options));
        }

        // The shape is looked at before its text is made: it has no place to put a negative length.
        if (shape.Span.IndexOf(-1) < 0)
        {
            Layout.Create(shape, opening._order, 0, sizeof(T));
        }

        NpyHeaderText header = NpyDescr.HeaderOf<T>(descr, opening._order, shape);
        opening = new(path, new MemMapOptions
        {
            Mode = opening._mode,
            Order = shape.Rank > 1 ? opening._order : MemMapOrder.C,
            Offset = header.Length,
            Preallocate = opening._preallocate,
            Share = opening._share,
            UnixCreateMode = opening._permissions,
        });
        return opening.CreateFile(shape, header);
    }
}
