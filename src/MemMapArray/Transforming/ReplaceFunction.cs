using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using MemMap.Reductions.Selecting;

namespace MemMap.Transforming;

/// <summary>The first source, but where elements are selected: there it is the last source, or a value.</summary>
internal sealed unsafe class ReplaceFunction<T> : BlockFunction
    where T : unmanaged
{
    private const int ValueBytes = 64;

    // Threads count in lines of their own, mostly.
    private const int Counters = 64, CounterStep = CacheLine.Bytes / sizeof(long);

    private readonly SourceSelection<T> _selection;
    private readonly int _values;
    private readonly T _value;
    private readonly long[] _counts = new long[Counters * CounterStep];

    /// <param name="selection">Which elements are replaced.</param>
    /// <param name="values">The number of the source that they are replaced by.</param>
    public ReplaceFunction(SourceSelection<T> selection, int values) => (_selection, _values) = (selection, values);

    /// <param name="selection">Which elements are replaced.</param>
    /// <param name="value">What they are replaced by.</param>
    public ReplaceFunction(SourceSelection<T> selection, T value) => (_selection, _value) = (selection, value);

    public override bool MayKeep => true;

    /// <summary>How many elements have been replaced.</summary>
    public long Count => _counts.Sum();

    [SkipLocalsInit]
    public override int Apply(byte** sources, byte* target, int count)
    {
        ulong* truths = stackalloc ulong[Truths.Words(count)];
        int selected = _selection.Select(sources, count, truths);
        if (selected == 0)
        {
            return Unchanged;
        }

        Interlocked.Add(ref _counts[Environment.CurrentManagedThreadId % Counters * CounterStep], selected);

        if (_values != 0)
        {
            Blend.Blocks((T*)sources[0], (T*)sources[_values], step: 1, truths, count, (T*)target);
            return count;
        }

        // A vector of the value, which stands for a block of them.
        int some = ValueBytes / sizeof(T);
        T* value = stackalloc T[some == 0 ? 1 : some];
        value[0] = _value;
        for (int i = 1; i < some; i++)
        {
            value[i] = _value;
        }

        Blend.Blocks((T*)sources[0], value, step: 0, truths, count, (T*)target);
        return count;
    }
}
