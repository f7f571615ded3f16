using System.Linq;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <content>Many intervals of a column: vectors find the elements from the first to the last of them, and each of those is searched
/// for.</content>
internal sealed unsafe partial class IntervalVisitor<T>
{
    private readonly long[] _lows = [.. pass.All.Select(interval => interval.Low)];
    private readonly long[] _highs = [.. pass.All.Select(interval => interval.High)];

    // What is below an interval is counted between it and the one before.
    [MethodImpl(HotPath.Optimized)]
    private void Search(int column, T* elements, int count, ulong* found)
    {
        (int first, int end) = (pass.First[column], pass.First[column + 1]);
        (long low, long high) = (_lows[first], _highs[end - 1]);
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
                    at = _lows[at + half] <= key ? at + half : at;
                    rest -= half;
                }

                if (key <= _highs[at] && key >= low)
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
        if (_parts[at] is { } parts)
        {
            parts[(int)(unchecked((ulong)key - (ulong)_lows[at]) >> pass.All[at].Shift)]++;
        }
        else if (pass.All[at].IsCollected && !_keepers[at].IsFull)
        {
            ref Keeper keeper = ref _keepers[at];
            if (keeper.Next != keeper.End || Open(ref keeper, at))
            {
                *keeper.Next++ = element;
            }
        }
    }

    private void AddUp(int column)
    {
        for (int i = pass.First[column] + 1; i < pass.First[column + 1]; i++)
        {
            _below[i] += _below[i - 1] + _inside[i - 1];
        }
    }
}
