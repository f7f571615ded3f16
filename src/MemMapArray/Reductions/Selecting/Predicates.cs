using System;
using MemMap.ByteOrders;

namespace MemMap.Reductions.Selecting;

/// <summary>What lies in an interval of the numbers that elements are.</summary>
/// <typeparam name="TStored">The element type.</typeparam>
/// <typeparam name="T">The same as kernels know it.</typeparam>
internal sealed unsafe class IntervalPredicate<TStored, T>(T low, T high) : IElementPredicate
    where TStored : unmanaged
    where T : unmanaged
{
    public ElementTest<TKernel> CreateTest<TKernel>()
        where TKernel : unmanaged
    {
        ElementTest<T> test = new IntervalTest<T>(low, high);
        return (ElementTest<TKernel>)(typeof(TKernel) == typeof(T) ? test : (object)new StoredTest<TStored, T>(test));
    }
}

/// <summary>What a function of the caller's says.</summary>
internal sealed class CallbackPredicate<TStored>(Func<TStored, bool> predicate) : IElementPredicate
    where TStored : unmanaged
{
    public ElementTest<T> CreateTest<T>()
        where T : unmanaged => new CallbackTest<TStored, T>(predicate);
}

/// <summary>What passes both.</summary>
internal sealed class AndPredicate(IElementPredicate first, IElementPredicate second) : IElementPredicate
{
    public ElementTest<T> CreateTest<T>()
        where T : unmanaged => new AndTest<T>(first.CreateTest<T>(), second.CreateTest<T>());
}

/// <summary>What fails.</summary>
internal sealed class NotPredicate(IElementPredicate predicate) : IElementPredicate
{
    public ElementTest<T> CreateTest<T>()
        where T : unmanaged => new NotTest<T>(predicate.CreateTest<T>());
}

/// <summary>A test of numbers for a kernel that knows elements as they are stored: your own reducer of
/// <see cref="BigEndian{T}"/>.</summary>
internal sealed unsafe class StoredTest<TStored, T>(ElementTest<T> test) : ElementTest<TStored>
    where TStored : unmanaged
    where T : unmanaged
{
    public override void Narrow(TStored* elements, int count, ulong* truths)
    {
        if (!ByteOrder.IsReversed<TStored>())
        {
            test.Narrow((T*)elements, count, truths);
            return;
        }

        T* numbers = stackalloc T[Truths.PerWord];
        for (int first = 0; first < count; first += Truths.PerWord)
        {
            int some = Math.Min(Truths.PerWord, count - first);
            ByteOrder.Reverse((byte*)(elements + first), (byte*)numbers, sizeof(T), some);
            test.Narrow(numbers, some, truths + (first / Truths.PerWord));
        }
    }
}
