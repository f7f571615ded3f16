using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Tests.Reductions;

/// <summary>What tests that go through the catalog have in common.</summary>
internal static class CatalogReductions
{
    /// <summary>Every reduction that an element type has, those with a parameter with 1.</summary>
    public static IEnumerable<Reduction<T>> Of<T>()
        where T : unmanaged => Reduction.Names<T>().Select(name => Reduction.Parse<T>(TextOf(name, "1")));

    /// <summary>What <see cref="Reduction.Parse{T}"/> takes for a name: with its parameter where it has one.</summary>
    public static string TextOf(string name, string ddof) => name is "var" or "std" ? $"{name}(ddof={ddof})" : name;

    /// <summary>The type of a reduction's results.</summary>
    public static Type ResultOf<T>(Reduction<T> reduction)
        where T : unmanaged
    {
        Type type = reduction.GetType();
        while (type.GetGenericTypeDefinition() != typeof(Reduction<,>))
        {
            type = type.BaseType!;
        }

        return type.GetGenericArguments()[1];
    }
}
