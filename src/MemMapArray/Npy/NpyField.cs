using System;
using System.Collections.Generic;

namespace MemMap.Npy;

/// <summary>A field of a record: one value or several, of a type or of records again.</summary>
/// <param name="Name">The name; empty where the bytes are padding.</param>
/// <param name="Title">A second name that few fields have.</param>
/// <param name="Lengths">The shape of several values; empty of one.</param>
/// <param name="Offset">Where the field begins in its record, in bytes.</param>
/// <param name="Count">How many values it has.</param>
/// <param name="Type">The type of each; <see langword="null"/> where they are records.</param>
/// <param name="Fields">The fields of each, where they are records.</param>
/// <param name="Size">The bytes of each.</param>
internal sealed record NpyField(
    string Name, string? Title, long[] Lengths, int Offset, long Count, NpyType? Type, IReadOnlyList<NpyField> Fields, int Size)
{
    /// <summary>The value at a byte of a record, and where that value begins; <see langword="null"/> behind the last.</summary>
    public static (NpyType Type, int Offset)? At(IReadOnlyList<NpyField> fields, int position)
    {
        foreach (NpyField field in fields)
        {
            // At most the size of a record, which a struct has.
            int inside = position - field.Offset;
            if (inside >= 0 && inside < field.Count * field.Size)
            {
                int start = position - (inside % field.Size);
                if (field.Type is { } type)
                {
                    return (type, start);
                }

                (NpyType Type, int Offset)? inner = At(field.Fields, position - start);
                return inner is { } found ? (found.Type, found.Offset + start) : null;
            }
        }

        return null;
    }

    /// <summary>Whether any value has a type like that.</summary>
    public static bool Exists(IReadOnlyList<NpyField> fields, Predicate<NpyType> condition)
    {
        foreach (NpyField field in fields)
        {
            if (field.Type is { } type ? condition(type) : Exists(field.Fields, condition))
            {
                return true;
            }
        }

        return false;
    }
}
