using System;
using System.IO;
using System.Linq;
using MemMap.Mapping;
using MemMap.Npy;
using MemMap.Views;

namespace MemMap.Opening;

/// <content>Files that are there: of elements alone, or with a layout that their header says.</content>
internal readonly unsafe partial struct ArrayOpening<T>
{
    private bool MayGrow => Mode == MemMapMode.ReadWrite && AllowGrow;

    private string HowToGrow => Mode == MemMapMode.ReadWrite ? " AllowGrow lengthens it." : string.Empty;

    public MemMapArray<T> OpenExisting(Shape shape)
    {
        bool infers = shape.Span.IndexOf(-1) >= 0;
        long[] lengths = shape.ToArray();
        Layout layout = Layout.Create(infers ? WithoutUnknown(lengths) : lengths, Order, Offset, sizeof(T));
        MappedFile file = OpenFile();
        bool opened = false;
        try
        {
            if (Offset == 0 && !IgnoreSignature)
            {
                FileSignature.RefuseHeader<T>(file);
            }

            if (infers)
            {
                layout = Infer(lengths, WholeLength(file, layout));
            }

            // Where the shape was inferred from the file's length, the array ends with the file, even if the file is longer by now.
            MemMapArray<T> array = OverExisting(file, layout, behind: infers ? BehindArray.Rows : BehindArray.AsFound);
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

    /// <summary>Opens a part of a file, which stays where and as long as it is.</summary>
    /// <param name="find">Finds its place in the open file.</param>
    public MemMapArray<T> OpenPart(Func<MappedFile, Layout> find)
    {
        MappedFile file = OpenFile();
        bool opened = false;
        try
        {
            MemMapArray<T> array = OverExisting(file, find(file), behind: BehindArray.Others);
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

    private MappedFile OpenFile() =>
        MappedFile.Open(Path, Mode == MemMapMode.ReadWrite ? FileAccess.ReadWrite : FileAccess.Read, Share);

    // The array over an open file, which is made longer and gets disk blocks where the options say so. When it fails, the file has the
    // length that it had.
    private MemMapArray<T> OverExisting(
        MappedFile file, Layout layout, IFileHeader? header = null, BehindArray behind = BehindArray.AsFound)
    {
        long lengthBefore = file.Length, end = layout.Offset + (layout.Length * sizeof(T));
        bool opened = false, grown = false;
        try
        {
            if (lengthBefore < end)
            {
                Grow(file, layout, end);
                grown = true;
            }

            if (PreallocateExisting && Mode == MemMapMode.ReadWrite)
            {
                file.FillHoles(layout.Offset, end);
            }

            MemMapArray<T> array = Over(file, Map(file, layout, Mode), layout, Mode, header, behind);
            opened = true;
            return array;
        }
        finally
        {
            if (grown && !opened)
            {
                file.SetLength(lengthBefore, reserve: false);
            }
        }
    }

    private void Grow(MappedFile file, Layout layout, long end)
    {
        if (!MayGrow)
        {
            throw new InvalidDataException(
                $"The file '{Path}' is too short: shape {Layout.Text(layout.Lengths)} of {sizeof(T)}-byte elements at offset " +
                $"{layout.Offset} needs {end} bytes, there are {file.Length}." + HowToGrow);
        }

        file.SetLength(end, Preallocate, from: layout.Offset);
    }

    // The length of the file when nobody is in the middle of appending: then it has whole rows. The layout is that of an array without
    // rows.
    private long WholeLength(MappedFile file, Layout layout)
    {
        long rowBytes = sizeof(T);
        foreach (long length in layout.Lengths)
        {
            rowBytes *= Math.Max(1, length);
        }

        long bytes = file.Length - Offset;
        if (bytes > 0 && bytes % rowBytes != 0)
        {
            var appending = new AppendLock(file);
            appending.Acquire(forReading: true);
            appending.Release();
        }

        return file.Length;
    }

    private Layout Infer(long[] lengths, long fileLength)
    {
        long bytes = fileLength - Offset;
        if (bytes < 0)
        {
            throw new InvalidDataException($"The file '{Path}' has {fileLength} bytes and ends before the offset {Offset}.");
        }

        if (bytes == 0 && Array.IndexOf(lengths, 0) >= 0)
        {
            throw new InvalidDataException(
                $"The file '{Path}' has no bytes from offset {Offset} on, and the shape {Layout.Text(lengths)} has none for any length in " +
                "place of -1. Give all lengths.");
        }

        if (bytes % sizeof(T) != 0 || !Layout.TryInfer(lengths, bytes / sizeof(T)))
        {
            long step = sizeof(T);
            foreach (long length in lengths.Where(length => length != -1))
            {
                step = length == 0 || step > long.MaxValue / length ? 0 : step * length;
            }

            string rest = step > 0 ? $" {bytes % step} bytes are left over." : string.Empty;
            throw new InvalidDataException(
                $"The file '{Path}' has {bytes} bytes from offset {Offset} on: not a whole number of {sizeof(T)}-byte elements for " +
                $"the shape {Layout.Text(lengths)}.{rest}");
        }

        return Layout.Create(lengths, Order, Offset, sizeof(T));
    }

    // The shape with 0 in place of the unknown length, so that the other lengths can be checked before the file is opened.
    private static long[] WithoutUnknown(long[] lengths)
    {
        long[] known = (long[])lengths.Clone();
        _ = Layout.TryInfer(known, 0);
        return Array.ConvertAll(known, length => Math.Max(0, length));
    }
}
