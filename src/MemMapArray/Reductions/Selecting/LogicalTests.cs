using System;

namespace MemMap.Reductions.Selecting;

/// <summary>What passes one test, and then the other.</summary>
internal sealed unsafe class AndTest<T>(ElementTest<T> first, ElementTest<T> second) : ElementTest<T>
    where T : unmanaged
{
    public override void Narrow(T* elements, int count, ulong* truths)
    {
        first.Narrow(elements, count, truths);
        second.Narrow(elements, count, truths);
    }
}

/// <summary>What fails a test.</summary>
internal sealed unsafe class NotTest<T>(ElementTest<T> test) : ElementTest<T>
    where T : unmanaged
{
    public override void Narrow(T* elements, int count, ulong* truths)
    {
        int words = Truths.Words(count);
        ulong* passed = stackalloc ulong[words];
        new ReadOnlySpan<ulong>(truths, words).CopyTo(new Span<ulong>(passed, words));
        test.Narrow(elements, count, passed);
        for (int word = 0; word < words; word++)
        {
            truths[word] &= ~passed[word];
        }
    }
}
