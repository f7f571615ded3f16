using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <content>Few intervals of a column: vectors tell of each element which it is inside of, or between which.</content>
internal sealed unsafe partial class IntervalVisitor<T>
{
    // When a table is unsure of more than one element in so many, the next blocks are classified whole.
    private const int Many = 4, BlocksWhole = 15;

    [MethodImpl(HotPath.Optimized)]
    private void Classify(int first, int end, T* elements, int count, ulong* found)
    {
        int* counts = stackalloc int[KeyClasses.Most];
        fixed (byte* classes = _classes)
        {
            KeyClasses.Find(elements, count, _pass.Lows + first, _pass.Highs + first, end - first, classes);
            KeyClasses.Count(classes, count, end - first, counts);
            int wanted = 0;
            for (int i = first; i < end; i++, counts += 2)
            {
                _below[i] += counts[0];
                _inside[i] += counts[1];
                wanted += IsWanted(i) ? counts[1] : 0;
            }

            if (wanted > 0)
            {
                KeyClasses.Inside(classes, count, found);
                TakeInside(first, elements, count, classes, found);
            }
        }
    }

    // Most are between intervals, which a table tells; of one of 16 bits, comparing does. The others are classified together, a block at a
    // time; where these are many, the next blocks are classified whole.
    [MethodImpl(HotPath.Optimized)]
    private bool Sift(T* elements, int count, ulong* found)
    {
        if (_untilSifted > 0)
        {
            _untilSifted--;
            return false;
        }

        int left = _findsOne
            ? (int)KeyMasks.Find(elements, count, _pass.Lows[0], _pass.Highs[0], found, ref *_below)
            : _gaps is not null ? _gaps.Find(elements, count, _below, found)
            : FindCells(elements, count, found);
        if (left < 0)
        {
            return false;
        }

        _untilSifted = left > count / Many ? BlocksWhole : 0;
        if (left > 0)
        {
            fixed (T* unsure = _unsure)
            {
                _unsureCount += Compact.Elements(elements, count, found, unsure + _unsureCount);
                ClassifyUnsure(unsure, found, Rules.BlockElements);
            }
        }

        return true;
    }

    private void ClassifyUnsure(T* unsure, ulong* found, int least)
    {
        if (_unsureCount >= least)
        {
            int count = Math.Min(_unsureCount, Rules.BlockElements);
            if (_pass.Length <= KeyClasses.Intervals)
            {
                Classify(0, _pass.Length, unsure, count, found);
            }
            else
            {
                Search(0, _pass.Length, unsure, count, found);
            }

            _unsureCount -= count;
            new ReadOnlySpan<T>(unsure + count, _unsureCount).CopyTo(new Span<T>(unsure, _unsureCount));
        }
    }

    private static bool AreSame(T* elements, int count)
    {
        int bytes = (count - 1) * sizeof(T);
        return new ReadOnlySpan<byte>(elements, bytes).SequenceEqual(new ReadOnlySpan<byte>(elements + 1, bytes));
    }

    // Elements that are all equal are counted at once.
    [MethodImpl(HotPath.Optimized)]
    private void TakeSame(int first, int end, T element, int count)
    {
        long key = OrderKey.Of(element);
        int at = first;
        while (at < end && key > _pass.Highs[at])
        {
            at++;
        }

        if (at == end)
        {
            return;
        }

        if (key < _pass.Lows[at])
        {
            _below[at] += count;
            return;
        }

        _inside[at] += _pass.CountsCells ? 0 : count;
        if (_pass.Shifts[at] < AskedInterval.Whole)
        {
            ulong part = unchecked((ulong)key - (ulong)_pass.Lows[at]) >> _pass.Shifts[at];
            _parts[_pass.FirstPart[at] + (int)part] += (uint)count;
            return;
        }

        // Of a frequent key by itself nothing is wanted but the count.
        for (int i = 0; i < count && IsWanted(at); i++)
        {
            Take(at, element);
        }
    }

    // Of the only column.
    [MethodImpl(HotPath.Optimized)]
    private void CountKeys(T* elements, int count)
    {
        int* counts = stackalloc int[KeyClasses.Most];
        for (int i = 0, before = 0; i < _pass.Length; i++)
        {
            int keys = (int)(_pass.Highs[i] - _pass.Lows[i]) + 1, start = _pass.FirstPart[i], parts = _pass.FirstPart[i + 1] - start;
            int below = i > 0 && _pass.Lows[i] == _pass.Highs[i - 1] + 1 ? before : KeyClasses.CountBelow(elements, count, _pass.Lows[i]);
            KeyClasses.CountKeys(elements, count, _pass.Lows[i], keys, counts);
            _below[i] += below - before;
            before = below;
            for (int key = 0; key < keys; key++)
            {
                _inside[i] += counts[key];
                before += counts[key];
                if (key < parts)
                {
                    _parts[start + key] += (uint)counts[key];
                }
            }
        }
    }

    private bool IsWanted(int i) => _pass.Shifts[i] < AskedInterval.Whole || (_pass.Shifts[i] == AskedInterval.Kept && !_keepers[i].IsFull);

    [MethodImpl(HotPath.Optimized)]
    private void TakeInside(int first, T* elements, int count, byte* classes, ulong* found)
    {
        int places = 0;
        fixed (ushort* next = _insides)
        {
            // Most words have few, some none: to write four wherever there are fewer takes less time than a wrong guess of how many.
            for (int word = 0; word < Truths.Words(count); word++)
            {
                ulong left = found[word];
                ushort* to = next + places;
                int start = word * Truths.PerWord, some = Truths.PopCount(left);
                places += some;
                for (int i = 0; i < 4; i++, left &= left - 1)
                {
                    to[i] = (ushort)(start + Truths.First(left));
                }

                for (int i = 4; i < some; i++, left &= left - 1)
                {
                    to[i] = (ushort)(start + Truths.First(left));
                }
            }

            for (int i = 0; i < places; i++)
            {
                Take(first + (classes[next[i]] >> 1), Unsafe.ReadUnaligned<T>(elements + next[i]));
            }
        }
    }
}
