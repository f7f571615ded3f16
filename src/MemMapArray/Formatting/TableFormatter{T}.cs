using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace MemMap.Formatting;

/// <summary>An array whose elements are lines of a table, each behind its index. Of many, the first and last of each axis are shown, as of
/// any array.</summary>
internal sealed class TableFormatter<T>
    where T : unmanaged
{
    private const string Gap = "  ";

    private readonly long[] _lengths;
    private readonly Func<long[], T> _element;
    private readonly Elision _elision;

    // The first cell of a line is the index. A line without cells stands for those that are left out.
    private readonly List<string[]> _lines = [];
    private readonly List<string> _remarks = [];

    private TableFormatter(long[] lengths, Func<long[], T> element)
    {
        _lengths = lengths;
        _element = element;
        _elision = new(lengths);
        Add(new long[lengths.Length], 0);
    }

    /// <summary>The text of the elements that <paramref name="element"/> gives for an index vector, which it must not keep.</summary>
    /// <param name="lengths">The length of each axis, of which there is one; no length is 0.</param>
    /// <param name="element">The elements, which are <see cref="ITableRow"/>.</param>
    public static string Format(long[] lengths, Func<long[], T> element) => new TableFormatter<T>(lengths, element).Text();

    private void Add(long[] index, int axis)
    {
        if (axis == index.Length)
        {
            var row = (ITableRow)(object)_element(index);
            _lines.Add([string.Join(", ", Array.ConvertAll(index, i => i.ToString(CultureInfo.InvariantCulture))), .. row.Cells]);
            if (row.Remark is { } remark && !_remarks.Contains(remark))
            {
                _remarks.Add(remark);
            }

            return;
        }

        long length = _lengths[axis];
        for (long i = 0; i < length; i++)
        {
            if (_elision.Omits(length) && i == Elision.EdgeItems)
            {
                _lines.Add([]);
                i = length - Elision.EdgeItems;
            }

            index[axis] = i;
            Add(index, axis + 1);
        }
    }

    private string Text()
    {
        string[] heads = [string.Empty, .. ((ITableRow)(object)default(T)).Heads];
        int[] widths = new int[heads.Length];
        foreach (string[] line in _lines)
        {
            for (int column = 0; column < line.Length; column++)
            {
                widths[column] = Math.Max(widths[column], line[column].Length);
            }
        }

        var text = new StringBuilder();
        _lines.Insert(0, heads);
        foreach (string[] line in _lines)
        {
            text.Append(text.Length == 0 ? string.Empty : "\n");
            if (line.Length == 0)
            {
                text.Append(Elision.Mark);
            }

            for (int column = 0; column < line.Length; column++)
            {
                if (widths[column] > 0)
                {
                    int width = Math.Max(widths[column], heads[column].Length);
                    text.Append(column == 0 ? string.Empty : Gap).Append(line[column].PadLeft(width));
                }
            }
        }

        _remarks.ForEach(remark => text.Append('\n').Append(remark));
        return text.ToString();
    }
}
