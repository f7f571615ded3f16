using System;
using System.Globalization;
using MemMap.Tests;

namespace MemMap.Faults.Tests.Support;

/// <summary>How many writers of a kind are killed: MEMMAPARRAY_KILLS, or what a run of this kind has time for. 200 of each take ten minutes.</summary>
internal static class Kills
{
    public static int Of(int usual, int thorough) =>
        int.TryParse(Environment.GetEnvironmentVariable("MEMMAPARRAY_KILLS"), CultureInfo.InvariantCulture, out int asked) ? asked : Thorough.IsOn ? thorough : usual;
}
