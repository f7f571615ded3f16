using System;
using System.Globalization;
using System.Linq;
using Spectre.Console;

namespace MemMap.Tool.Output;

/// <summary>Results along axes: a line for each index, with the middle left out where there are many.</summary>
internal static class ResultTable
{
    private const long MostLines = 40;

    /// <param name="output">Where to write.</param>
    /// <param name="shape">The shape of the results.</param>
    /// <param name="heads">What stands above the cells.</param>
    /// <param name="cells">The cells of a result, by its place in C order.</param>
    public static void Write(ToolOutput output, Shape shape, string[] heads, Func<long, string[]> cells)
    {
        Table table = output.NewTable().AddColumn("index");
        foreach (string head in heads)
        {
            table.AddColumn(new TableColumn(Markup.Escape(head)).RightAligned().NoWrap());
        }

        bool isLong = shape.Length > MostLines;
        for (long i = 0; i < shape.Length; i++)
        {
            if (isLong && i == MostLines / 2)
            {
                table.AddRow(["...", .. heads.Select(_ => "...")]);
                i = shape.Length - (MostLines / 2);
            }

            table.AddRow([Markup.Escape(Index(shape, i)), .. cells(i).Select(Markup.Escape)]);
        }

        output.Write(table);
        if (isLong)
        {
            output.WriteHint($"{MostLines} of {shape.Length} lines; --json has them all.");
        }
    }

    /// <summary>The index of the element at a place in C order, as NumPy writes it.</summary>
    public static string Index(Shape shape, long place)
    {
        string[] index = [.. Indexes(shape, place).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        return index.Length == 1 ? index[0] : $"({string.Join(", ", index)})";
    }

    /// <summary>The index of the element at a place in C order, a number for each axis.</summary>
    public static long[] Indexes(Shape shape, long place)
    {
        long[] index = new long[shape.Rank];
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            (place, index[axis]) = Math.DivRem(place, shape[axis]);
        }

        return index;
    }

    /// <summary>A number with all its digits.</summary>
    public static string Exact(double number) => double.IsNaN(number) ? "nan" : double.IsInfinity(number) ? (number < 0 ? "-inf" : "inf")
        : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A number with six digits, to be compared with its neighbours at a glance.</summary>
    public static string Short(double number) =>
        double.IsFinite(number) ? number.ToString("G6", CultureInfo.InvariantCulture) : Exact(number);
}
