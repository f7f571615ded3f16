using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Series;

/// <content>With vectors.</content>
internal readonly unsafe partial struct CumulativeFill
{
    private const int Lanes = 8;

    private void Go(double* numbers, double* results, long rows, int columns, double* last, long* since)
    {
        int column = 0;
        for (; column <= columns - Lanes; column += Lanes)
        {
            GoEight(numbers + column, results == null ? null : results + column, rows, columns, last + column, since + column);
        }

        GoOneByOne(column, numbers, results, rows, columns, last, since);
    }

    [MethodImpl(HotPath.Optimized)]
    private void GoEight(double* numbers, double* results, long rows, int step, double* last, long* since)
    {
        Vector512<double> value = Vector512.Load(last);
        Vector512<long> missing = Vector512.Load(since), most = Vector512.Create(limit);
        for (long row = 0; row < rows; row++, numbers += step)
        {
            Vector512<double> number = Vector512.Load(numbers), isNumber = Vector512.Equals(number, number);
            value = Vector512.ConditionalSelect(isNumber, number, value);
            missing = Vector512.ConditionalSelect(isNumber.AsInt64(), Vector512<long>.Zero, missing + Vector512<long>.One);
            if (results != null)
            {
                // What is not filled keeps its bits: numbers, and NaN for which there is nothing, or too far behind one.
                Vector512<double> isKept = isNumber | Vector512.GreaterThan(missing, most).AsDouble() | ~Vector512.Equals(value, value);
                Vector512.ConditionalSelect(isKept, number, value).Store(results);
                results += step;
            }
        }

        value.Store(last);
        missing.Store(since);
    }
}
