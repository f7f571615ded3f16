using System;
using System.Globalization;

namespace MemMap.Cluster;

/// <summary>The key of the grain of a copy of a shard: everything that decides where it is.</summary>
/// <param name="Array">The array, by the hash of its manifest.</param>
/// <param name="Shard">The index of the shard.</param>
/// <param name="Attempt">How often the copies with this label were tried: where several silos have the label, the next attempt is another
/// one's.</param>
/// <param name="Label">What the silo must be labelled; empty for any silo.</param>
internal readonly record struct ShardKey(string Array, int Shard, int Attempt, string Label)
{
    private const int Parts = 4;

    public static ShardKey Parse(string text)
    {
        string[] parts = text.Split('/', Parts);
        return parts.Length == Parts
            ? new(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture), parts[3])
            : throw new FormatException($"'{text}' is not the key of a shard.");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Array}/{Shard}/{Attempt}/{Label}");
}
