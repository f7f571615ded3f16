using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MemMap.Live;

/// <summary>An array that both sides write: its name, NumPy's name of its type, its shape and order. Element i is made of <see cref="Number"/>.</summary>
internal sealed record LiveCase(string Name, string Code, Shape Shape, MemMapOrder Order)
{
    public static int Number(int index) => index * 37 % 101;

    /// <summary>What NumPy's side lists.</summary>
    public static List<LiveCase> Read(string folder) =>
    [
        .. File.ReadLines(Path.Combine(folder, "cases.txt")).Select(line => line.Split(';')).Select(parts => new LiveCase(
            parts[0],
            parts[1],
            parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(length => long.Parse(length, CultureInfo.InvariantCulture)).ToArray(),
            parts[3] == "F" ? MemMapOrder.F : MemMapOrder.C)),
    ];
}
