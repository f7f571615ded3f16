using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Engine;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <summary>One thread's part of a pass that counts elements by intervals, and keeps what is inside.</summary>
internal sealed unsafe partial class IntervalVisitor<T> : ElementVisitor<T>
    where T : unmanaged
{
    // So many intervals are looked for one by one, by vectors; of more, each element's is searched.
    private const int Few = 32;

    // A counter of a part holds no more.
    private const long MostUntilAdded = uint.MaxValue;

    private readonly IntervalPass<T> _pass;
    private readonly int[]? _places;
    private readonly long[] _counts;
    private readonly long[] _numbers;
    private readonly long[] _lower;
    private readonly KeyCounts<T>? _small;
    private readonly ulong[] _found = new ulong[Truths.Words(Rules.BlockElements)];
    private readonly long* _below;
    private readonly long* _inside;
    private readonly Keeper* _keepers;
    private readonly uint* _parts;
    private long _counted;

    /// <param name="pass">The pass.</param>
    /// <param name="places">Which column of the pass a column of the group is, -1 for none; <see langword="null"/> where they are the
    /// same.</param>
    public IntervalVisitor(IntervalPass<T> pass, int[]? places = null)
    {
        (_pass, _places) = (pass, places);
        _counts = new long[pass.Counts.Length];
        _numbers = new long[pass.Counts.Length];
        _lower = new long[pass.Counts.Length];
        _small = pass.CountsEach ? new() : null;
        if (_small is not null)
        {
            return;
        }

        _below = (long*)pass.Rent();
        _inside = _below + pass.Length;
        _keepers = (Keeper*)(_inside + pass.Length);
        _parts = (uint*)(_keepers + pass.Length);
    }

    [MethodImpl(HotPath.Optimized)]
    public override void Visit(int column, T* elements, int count, long position, ulong* truths)
    {
        column = _places is null ? column : _places[column];
        if (column < 0)
        {
            return;
        }

        if (_small is not null)
        {
            _small.Add(elements, count);
            return;
        }

        if ((_counted += count) > MostUntilAdded)
        {
            AddParts();
            _counted = count;
        }

        _counts[column] += count;
        fixed (ulong* found = _found)
        {
            if (_pass.CountsNumbers)
            {
                _numbers[column] += KeyMasks.Find(
                    elements, count, OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>(), found, ref _lower[column]);
            }

            (int first, int end) = (_pass.First[column], _pass.First[column + 1]);
            if (end - first > Few)
            {
                Search(first, end, elements, count, found);
                return;
            }

            for (int i = first; i < end; i++)
            {
                long inside = KeyMasks.Find(elements, count, _pass.Lows[i], _pass.Highs[i], found, ref _below[i]);
                if (inside == 0)
                {
                    continue;
                }

                _inside[i] += inside;
                if (_pass.Shifts[i] < AskedInterval.Whole)
                {
                    CountParts(elements, count, found, i);
                }
                else if (_pass.Shifts[i] == AskedInterval.Kept && !_keepers[i].IsFull)
                {
                    Keep(elements, count, found, i);
                }
            }
        }
    }

    public override void Merge()
    {
        for (int column = 0; column < _counts.Length; column++)
        {
            if (_small is null && _pass.First[column + 1] - _pass.First[column] > Few)
            {
                AddUp(column);
            }

            _pass.Counts[column] += _counts[column];
            _pass.Numbers[column] += _pass.CountsNumbers ? _numbers[column] : _counts[column];
            _pass.Lower[column] += _lower[column];
        }

        if (_small is not null)
        {
            _small.ForEach(Distribute);
            _small.Dispose();
            return;
        }

        for (int i = 0; i < _pass.Length; i++)
        {
            _pass.Below[i] += _below[i];
            _pass.Inside[i] += _inside[i];
            Close(i);
        }

        AddParts();
        _pass.Return((byte*)_below);
    }

    private void AddParts()
    {
        lock (_pass)
        {
            for (int part = 0; part < _pass.Counters; part++)
            {
                _pass.Parts[part] += _parts[part];
            }
        }

        new Span<uint>(_parts, _pass.Counters).Clear();
    }

    // Of the only column.
    private void Distribute(long key, long count)
    {
        bool isNumber = key >= OrderKey.LeastNumber<T>() && key <= OrderKey.LargestNumber<T>();
        _pass.Counts[0] += count;
        _pass.Numbers[0] += isNumber || !_pass.CountsNumbers ? count : 0;
        _pass.Lower[0] += key < OrderKey.LeastNumber<T>() ? count : 0;
        for (int i = 0; i < _pass.Length; i++)
        {
            _pass.Below[i] += key < _pass.Lows[i] ? count : 0;
            if (key >= _pass.Lows[i] && key <= _pass.Highs[i])
            {
                _pass.Inside[i] += count;
                if (_pass.Shifts[i] < AskedInterval.Whole)
                {
                    _pass.PartsOf(i)[(int)((key - _pass.Lows[i]) >> _pass.Shifts[i])] += count;
                }
            }
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private void CountParts(T* elements, int count, ulong* found, int i)
    {
        (ulong low, int shift) = ((ulong)_pass.Lows[i], _pass.Shifts[i]);
        uint* parts = _parts + _pass.FirstPart[i];
        ulong length = (ulong)(_pass.FirstPart[i + 1] - _pass.FirstPart[i]);
        for (int word = 0; word < Truths.Words(count); word++, elements += Truths.PerWord)
        {
            ulong left = found[word];
            if (left == ulong.MaxValue)
            {
                for (int j = 0; j < Truths.PerWord; j++)
                {
                    parts[PartOf(elements + j, low, shift, length)]++;
                }

                continue;
            }

            for (; left != 0; left &= left - 1)
            {
                parts[PartOf(elements + Truths.First(left), low, shift, length)]++;
            }
        }
    }

    // An element that was inside may be another by now: of a file that somebody writes to.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong PartOf(T* element, ulong low, int shift, ulong length)
    {
        ulong part = unchecked((ulong)OrderKey.Of(Unsafe.ReadUnaligned<T>(element)) - low) >> shift;
        if (part >= length)
        {
            ThrowChanged();
        }

        return part;
    }

    private static void ThrowChanged() => throw RankSelect<T>.Changed();
}
