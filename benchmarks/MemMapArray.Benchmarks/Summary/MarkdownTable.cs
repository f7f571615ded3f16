using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MemMap.Benchmarks.Summary;

/// <summary>The table of a file of results, as its program wrote it.</summary>
internal sealed class MarkdownTable
{
    private readonly string _path;
    private readonly string[] _columns;
    private readonly List<string[]> _rows;

    private MarkdownTable(string path, string[] columns, List<string[]> rows) => (_path, _columns, _rows) = (path, columns, rows);

    /// <summary>Reads the first table of a file.</summary>
    public static MarkdownTable Read(string path)
    {
        IEnumerable<string> table = File.ReadLines(path).SkipWhile(line => !IsOfTable(line)).TakeWhile(IsOfTable);
        List<string[]> lines = [.. table.Select(Cells)];
        return lines.Count > 2 ? new(path, lines[0], lines[2..]) : throw new InvalidDataException($"'{path}' has no table.");
    }

    /// <summary>The cell of a column in the row whose first cells are these.</summary>
    public string Cell(string column, params string[] firstCells)
    {
        int index = Array.IndexOf(_columns, column);
        string[]? row = _rows.Find(row => firstCells.SequenceEqual(row.Take(firstCells.Length)));
        return index >= 0 && row is not null
            ? row[index]
            : throw new InvalidDataException($"'{_path}' has no row {string.Join(", ", firstCells)} with a column '{column}'.");
    }

    private static bool IsOfTable(string line) => line.StartsWith('|');

    // Benchmarks are written with stars around the first row of a group.
    private static string[] Cells(string line) => [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim().Trim('*'))];
}
