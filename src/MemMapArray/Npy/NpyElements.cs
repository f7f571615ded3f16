using System;

namespace MemMap.Npy;

/// <summary>Whether the elements of a file can be seen as elements of a type.</summary>
internal static unsafe class NpyElements
{
    /// <exception cref="NotSupportedException">The file's type has none in .NET.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is another type than the file holds.</exception>
    public static void Require<T>(NpyHeader header, string path)
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
                throw new ArgumentException($"The file '{path}' holds '{header.Descr}', not {NpyTypes.NameOf(typeof(T))}: open it with OpenNpy<{NpyTypes.NameOf(element)}>.", nameof(T));
            }
        }
        else if (!type.IsComplex || type.Part.ElementType is not { } part)
        {
            throw new NotSupportedException($"The file '{path}' holds '{header.Descr}', elements of {header.ItemSize} bytes, for which there is no type here.");
        }
        else if (!IsPair<T>(type))
        {
            string parts = NpyTypes.NameOf(part) + "s";
            throw new ArgumentException(
                $"The file '{path}' holds '{header.Descr}', complex numbers of two {parts}, not {NpyTypes.NameOf(typeof(T))}: open it with a struct of two {parts}{(part == typeof(float) ? ", such as System.Numerics.Vector2" : string.Empty)}.", nameof(T));
        }
    }

    private static void RequireRecord<T>(NpyHeader header, string path)
        where T : unmanaged
    {
        if (IsOneValue<T>())
        {
            throw new ArgumentException($"The file '{path}' holds records {header.Descr}, not {NpyTypes.NameOf(typeof(T))}: open it with a struct of {header.ItemSize} bytes that has these fields.", nameof(T));
        }

        if (sizeof(T) != header.ItemSize)
        {
            throw new ArgumentException(
                $"The file '{path}' holds records {header.Descr} of {header.ItemSize} bytes; {typeof(T).Name} has {sizeof(T)}. NumPy leaves no gaps between fields unless it is told to (StructLayout with Pack = 1).", nameof(T));
        }

        foreach (StructField field in StructField.Of<T>())
        {
            if (!Fits(field, NpyField.At(header.Fields, field.Offset)))
            {
                throw new ArgumentException(
                    $"The file '{path}' holds records {header.Descr}; {typeof(T).Name} has at byte {field.Offset} the field '{field.Name}' of type {NpyTypes.NameOf(field.Type)}, which is not what is there.", nameof(T));
            }
        }
    }

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
        return fields.Length == 0 || (fields.Length == 2 && NpyTypes.IsSame(fields[0].Type, complex.Part) && NpyTypes.IsSame(fields[1].Type, complex.Part));
    }
}
