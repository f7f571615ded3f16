using System.Linq;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Engine;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <summary>One thread's part of a pass that counts elements by intervals, and keeps what is inside.</summary>
/// <param name="pass">The pass.</param>
/// <param name="places">Which column of the pass a column of the group is, -1 for none; <see langword="null"/> where they are the same.</param>
internal sealed unsafe partial class IntervalVisitor<T>(IntervalPass<T> pass, int[]? places = null) : ElementVisitor<T>
    where T : unmanaged
{
    // So many intervals are looked for one by one, by vectors; of more, each element's is searched.
    private const int Few = 32;

    private readonly long[] _counts = new long[pass.Counts.Length];
    private readonly long[] _numbers = new long[pass.Counts.Length];
    private readonly long[] _lower = new long[pass.Counts.Length];
    private readonly long[] _below = new long[pass.All.Length];
    private readonly long[] _inside = new long[pass.All.Length];
    private readonly long[]?[] _parts = [.. pass.All.Select(interval => interval.Counts is null ? null : new long[interval.Counts.Length])];
    private readonly Keeper[] _keepers = new Keeper[pass.All.Length];

    // Elements of 8 and 16 bits are counted each by itself, of one column.
    private readonly KeyCounts<T>? _small = sizeof(T) <= sizeof(short) && pass.Counts.Length == 1 ? new() : null;
    private readonly ulong[] _found = new ulong[Truths.Words(Rules.BlockElements)];

    [MethodImpl(HotPath.Optimized)]
    public override void Visit(int column, T* elements, int count, long position, ulong* truths)
    {
        column = places is null ? column : places[column];
        if (column < 0)
        {
            return;
        }

        if (_small is not null)
        {
            _small.Add(elements, count);
            return;
        }

        _counts[column] += count;
        fixed (ulong* found = _found)
        {
            if (pass.CountsNumbers)
            {
                _numbers[column] += KeyMasks.Find(
                    elements, count, OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>(), found, ref _lower[column]);
            }

            if (pass.Intervals[column].Length > Few)
            {
                Search(column, elements, count, found);
                return;
            }

            for (int i = pass.First[column]; i < pass.First[column + 1]; i++)
            {
                KeyInterval interval = pass.All[i];
                long inside = KeyMasks.Find(elements, count, interval.Low, interval.High, found, ref _below[i]);
                if (inside == 0)
                {
                    continue;
                }

                _inside[i] += inside;
                if (_parts[i] is { } parts)
                {
                    CountParts(elements, count, found, interval, parts);
                }
                else if (interval.IsCollected && !_keepers[i].IsFull)
                {
                    Keep(elements, count, found, i);
                }
            }
        }
    }

    public override void Merge()
    {
        _small?.ForEach(Distribute);
        for (int column = 0; column < _counts.Length; column++)
        {
            if (_small is null && pass.Intervals[column].Length > Few)
            {
                AddUp(column);
            }

            pass.Counts[column] += _counts[column];
            pass.Numbers[column] += pass.CountsNumbers ? _numbers[column] : _counts[column];
            pass.Lower[column] += _lower[column];
        }

        for (int i = 0; i < pass.All.Length; i++)
        {
            KeyInterval interval = pass.All[i];
            interval.Below += _below[i];
            interval.Inside += _inside[i];
            interval.IsCollected &= !_keepers[i].IsFull;
            if (_keepers[i].Start != null)
            {
                pass.Arena!.Close(_keepers[i].Chunk, (int)(_keepers[i].Next - _keepers[i].Start));
            }

            for (int part = 0; _parts[i] is { } parts && part < parts.Length; part++)
            {
                interval.Counts![part] += parts[part];
            }
        }
    }

    private void Distribute(long key, long count)
    {
        _counts[0] += count;
        _numbers[0] += key >= OrderKey.LeastNumber<T>() && key <= OrderKey.LargestNumber<T>() ? count : 0;
        _lower[0] += key < OrderKey.LeastNumber<T>() ? count : 0;
        for (int i = 0; i < pass.All.Length; i++)
        {
            KeyInterval interval = pass.All[i];
            _below[i] += key < interval.Low ? count : 0;
            if (key >= interval.Low && key <= interval.High)
            {
                _inside[i] += count;
                if (_parts[i] is { } parts)
                {
                    parts[(int)((key - interval.Low) >> interval.Shift)] += count;
                }
            }
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private static void CountParts(T* elements, int count, ulong* found, KeyInterval interval, long[] parts)
    {
        (ulong low, int shift) = ((ulong)interval.Low, interval.Shift);
        for (int word = 0; word < Truths.Words(count); word++, elements += Truths.PerWord)
        {
            ulong left = found[word];
            if (left == ulong.MaxValue)
            {
                for (int i = 0; i < Truths.PerWord; i++)
                {
                    PartOf(elements + i, low, shift, parts)++;
                }

                continue;
            }

            for (; left != 0; left &= left - 1)
            {
                PartOf(elements + Truths.First(left), low, shift, parts)++;
            }
        }
    }

    // An element that was inside may be another by now: of a file that somebody writes to.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref long PartOf(T* element, ulong low, int shift, long[] parts)
    {
        ulong part = unchecked((ulong)OrderKey.Of(Unsafe.ReadUnaligned<T>(element)) - low) >> shift;
        if (part >= (ulong)parts.Length)
        {
            ThrowChanged();
        }

        return ref parts[(int)part];
    }

    private static void ThrowChanged() => throw RankSelect<T>.Changed();
}
