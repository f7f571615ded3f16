using System;
using MemMap.ByteOrders;

namespace MemMap.Npy;

/// <summary>Whether the elements of a file can be seen as elements of a type.</summary>
internal static unsafe class NpyElements
{
    /// <param name="header">What the file says, or will say.</param>
    /// <param name="path">The file; <see langword="null"/> when it is one that is to be written.</param>
    /// <exception cref="NotSupportedException">.NET has no such type.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is another type than the file holds.</exception>
    public static void Require<T>(NpyHeader header, string? path)
        where T : unmanaged
    {
        if (header.Type is null)
        {
            RequireRecord<T>(header, path);
            return;
        }

        NpyType type = header.Type.Value;
        if (type.ElementType is { } element)
        {
            if (!NpyTypes.IsSame(NpyTypes.Underlying(typeof(T)), type))
            {
                string right = NpyTypes.NameOf(element);
                string how = path is null ? $"use {right}" : $"open it with OpenNpy<{right}>";
                throw new ArgumentException(
                    $"{Holds(path)} '{header.Descr}', not {NpyTypes.NameOf(typeof(T))}: {how}.", Parameter(path));
            }
        }
        else if (type.IsOpaque)
        {
            if (sizeof(T) != type.Size || NpyTypes.IsNumber(typeof(T)))
            {
                throw new NotSupportedException(
                    $"{Holds(path)} '{header.Descr}', elements of {header.ItemSize} bytes, for which there is no type here: {Use(path)} " +
                    $"a struct of {header.ItemSize} bytes.");
            }
        }
        else if (!type.IsComplex || type.Part.ElementType is not { } part)
        {
            throw new NotSupportedException(
                $"{Holds(path)} '{header.Descr}', elements of {header.ItemSize} bytes, for which there is no type here.");
        }
        else if (!IsPair<T>(type))
        {
            string parts = NpyTypes.NameOf(part) + "s";
            throw new ArgumentException(
                $"{Holds(path)} '{header.Descr}', complex numbers of two {parts}, not {NpyTypes.NameOf(typeof(T))}: {Use(path)} a " +
                $"struct of two {parts}{(part == typeof(float) ? ", such as System.Numerics.Vector2" : string.Empty)}.", Parameter(path));
        }
    }

    private static void RequireRecord<T>(NpyHeader header, string? path)
        where T : unmanaged
    {
        if (IsOneValue<T>())
        {
            throw new ArgumentException(
                $"{Holds(path)} records {header.Descr}, not {NpyTypes.NameOf(typeof(T))}: {Use(path)} a struct of {header.ItemSize} " +
                "bytes that has these fields.",
                Parameter(path));
        }

        if (sizeof(T) != header.ItemSize)
        {
            throw new ArgumentException(
                $"{Holds(path)} records {header.Descr} of {header.ItemSize} bytes; {typeof(T).Name} has {sizeof(T)}. NumPy leaves no " +
                "gaps between fields unless it is told to (StructLayout with Pack = 1).", Parameter(path));
        }

        foreach (StructField field in StructField.Of<T>())
        {
            if (!Fits(field, NpyField.At(header.Fields, field.Offset)))
            {
                throw new ArgumentException(
                    $"{Holds(path)} records {header.Descr}; {typeof(T).Name} has at byte {field.Offset} the field '{field.Name}' of " +
                    $"type {NpyTypes.NameOf(field.Type)}, which is not what is there.", Parameter(path));
            }
        }
    }

    private static string Holds(string? path) => path is null ? "The descr says" : $"The file '{path}' holds";

    private static string Use(string? path) => path is null ? "use" : "open it with";

    private static string Parameter(string? path) => path is null ? "descr" : "T";

    // Text and raw bytes are whatever the struct says. A number is seen as itself, a complex one as itself or as its two parts.
    private static bool Fits(StructField field, (NpyType Type, int Offset)? value)
    {
        if (value is not { } found)
        {
            return false;
        }

        (NpyType type, int offset) = found;
        int size = field.Size;
        return (type.IsOpaque && field.Offset + size <= offset + type.Size)
            || (NpyTypes.IsSame(field.Type, type) && offset == field.Offset)
            || (type.IsComplex && NpyTypes.IsSame(field.Type, type.Part) && (field.Offset - offset) % size == 0);
    }

    private static bool IsOneValue<T>()
        where T : unmanaged => typeof(T).IsPrimitive || typeof(T).IsEnum || default(T) is IByteOrdered;

    // Vector2, or a struct of the user's.
    private static bool IsPair<T>(NpyType complex)
        where T : unmanaged
    {
        if (sizeof(T) != complex.Size || IsOneValue<T>())
        {
            return false;
        }

        // Without fields to look at, as in trimmed applications, the size has to do.
        StructField[] fields = StructField.Of<T>();
        return fields.Length == 0
            || (fields.Length == 2 && Array.TrueForAll(fields, field => NpyTypes.IsSame(field.Type, complex.Part)));
    }
}
