using System;
using System.Collections.Generic;
using System.Text;

namespace MemMap.Npy;

/// <summary>The dictionary of a header: <c>descr</c>, <c>fortran_order</c> and <c>shape</c>, each once, in any order.</summary>
internal ref struct NpyHeaderParser
{
    /// <summary>Records in records in records, to a depth that no stack minds.</summary>
    private const int MaxDepth = 32;

    private readonly bool _isPython2;
    private NpyLiterals _literals;

    public NpyHeaderParser(byte[] bytes, int start, int majorVersion, Encoding encoding, string? path)
    {
        // Version 3 came with Python 3.
        _isPython2 = majorVersion < 3;
        _literals = new(bytes, start, encoding, path);
        Descr = string.Empty;
        Fields = [];
        Lengths = [];
    }

    public string Descr { get; private set; }

    /// <summary>The type of an element; of a record, which has <see cref="Fields"/>, none.</summary>
    public NpyType? Type { get; private set; }

    public List<NpyField> Fields { get; private set; }

    public int ItemSize { get; private set; }

    public bool IsFortran { get; private set; }

    public long[] Lengths { get; private set; }

    public int ShapeStart { get; private set; }

    public int ShapeEnd { get; private set; }

    public void Parse()
    {
        bool hasDescr = false, hasOrder = false, hasShape = false;
        int start = _literals.Position;
        _literals.Take('{', "at the start of the header");
        for (bool isMore = !_literals.TryTake('}'); isMore; isMore = _literals.TakeComma('}', "behind an entry of the dictionary"))
        {
            int at = _literals.Position;
            string key = _literals.TakeText("as a key");
            bool isTwice = key switch
            {
                "descr" => hasDescr,
                "fortran_order" => hasOrder,
                "shape" => hasShape,
                _ => throw _literals.Error($"there is no key '{key}'", at),
            };
            if (isTwice)
            {
                throw _literals.Error($"the key '{key}' is there twice", at);
            }

            _literals.Take(':', $"behind the key '{key}'");
            _literals.SkipSpace();
            switch (key)
            {
                case "descr":
                    ParseDescr();
                    hasDescr = true;
                    break;
                case "fortran_order":
                    IsFortran = _literals.TakeBoolean("as fortran_order");
                    hasOrder = true;
                    break;
                default:
                    ShapeStart = _literals.Position;
                    Lengths = ParseShape();
                    ShapeEnd = _literals.Position;
                    hasShape = true;
                    break;
            }
        }

        _literals.TakeEnd();
        string? missing = !hasDescr ? "descr" : !hasOrder ? "fortran_order" : !hasShape ? "shape" : null;
        if (missing is not null)
        {
            throw _literals.Error($"the key '{missing}' is missing", start);
        }

        RequireBytes();
    }

    /// <summary>A list of fields that stands alone.</summary>
    public void ParseRecord()
    {
        _literals.Take('[', "at the start of a record");
        (Fields, ItemSize) = ParseFields(depth: 1);
        _literals.TakeEnd();
    }

    private void ParseDescr()
    {
        int start = _literals.Position;
        if (_literals.TryTake('['))
        {
            (Fields, ItemSize) = ParseFields(depth: 1);
            Descr = _literals.Raw(start, _literals.Position);
            return;
        }

        Descr = _literals.TakeText("as descr");
        Type = TypeOf(Descr, start);
        ItemSize = Type.Value.Size;
    }

    private readonly NpyType TypeOf(string text, int position)
    {
        string? reason = NpyType.TryParse(text, out NpyType type);
        return reason is null ? type : throw _literals.Error(reason, position);
    }

    // Behind the opening bracket: (name, type), (name, type, shape), ...
    private (List<NpyField> Fields, int Size) ParseFields(int depth)
    {
        if (depth > MaxDepth)
        {
            throw _literals.Error($"records are nested more than {MaxDepth} deep", _literals.Position);
        }

        List<NpyField> fields = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        long size = 0;
        for (bool isMore = !_literals.TryTake(']'); isMore; isMore = _literals.TakeComma(']', "behind a field"))
        {
            _literals.Take('(', "at the start of a field");
            _literals.SkipSpace();
            int at = _literals.Position;
            (string name, string? title) = ParseFieldName();
            if (name.Length > 0 && !names.Add(name))
            {
                throw _literals.Error($"the field '{name}' is there twice", at);
            }

            NpyField field = ParseField(name, title, (int)size, depth);
            fields.Add(field);
            size += field.Count * field.Size;
            if (size > int.MaxValue)
            {
                throw _literals.Error("a record has more than 2147483647 bytes", at);
            }
        }

        return (fields, (int)size);
    }

    // A name, or a title and a name.
    private (string Name, string? Title) ParseFieldName()
    {
        if (!_literals.TryTake('('))
        {
            return (_literals.TakeText("as the name of a field"), null);
        }

        string title = _literals.TakeText("as the title of a field");
        _literals.Take(',', "behind the title of a field");
        string name = _literals.TakeText("as the name of a field");
        if (_literals.TakeComma(')', "behind the name of a field"))
        {
            throw _literals.Error("a field has more than a title and a name", _literals.Position);
        }

        return (name, title);
    }

    // Behind the name: the type, and how many values.
    private NpyField ParseField(string name, string? title, int offset, int depth)
    {
        _literals.Take(',', "behind the name of a field");
        _literals.SkipSpace();
        int at = _literals.Position;
        NpyType? type = null;
        List<NpyField> fields = [];
        int size;
        if (_literals.TryTake('['))
        {
            (fields, size) = ParseFields(depth + 1);
        }
        else
        {
            type = TypeOf(_literals.TakeText("as the type of a field"), at);
            size = type.Value.Size;
        }

        long count = 1;
        long[] lengths = [];
        if (_literals.TakeComma(')', "behind the type of a field"))
        {
            at = _literals.Position;
            lengths = ParseShape();
            foreach (long length in lengths)
            {
                count = length == 0 || count <= int.MaxValue / length ? count * length : throw _literals.Error(
                    "a record has more than 2147483647 bytes", at);
            }

            if (_literals.TakeComma(')', "behind the shape of a field"))
            {
                throw _literals.Error("a field has more than a name, a type and a shape", _literals.Position);
            }
        }

        return count * size <= int.MaxValue ? new(name, title, lengths, offset, count, type, fields, size) : throw _literals.Error(
            "a record has more than 2147483647 bytes", at);
    }

    private long[] ParseShape()
    {
        int start = _literals.Position;
        _literals.Take('(', "at the start of a shape");
        List<long> lengths = [];
        for (bool isMore = !_literals.TryTake(')'); isMore;)
        {
            lengths.Add(_literals.TakeLength(_isPython2));
            int end = _literals.Position;
            isMore = _literals.TakeComma(')', "in the shape");
            if (lengths.Count == 1 && !isMore && !_literals.HasComma(end))
            {
                throw _literals.Error("the shape is a number in brackets; a shape of one length is written with a comma", start);
            }
        }

        return lengths.Count <= Layout.MaxRank ? [.. lengths] : throw _literals.Error(
            $"the shape has {lengths.Count} axes; an array has at most {Layout.MaxRank}", start);
    }

    // As Layout.Create has it: strides beside a length of 0 are numbers that exist, too.
    private readonly void RequireBytes()
    {
        long bytes = Math.Max(1, ItemSize);
        foreach (long length in Lengths)
        {
            long atLeastOne = Math.Max(1, length);
            bytes = bytes <= (long.MaxValue - _literals.Position) / atLeastOne
                ? bytes * atLeastOne
                : throw _literals.Error($"the shape {Layout.Text(Lengths)} has more bytes than a 64-bit number can say", ShapeStart);
        }
    }
}
