using System;
using System.IO;
using System.Linq;

namespace MemMap.Fuzz;

/// <summary>What every call that meets a file of unknown bytes promises: the documented exceptions only, little memory, and not a byte of the file changed.</summary>
internal static class Promises
{
    /// <summary>More than any header needs, and less than what a number in a file could make a reader allocate.</summary>
    public const long MaxAllocation = 1 << 20;

    /// <summary>Makes a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="documented">The exceptions it may end in. One derived from them is another one.</param>
    /// <returns>The exception, if there was one.</returns>
    /// <exception cref="InvalidOperationException">The call took too much memory.</exception>
    public static Exception? Keep(Action call, params Type[] documented)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? thrown = null;
        try
        {
            call();
        }
        catch (Exception exception) when (documented.Contains(exception.GetType()))
        {
            thrown = exception;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated < MaxAllocation ? thrown : throw new InvalidOperationException($"A call took {allocated} bytes of memory. {thrown}");
    }

    /// <summary>Looks whether a file still has its bytes, and whether it is alone in its folder.</summary>
    /// <exception cref="InvalidOperationException">It has others, or something was left behind.</exception>
    public static void RequireUnchanged(string path, byte[] bytes)
    {
        Require(File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes), "A byte of the file has changed.");
        Require(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(path)!).Count() == 1, "A file was left behind.");
    }

    /// <exception cref="InvalidOperationException">The condition does not hold.</exception>
    public static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
