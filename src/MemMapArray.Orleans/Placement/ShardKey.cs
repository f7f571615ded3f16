using System;
using System.Globalization;

namespace MemMap.Cluster;

/// <summary>The key of the grain of a copy of a shard: everything that decides where it is.</summary>
/// <param name="Array">The array, by the hash of its manifest.</param>
/// <param name="Shard">The index of the shard.</param>
/// <param name="Attempt">How often the copies with this label were tried: where several silos have the label, the next attempt is another
/// one's.</param>
/// <param name="Route">Decides nothing but the way: which gateway a client takes follows from the whole key.</param>
/// <param name="Label">What the silo must be labelled; empty for any silo.</param>
internal readonly record struct ShardKey(string Array, int Shard, int Attempt, int Route, string Label)
{
    private const int Parts = 5;

    /// <exception cref="FormatException">It is no key.</exception>
    public static ShardKey Parse(string text)
    {
        string[] parts = text.Split('/', Parts);
        return parts.Length == Parts && Number(parts[1]) is { } shard && Number(parts[2]) is { } attempt && Number(parts[3]) is { } route
            ? new(parts[0], shard, attempt, route, parts[4])
            : throw new FormatException($"'{text}' is not the key of a shard.");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Array}/{Shard}/{Attempt}/{Route}/{Label}");

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
