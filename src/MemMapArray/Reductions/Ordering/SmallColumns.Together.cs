using System;
using System.Linq;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Ordering;

/// <content>As many columns as vectors have lanes are sorted together; those of small groups as they lie side by side.</content>
internal sealed unsafe partial class SmallColumns<T>
{
    // Where the quantiles of a column are that is all numbers.
    private readonly (long Previous, long Next, double Weight)[] _places = [.. rules.Select(rule => rule.Place(plan.Count))];

    public override bool TakesGroupsTogether => _sorted is not null;

    [MethodImpl(HotPath.Optimized)]
    public override void VisitGroups(T** rows, in ResultBox results)
    {
        int columns = results.Groups * results.Columns, ofGroup = 0;
        long group = results.Offset;
        for (int first = 0; first < columns; first += KeyColumns<T>.Lanes)
        {
            int together = Math.Min(columns - first, KeyColumns<T>.Lanes);
            for (int lane = 0; lane < together; lane++)
            {
                _offsets[lane] = group + (ofGroup * results.ColumnStride);
                if (++ofGroup == results.Columns)
                {
                    (group, ofGroup) = (group + results.GroupStride, 0);
                }
            }

            _sorted!.Set(rows, first, together);
            WriteSorted(0, together);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private void WriteSorted(int first, int columns)
    {
        _sorted!.Sort();
        bool areWhole = true;
        for (int lane = 0; lane < columns; lane++)
        {
            areWhole &= _sorted.Numbers[lane] == _length;
        }

        for (int rule = 0; rule < rules.Length; rule++)
        {
            (long previous, long next, double weight) = _places[rule];
            for (int lane = 0; lane < columns; lane++)
            {
                double result = double.NaN;
                if (areWhole || !HasNone(_length, _sorted.Numbers[lane]))
                {
                    (previous, next, weight) = areWhole ? (previous, next, weight) : rules[rule].Place(_sorted.Numbers[lane]);
                    T low = OrderKey.ToElement<T>(_sorted[lane, previous]);
                    result = rules[rule].Between(low, next == previous ? low : OrderKey.ToElement<T>(_sorted[lane, next]), weight);
                }

                results.Write(_offsets[first + lane], rules[rule].Number, result);
            }
        }
    }
}
