namespace MemMap.Mapping;

/// <summary>New arrays for results and copies: all of their elements are written before anybody reads one.</summary>
internal static unsafe partial class NewArray
{
    // So much as that the system's large pages, of 2 MiB on most, are a part of it. NumPy asks for them from 4 MiB on, too.
    private const long LargeBytes = 1 << 22;

    /// <summary>Makes an array, with whatever was in its memory.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="length">How many elements, no more than an array can have.</param>
    public static T[] Create<T>(long length)
        where T : unmanaged
    {
        T[] array = Allocate<T>(length);
        if (length * sizeof(T) >= LargeBytes)
        {
            fixed (T* first = array)
            {
                Libc.AdviseLargePages((byte*)first, length * sizeof(T));
            }
        }

        return array;
    }
}
