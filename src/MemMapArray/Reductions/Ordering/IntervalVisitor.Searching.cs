using System.Runtime.CompilerServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <content>Many intervals of a column: vectors find the elements from the first to the last of them, and each of those is searched
/// for.</content>
internal sealed unsafe partial class IntervalVisitor<T>
{
    // What is below an interval is counted between it and the one before.
    [MethodImpl(HotPath.Optimized)]
    private void Search(int first, int end, T* elements, int count, ulong* found)
    {
        long* lows = _pass.Lows, highs = _pass.Highs;
        (long low, long high) = (lows[first], highs[end - 1]);
        if (KeyMasks.Find(elements, count, low, high, found, ref _below[first]) == 0)
        {
            return;
        }

        for (int word = 0; word < Truths.Words(count); word++)
        {
            for (ulong left = found[word]; left != 0; left &= left - 1)
            {
                T element = Unsafe.ReadUnaligned<T>(elements + (word * Truths.PerWord) + Truths.First(left));
                long key = OrderKey.Of(element);
                int at = first;
                for (int rest = end - first; rest > 1;)
                {
                    int half = rest >> 1;
                    at = lows[at + half] <= key ? at + half : at;
                    rest -= half;
                }

                if (key <= highs[at] && key >= low)
                {
                    Take(at, key, element);
                }
                else if (key >= low && key <= high)
                {
                    _below[at + 1]++;
                }
                else
                {
                    ThrowChanged();
                }
            }
        }
    }

    private void Take(int at, long key, T element)
    {
        _inside[at]++;
        byte shift = _pass.Shifts[at];
        if (shift < AskedInterval.Whole)
        {
            _parts[_pass.FirstPart[at] + (int)(unchecked((ulong)key - (ulong)_pass.Lows[at]) >> shift)]++;
        }
        else if (shift == AskedInterval.Kept && (_keepers[at].Left > 0 || (_keepers[at].Left == 0 && Open(at))))
        {
            _keepers[at].Left--;
            *_keepers[at].Next++ = element;
        }
    }

    private void AddUp(int column)
    {
        for (int i = _pass.First[column] + 1; i < _pass.First[column + 1]; i++)
        {
            _below[i] += _below[i - 1] + _inside[i - 1];
        }
    }
}
