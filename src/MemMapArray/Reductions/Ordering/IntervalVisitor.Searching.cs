using System.Runtime.CompilerServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <content>Many intervals of a column: vectors find the elements from the first to the last of them, and each of those is searched
/// for.</content>
internal sealed unsafe partial class IntervalVisitor<T>
{
    [MethodImpl(HotPath.Optimized)]
    private void Search(int first, int end, T* elements, int count, ulong* found)
    {
        long* lows = _pass.Lows, highs = _pass.Highs;
        KeyCells? cells = _pass.Cells;
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
                if (key < low || key > high)
                {
                    ThrowChanged();
                }

                // Mostly it is the interval that the table says, or the next.
                (int at, int rest) = (first, end - first);
                if (cells is not null)
                {
                    at = cells.Near(key);
                    at -= key < lows[at] ? 1 : 0;
                    at += at + 1 < end && lows[at + 1] <= key ? 1 : 0;
                    rest = at + 1 < end && lows[at + 1] <= key ? end - at : 1;
                }

                while (rest > 1)
                {
                    int half = rest >> 1;
                    at = lows[at + half] <= key ? at + half : at;
                    rest -= half;
                }

                if (key <= highs[at])
                {
                    _inside[at]++;
                    Take(at, element);
                }
                else
                {
                    _below[at + 1]++;
                }
            }
        }
    }
}
