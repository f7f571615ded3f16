using System;
using System.IO;
using MemMap.Mapping;
using MemMap.Npy;

namespace MemMap;

/// <content>Files that say offset, shape and order themselves.</content>
internal readonly unsafe partial struct ArrayOpening<T>
{
    public MemMapArray<T> OpenNpy()
    {
        MappedFile file = MappedFile.Open(_path, _mode == MemMapMode.ReadWrite ? FileAccess.ReadWrite : FileAccess.Read, _share);
        bool opened = false;
        try
        {
            int position = 0;
            NpyHeader header = NpyReading.Read(Next, _path);
            NpyElements.Require<T>(header, _path);
            Layout layout = Layout.Create(header.Shape, header.Order, header.DataOffset, sizeof(T));
            long end = layout.Offset + (layout.Length * sizeof(T));
            if (file.Length < end)
            {
                throw new InvalidDataException(
                    $"The file '{_path}' is cut short: its header says shape {header.Shape} of {sizeof(T)}-byte elements at offset {layout.Offset}, which needs {end} bytes; there are {file.Length}.");
            }

            var described = new ArrayOpening<T>(_path, new MemMapOptions { Mode = _mode, Order = header.Order, Preallocate = _preallocate });
            MemMapArray<T> array = described.Over(file, layout, _mode, header.Text);
            opened = true;
            return array;

            int Next(byte[] buffer, int offset, int count)
            {
                int read = file.ReadAt(position, buffer, offset, count);
                position += read;
                return read;
            }
        }
        finally
        {
            if (!opened)
            {
                file.Close();
            }
        }
    }

    public static MemMapArray<T> CreateNpy(string path, Shape shape, MemMapOrder order, MemMapMode mode = MemMapMode.Create)
    {
        // The shape is looked at before its text is made: it has no place to put a negative length.
        ArrayOpening<T> opening = new(path, new MemMapOptions { Mode = mode, Order = order });
        if (shape.Span.IndexOf(-1) < 0)
        {
            Layout.Create(shape, order, 0, sizeof(T));
        }

        var header = NpyHeaderText.Create(NpyTypes.TextOf(typeof(T)), order, shape);
        opening = new(path, new MemMapOptions { Mode = mode, Order = shape.Rank > 1 ? order : MemMapOrder.C, Offset = header.Length });
        return opening.CreateFile(shape, header);
    }
}
