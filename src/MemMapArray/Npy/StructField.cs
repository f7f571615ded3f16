using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using MemMap.ByteOrders;

namespace MemMap.Npy;

/// <summary>A number in a struct, or in a struct inside it.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="Type">Its type; of an enum the integer.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Offset">Where the runtime put it, in bytes from the start of the outermost struct; below 0 for a pointer, which is nothing
/// that a file holds.</param>
internal readonly record struct StructField(string Name, Type Type, int Size, int Offset)
{
    private const string Justification = "What is trimmed away is not compared; the size of the struct always is.";

    /// <summary>The numbers of a struct in the order of their bytes, as far as reflection can see them: a trimmed application may have lost
    /// some.</summary>
    public static unsafe StructField[] Of<T>()
        where T : unmanaged
    {
        List<StructField> fields = [];
        foreach (FieldInfo[] path in Paths(typeof(T)))
        {
            FieldInfo last = path[path.Length - 1];
            if (last.FieldType.IsPointer)
            {
                fields.Add(new(NameOf(last), last.FieldType, sizeof(void*), -1));
                continue;
            }

            // Only this number has bits in a struct that is otherwise empty: where they begin and how many there are.
            T marked = (T)Marked(typeof(T), path, 0);
            Span<byte> bytes = new(&marked, sizeof(T));
            int start = 0, end = sizeof(T);
            while (bytes[start] == 0)
            {
                start++;
            }

            while (bytes[end - 1] == 0)
            {
                end--;
            }

            fields.Add(new(NameOf(last), NpyTypes.Underlying(last.FieldType), end - start, start));
        }

        fields.Sort((left, right) => left.Offset.CompareTo(right.Offset));
        return [.. fields];
    }

    // As it is written: the compiler calls the field of a property Y <Y>k__BackingField.
    private static string NameOf(FieldInfo field) =>
        field.Name[0] == '<' ? field.Name.Substring(1, field.Name.IndexOf('>') - 1) : field.Name;

    // The ways through structs in structs to the numbers in them.
    private static IEnumerable<FieldInfo[]> Paths(Type type)
    {
        foreach (FieldInfo field in FieldsOf(type))
        {
            if (field.FieldType.IsPointer || NpyTypes.IsNumber(field.FieldType))
            {
                yield return [field];
                continue;
            }

            foreach (FieldInfo[] inner in Paths(field.FieldType))
            {
                yield return [field, .. inner];
            }
        }
    }

    private static object Marked(Type type, FieldInfo[] path, int depth)
    {
        object empty = Empty(type);
        FieldInfo field = path[depth];
        field.SetValue(empty, depth == path.Length - 1 ? Ones(field.FieldType) : Marked(field.FieldType, path, depth + 1));
        return empty;
    }

    // A number whose first and last byte are not zero.
    private static object Ones(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.ToObject(type, Ones(Enum.GetUnderlyingType(type)));
        }

        switch (Type.GetTypeCode(type))
        {
            case TypeCode.Boolean: return true;
            case TypeCode.Char: return char.MaxValue;
            case TypeCode.SByte: return (sbyte)-1;
            case TypeCode.Byte: return byte.MaxValue;
            case TypeCode.Int16: return (short)-1;
            case TypeCode.UInt16: return ushort.MaxValue;
            case TypeCode.Int32: return -1;
            case TypeCode.UInt32: return uint.MaxValue;
            case TypeCode.Int64: return -1L;
            case TypeCode.UInt64: return ulong.MaxValue;
            case TypeCode.Double: return BitConverter.Int64BitsToDouble(-1);
            case TypeCode.Single: return BitConverter.ToSingle([0xFF, 0xFF, 0xFF, 0xFF], 0);
            default:
                break;
        }

        if (type == typeof(IntPtr))
        {
            return new IntPtr(-1);
        }

        if (type == typeof(UIntPtr))
        {
            return UIntPtr.Size == 8 ? new UIntPtr(ulong.MaxValue) : new UIntPtr(uint.MaxValue);
        }

        object ones = Empty(type);
        if (ones is IByteOrdered ordered)
        {
            return ordered.AllBits;
        }

        foreach (FieldInfo field in FieldsOf(type))
        {
            field.SetValue(ones, Ones(field.FieldType));
        }

        return ones;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = Justification)]
    private static object Empty(Type type) => Activator.CreateInstance(type)!;

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Justification)]
    private static FieldInfo[] FieldsOf(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
}
