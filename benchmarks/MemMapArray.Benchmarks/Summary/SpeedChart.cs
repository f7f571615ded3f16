using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MemMap.Benchmarks.Summary;

/// <summary>The picture of <c>peers</c>: a group of bars for each operation on float32 in order C, each as long as its speed over the read limit.</summary>
internal static class SpeedChart
{
    private const int Width = 760;
    private const int Left = 92;
    private const int Top = 64;
    private const int BarHeight = 11;
    private const int GroupGap = 14;
    private const int MostPixelsOfLimit = 480;
    private const int RoomForNumber = 40;

    private static readonly string[] s_operations = ["mean()", "mean(0)", "mean(1)", "std()", "std(0)", "std(1)", "min(0)", "describe()"];
    private static readonly (string Contender, string Color)[] s_contenders = [("memmaparray-1t", "#8fb4ff"), ("memmaparray", "#2f6fed"), ("numpy", "#e08a1e"), ("numsharp", "#8a63c9"), ("tensorprimitives", "#4a9d6b")];

    /// <summary>The picture of a table, as SVG.</summary>
    public static string Draw(MarkdownTable peers)
    {
        int groupHeight = (s_contenders.Length * BarHeight) + GroupGap, height = Top + (s_operations.Length * groupHeight) + 34;
        int pixelsOfLimit = PixelsOfLimit(peers);
        StringBuilder svg = new();
        svg.AppendLine($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"11\" fill=\"#222\">");
        svg.AppendLine($"<rect width=\"{Width}\" height=\"{height}\" rx=\"6\" fill=\"#fff\"/>");
        svg.AppendLine("<text x=\"14\" y=\"22\" font-size=\"14\" font-weight=\"bold\">Reductions of a mapped float32 file, as parts of the memory's read speed</text>");
        DrawLegend(svg);
        int bottom = Top + (s_operations.Length * groupHeight);
        foreach (double tick in new[] { 0, 0.25, 0.5, 0.75, 1 })
        {
            int x = Left + (int)(tick * pixelsOfLimit);
            svg.AppendLine($"<path d=\"M{x} {Top - 6}V{bottom}\" stroke=\"{(tick == 1 ? "#888" : "#ddd")}\"/>");
            svg.AppendLine($"<text x=\"{x}\" y=\"{bottom + 16}\" text-anchor=\"middle\">{(tick == 1 ? "1 = read limit of one thread" : tick.ToString(CultureInfo.InvariantCulture))}</text>");
        }

        for (int i = 0; i < s_operations.Length; i++)
        {
            DrawGroup(svg, peers, s_operations[i], Top + (i * groupHeight), pixelsOfLimit);
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private static PeersCell? Cell(MarkdownTable peers, string contender, string operation) => PeersCell.Parse(peers.Cell(contender, operation, "float32", "C"));

    // The longest bar and its number are in the picture, too.
    private static int PixelsOfLimit(MarkdownTable peers)
    {
        double longest = s_contenders.Max(contender => s_operations.Max(operation => Cell(peers, contender.Contender, operation)?.OfReadLimit ?? 0));
        return (int)Math.Min(MostPixelsOfLimit, (Width - Left - RoomForNumber) / longest);
    }

    private static void DrawLegend(StringBuilder svg)
    {
        int x = 14;
        foreach ((string contender, string color) in s_contenders)
        {
            svg.AppendLine($"<rect x=\"{x}\" y=\"34\" width=\"10\" height=\"10\" fill=\"{color}\"/><text x=\"{x + 14}\" y=\"43\">{contender}</text>");
            x += 34 + (contender.Length * 7);
        }

        svg.AppendLine($"<rect x=\"{x}\" y=\"34\" width=\"10\" height=\"10\" fill=\"#fff\" stroke=\"#666\"/><text x=\"{x + 14}\" y=\"43\">hollow: off by more than 1e-9</text>");
    }

    private static void DrawGroup(StringBuilder svg, MarkdownTable peers, string operation, int top, int pixelsOfLimit)
    {
        svg.AppendLine($"<text x=\"{Left - 8}\" y=\"{top + (s_contenders.Length * BarHeight / 2) + 4}\" text-anchor=\"end\" font-size=\"12\">{operation}</text>");
        for (int i = 0; i < s_contenders.Length; i++)
        {
            (string contender, string color) = s_contenders[i];
            int y = top + (i * BarHeight);
            if (Cell(peers, contender, operation) is not PeersCell cell)
            {
                svg.AppendLine($"<text x=\"{Left + 4}\" y=\"{y + 9}\" fill=\"#999\" font-size=\"9\">{contender}: not there</text>");
                continue;
            }

            int length = Math.Max(1, (int)(cell.OfReadLimit * pixelsOfLimit));
            svg.AppendLine(
                $"<rect x=\"{Left}.5\" y=\"{y}.5\" width=\"{length}\" height=\"{BarHeight - 2}\" fill=\"{(cell.IsRight ? color : "#fff")}\" stroke=\"{color}\"/>" +
                $"<text x=\"{Left + length + 5}\" y=\"{y + 9}\" font-size=\"10\">{cell.OfReadLimit.ToString("0.00", CultureInfo.InvariantCulture)}</text>");
        }
    }
}
