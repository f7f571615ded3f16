using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Engine;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <summary>One thread's part of a pass that counts elements by intervals, and keeps what is inside.</summary>
internal sealed unsafe partial class IntervalVisitor<T> : ElementVisitor<T>
    where T : unmanaged
{
    // Where these differ, a block has no need to be looked at whole.
    private const int FirstFew = 32;

    // A counter of a part holds no more. Elements that a table is unsure of are counted a block or two later.
    private const long MostUntilAdded = uint.MaxValue - (2 * Rules.BlockElements);

    private readonly IntervalPass<T> _pass;
    private readonly int[]? _places;
    private readonly long[] _counts;
    private readonly long[] _numbers;
    private readonly long[] _lower;
    private readonly KeyCounts<T>? _small;
    private readonly GapTable<T>? _gaps;
    private readonly T[] _unsure;
    private readonly bool _findsOne;
    private readonly bool _sifts;
    private readonly ulong[] _found = new ulong[Truths.Words(Rules.BlockElements)];
    private readonly byte[] _classes = new byte[Rules.BlockElements];
    private readonly ushort[] _insides = new ushort[Rules.BlockElements + Truths.PerWord];

    // What is below an interval is counted between it and the one before.
    private readonly long* _below;
    private readonly long* _inside;
    private readonly Keeper* _keepers;
    private readonly uint* _parts;
    private long _counted;
    private int _untilSifted;
    private int _unsureCount;

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
        _gaps = pass.CountsEach || pass.CountsCells ? null : GapTable<T>.Of(pass);
        _findsOne = sizeof(T) == sizeof(short) && pass.Counts.Length == 1 && pass.Length == 1 && !pass.CountsEach && !pass.CountsNumbers;
        _sifts = _findsOne || _gaps is not null || (pass.KnowsBelow && !pass.CountsCells);
        _unsure = new T[!_sifts ? 0 : (2 * Rules.BlockElements) + Compact.Room];
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
            (int first, int end) = (_pass.First[column], _pass.First[column + 1]);
            bool mayBeSame = first < end && AreSame(elements, Math.Min(count, FirstFew));
            if (!mayBeSame && _sifts && Sift(elements, count, found))
            {
                _numbers[column] += count;
                return;
            }

            if (_pass.CountsNumbers)
            {
                _numbers[column] += KeyClasses.CountNumbers(elements, count, ref _lower[column]);
            }

            if (mayBeSame && AreSame(elements, count))
            {
                TakeSame(first, end, Unsafe.ReadUnaligned<T>(elements), count);
            }
            else if (_pass.CountsKeys)
            {
                CountKeys(elements, count);
            }
            else if (_pass.CountsCells)
            {
                CountCells(elements, count);
            }
            else if (end - first > KeyClasses.Intervals)
            {
                Search(first, end, elements, count, found);
            }
            else if (first < end)
            {
                Classify(first, end, elements, count, found);
            }
        }
    }

    public override void Merge()
    {
        fixed (T* unsure = _unsure)
        fixed (ulong* found = _found)
        {
            ClassifyUnsure(unsure, found, least: 1);
        }

        if (_small is null)
        {
            AddParts();
        }

        for (int column = 0; column < _counts.Length; column++)
        {
            for (int i = _pass.First[column] + 1; _small is null && i < _pass.First[column + 1]; i++)
            {
                _below[i] += _below[i - 1] + _inside[i - 1];
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
            _pass.Below[i] += _pass.KnowsBelow ? 0 : _below[i];
            _pass.Inside[i] += _inside[i];
            Close(i);
        }

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

        for (int i = 0; _pass.CountsCells && i < _pass.Length; i++)
        {
            for (int part = _pass.FirstPart[i]; part < _pass.FirstPart[i + 1]; part++)
            {
                _inside[i] += _parts[part];
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

    // An element that is inside, unless it has become another by now: of a file that somebody writes to.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Take(int at, T element)
    {
        byte shift = _pass.Shifts[at];
        if (shift < AskedInterval.Whole)
        {
            ulong part = unchecked((ulong)OrderKey.Of(element) - (ulong)_pass.Lows[at]) >> shift;
            int start = _pass.FirstPart[at];
            if (part >= (ulong)(_pass.FirstPart[at + 1] - start))
            {
                ThrowChanged();
            }

            _parts[start + (int)part]++;
        }
        else if (shift == AskedInterval.Kept && (_keepers[at].Left > 0 || (_keepers[at].Left == 0 && Open(at))))
        {
            _keepers[at].Left--;
            *_keepers[at].Next++ = element;
        }
    }

    private static void ThrowChanged() => throw RankSelect<T>.Changed();
}
