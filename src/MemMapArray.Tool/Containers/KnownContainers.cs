using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Tool.Containers;

/// <summary>The formats that the tool knows. Another one is a class and a line here.</summary>
internal static class KnownContainers
{
    // What a file holds is asked in this order: raw files are what is left.
    private static readonly Container[] s_all =
    [
        new NpyContainer(),
        new NpzContainer(),
        new SafetensorsContainer(),
        new ShardsContainer(),
        new RawContainer(),
    ];

    /// <summary>The endings of names that a member may follow: <c>.npz</c>.</summary>
    public static IEnumerable<string> EndingsBeforeMembers => s_all.SelectMany(container => container.EndingsBeforeMembers);

    public static string Names => string.Join(", ", s_all.Select(container => container.Name));

    /// <summary>The arrays of a file: several of an archive without a member's name.</summary>
    public static IReadOnlyList<ArrayFile> FindAll(string text, RawLayout raw)
    {
        Location location = Location.Parse(text);
        Container container = Holding(location);
        return raw.IsGiven && container is not RawContainer
            ? throw new UsageException(
                $"'{text}' says itself what it holds ({container.Name}); --dtype, --shape, --offset and --order are for raw files. To " +
                "write another type or order: --to-dtype, --to-order.")
            : container.Find(location, raw);
    }

    /// <summary>Whether a file is none of the raw ones.</summary>
    public static bool SaysItself(string text) => Holding(Location.Parse(text)) is not RawContainer;

    /// <summary>The one array that is meant.</summary>
    /// <exception cref="UsageException">There are several.</exception>
    public static ArrayFile FindOne(string text, RawLayout raw)
    {
        IReadOnlyList<ArrayFile> found = FindAll(text, raw);
        if (found.Count == 1)
        {
            return found[0];
        }

        const int Shown = 10;
        string names = string.Join(", ", found.Take(Shown).Select(array => array.Name)) + (found.Count > Shown ? ", ..." : string.Empty);
        throw new UsageException(
            found.Count == 0 ? $"'{text}' has no arrays in it." : $"'{text}' has {found.Count} arrays; name one of them: {names}.");
    }

    /// <summary>The format of a new file: the one that is named, or that of its name.</summary>
    public static Container ForTarget(string target, string? format) => format is not null
        ? Array.Find(s_all, container => container.Name == format)
            ?? throw new UsageException($"There is no format '{format}': it is one of {Names}.")
        : Array.Find(s_all, container => container.IsNameOf(target)) ?? throw new UsageException(
            $"The name '{target}' does not say its format (.npy, .npz, .safetensors, a folder that ends in /, .bin or .raw): give --format, one of " +
            $"{Names}.");

    private static Container Holding(Location location) => s_all.First(container => container.Holds(location));
}
