using System;
using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <summary>Regions over arrays. Some runtimes, .NET Framework among them, pin no array of structs whose fields marshalling would lay out or
/// convert, such as tuples, dates and structs with a bool: there the bytes of such elements lie in an array of numbers.</summary>
internal static class MemoryRegion
{
    /// <summary>A region over the caller's array.</summary>
    /// <exception cref="NotSupportedException">The runtime does not pin arrays of this type.</exception>
    public static Region Over<T>(T[] array)
        where T : unmanaged => Pinnable<T>.Is ? new MemoryRegion<T>(array) : throw new NotSupportedException(
            $"This runtime does not pin arrays of {typeof(T).Name}, so none can be used in place. NDArray.From of a span copies the elements.");

    /// <summary>A region that has the elements of an array which nobody else has.</summary>
    public static unsafe Region Of<T>(T[] array)
        where T : unmanaged
    {
        if (Pinnable<T>.Is)
        {
            return new MemoryRegion<T>(array);
        }

        long bytes = (long)array.Length * sizeof(T);
        long[] copy = new long[(bytes + sizeof(long) - 1) / sizeof(long)];
        fixed (T* from = array)
        fixed (long* to = copy)
        {
            Buffer.MemoryCopy(from, to, bytes, bytes);
        }

        return new MemoryRegion<long>(copy);
    }

    private static class Pinnable<T>
        where T : unmanaged
    {
        public static readonly bool Is = Find();

        private static bool Find()
        {
            try
            {
                GCHandle.Alloc(new T[1], GCHandleType.Pinned).Free();
                return true;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
    }
}
