using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.Reductions.Engine;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Ordering;

/// <summary>One thread's way to the quantiles of columns that it can hold, group by group.</summary>
/// <param name="plan">The way through the elements.</param>
/// <param name="rules">The quantiles.</param>
/// <param name="skipNaN">NaN is left out.</param>
/// <param name="results">Take the quantiles.</param>
internal sealed unsafe partial class SmallColumns<T>(ReductionPlan plan, QuantileRule[] rules, bool skipNaN, QuantileResults results)
    : ElementVisitor<T>
    where T : unmanaged
{
    // So many are sorted; of more, the ranks are found one by one.
    private const int MostSorted = 1024;

    private readonly int _length = (int)plan.Count;

    // Where the contiguous axis is reduced, groups of one column wait until there are as many as are sorted together.
    private readonly int _room = plan.ContiguousAxisIsReduced && plan.Count <= MostSorted ? KeyColumns<T>.Lanes : plan.Columns;
    private readonly int[] _counts = new int[Math.Max(plan.Columns, KeyColumns<T>.Lanes)];
    private readonly long[] _offsets = new long[Math.Max(plan.Columns, KeyColumns<T>.Lanes)];
    private readonly KeyColumns<T>? _sorted =
        plan.Count <= MostSorted && SortLanes.IsSupported && !ShortColumn<T>.IsFor(plan.Count, rules.Length) ? new((int)plan.Count) : null;
    private readonly ShortColumn<T>? _short = ShortColumn<T>.IsFor(plan.Count, rules.Length) ? new() : null;
    private readonly long[] _keys = new long[Math.Min(plan.Count, MostSorted)];
    private readonly RankSelect<T> _select = new();
    private T* _columns = (T*)Marshal.AllocHGlobal((nint)Bytes(plan));

    private int _waiting;

    /// <summary>How much memory the columns take that are held at a time.</summary>
    public static long Bytes(ReductionPlan plan) =>
        plan.Count * Math.Max(plan.Columns, plan.Count <= MostSorted ? KeyColumns<T>.Lanes : 1) * sizeof(T);

    public override void Visit(int column, T* elements, int count, long position, ulong* truths)
    {
        column += _waiting;
        T* to = _columns + ((long)column * _length) + _counts[column];
        Buffer.MemoryCopy(elements, to, (long)count * sizeof(T), (long)count * sizeof(T));
        _counts[column] += count;
    }

    public override void EndGroup(in GroupCursor group)
    {
        for (int column = 0; column < group.Columns; column++)
        {
            _offsets[_waiting++] = group.ResultOffset(column);
        }

        // The next group may have more columns than this one.
        if (_waiting + plan.Columns > _room)
        {
            Finish();
        }
    }

    public override void EndUnit() => Finish();

    private void Finish()
    {
        int together = KeyColumns<T>.Lanes, first = 0;
        for (; _sorted is not null && first < _waiting; first += together)
        {
            together = Math.Min(_waiting - first, KeyColumns<T>.Lanes);
            if (!AreWhole(first, together))
            {
                FinishOneByOne(first, first + together);
            }
            else
            {
                FinishTogether(first, together);
            }
        }

        FinishOneByOne(first, _waiting);
        _waiting = 0;
    }

    private bool AreWhole(int first, int columns)
    {
        for (int column = first; column < first + columns; column++)
        {
            if (_counts[column] != _length)
            {
                return false;
            }
        }

        return true;
    }

    private void FinishTogether(int first, int columns)
    {
        for (int lane = 0; lane < columns; lane++)
        {
            _sorted!.Set(lane, _columns + ((long)(first + lane) * _length));
        }

        for (int lane = 0; lane < columns; lane++)
        {
            _counts[first + lane] = 0;
        }

        WriteSorted(first, columns);
    }

    private void FinishOneByOne(int first, int end)
    {
        for (int column = first; column < end; column++)
        {
            long offset = _offsets[column];
            int count = _counts[column];
            _counts[column] = 0;
            T* elements = _columns + ((long)column * _length);
            if (_short is not null && count > 0)
            {
                SelectShort(elements, count, offset);
            }
            else if (count <= MostSorted)
            {
                Sort(elements, count, offset);
            }
            else
            {
                Select(elements, count, offset);
            }
        }
    }

    public override void Merge()
    {
        Marshal.FreeHGlobal((nint)_columns);
        _columns = null;
        _sorted?.Dispose();
    }

    [MethodImpl(HotPath.Optimized)]
    private void Sort(T* elements, int count, long offset)
    {
        (long least, long largest) = (OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>());
        int numbers = 0;
        for (int i = 0; i < count; i++)
        {
            long key = OrderKey.Of(elements[i]);
            if (key >= least && key <= largest)
            {
                _keys[numbers++] = key;
            }
        }

        bool hasNone = HasNone(count, numbers);
        if (!hasNone)
        {
            Array.Sort(_keys, 0, numbers);
        }

        for (int rule = 0; rule < rules.Length; rule++)
        {
            double result = double.NaN;
            if (!hasNone)
            {
                (long previous, long next, double weight) = rules[rule].Place(numbers);
                result = rules[rule].Between(
                    OrderKey.ToElement<T>(_keys[previous]), OrderKey.ToElement<T>(_keys[next]), weight);
            }

            results.Write(offset, rules[rule].Number, result);
        }
    }

    private void SelectShort(T* elements, int count, long offset)
    {
        int numbers = _short!.Take(elements, count);
        bool hasNone = HasNone(count, numbers);
        for (int rule = 0; rule < rules.Length; rule++)
        {
            double result = double.NaN;
            if (!hasNone)
            {
                (long previous, long next, double weight) = rules[rule].Place(numbers);
                T low = _short.ElementAt(previous);
                result = rules[rule].Between(low, next == previous ? low : _short.ElementAt(next), weight);
            }

            results.Write(offset, rules[rule].Number, result);
        }
    }

    private void Select(T* elements, int count, long offset)
    {
        (long least, long largest) = (long.MaxValue, long.MinValue);
        int numbers = 0;
        for (int i = 0; i < count; i++)
        {
            long key = OrderKey.Of(elements[i]);
            if (key >= OrderKey.LeastNumber<T>() && key <= OrderKey.LargestNumber<T>())
            {
                (least, largest) = (Math.Min(least, key), Math.Max(largest, key));
                numbers++;
            }
        }

        bool hasNone = HasNone(count, numbers);
        _select.Start([new(elements, count)], least, largest);
        for (int rule = 0; rule < rules.Length; rule++)
        {
            double result = double.NaN;
            if (!hasNone)
            {
                (long previous, long next, double weight) = rules[rule].Place(numbers);
                T low = OrderKey.ToElement<T>(_select.KeyAt(previous)), high = OrderKey.ToElement<T>(_select.KeyAt(next));
                result = rules[rule].Between(low, high, weight);
            }

            results.Write(offset, rules[rule].Number, result);
        }
    }

    private bool HasNone(int count, int numbers) => numbers == 0 || (!skipNaN && numbers < count);
}
