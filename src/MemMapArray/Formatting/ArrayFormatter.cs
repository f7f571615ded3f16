using System;
using System.Text;

namespace MemMap.Formatting;

/// <summary>
/// An array as NumPy's <c>str</c> prints it with its default options (threshold 1000, 3 edge items, line width 75).
/// The rules are those of numpy/core/arrayprint.py; a corpus that NumPy printed tests them.
/// </summary>
internal readonly struct ArrayFormatter<T>
    where T : unmanaged
{
    private const int LineWidth = 75;

    private readonly long[] _lengths;
    private readonly Func<long[], T> _element;
    private readonly Elision _elision;
    private readonly IElementFormat<T> _format;

    private ArrayFormatter(long[] lengths, Func<long[], T> element)
    {
        _lengths = lengths;
        _element = element;
        _elision = new(lengths);
        _format = ElementFormat.For<T>();
        foreach (T shown in Shown(new long[lengths.Length], 0))
        {
            _format.Look(shown);
        }
    }

    /// <summary>The text of the elements that <paramref name="element"/> gives for an index vector, which it must not keep.</summary>
    public static string Format(long[] lengths, Func<long[], T> element)
    {
        if (Array.IndexOf(lengths, 0) >= 0)
        {
            return "[]";
        }

        if (lengths.Length == 0)
        {
            return ElementFormat.For<T>().Scalar(element([]));
        }

        return default(T) is ITableRow
            ? TableFormatter<T>.Format(lengths, element)
            : new ArrayFormatter<T>(lengths, element).Nested(new long[lengths.Length], 0, " ", LineWidth);
    }

    private System.Collections.Generic.IEnumerable<T> Shown(long[] index, int axis)
    {
        if (axis == _lengths.Length)
        {
            yield return _element(index);
            yield break;
        }

        long length = _lengths[axis];
        for (long i = 0; i < length; i++)
        {
            if (_elision.Omits(length) && i == Elision.EdgeItems)
            {
                i = length - Elision.EdgeItems;
            }

            index[axis] = i;
            foreach (T element in Shown(index, axis + 1))
            {
                yield return element;
            }
        }
    }

    private string Nested(long[] index, int axis, string indent, int width)
    {
        var text = new StringBuilder();
        long length = _lengths[axis];
        bool last = axis == _lengths.Length - 1;
        string lineBreak = new('\n', _lengths.Length - 1 - axis);
        string line = indent;
        for (long i = 0; i < length; i++)
        {
            if (_elision.Omits(length) && i == Elision.EdgeItems)
            {
                Put(Elision.Mark);
                i = length - Elision.EdgeItems;
            }

            index[axis] = i;
            Put(last ? _format.Format(_element(index)) : Nested(index, axis + 1, indent + " ", width - 1), isLast: i == length - 1);
        }

        if (last)
        {
            text.Append(line);
        }

        return "[" + text.ToString(indent.Length, text.Length - indent.Length) + "]";

        void Put(string word, bool isLast = false)
        {
            if (!last)
            {
                text.Append(indent).Append(word).Append(isLast ? string.Empty : lineBreak);
                return;
            }

            // The bracket that closes the line counts, as in NumPy.
            if (line.Length + word.Length > width - 1 && line.Length > indent.Length)
            {
                text.Append(line.TrimEnd()).Append('\n');
                line = indent;
            }

            line += word + (isLast ? string.Empty : " ");
        }
    }
}
