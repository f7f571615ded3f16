using System;
using MemMap.Transforming;

namespace MemMap.Series;

/// <summary>Medians of all windows of a length, a step apart: numbers go into an ordered list, and out of it.</summary>
internal sealed unsafe class RollingMedianWork<TTarget>(SeriesCall<TTarget> call, SeriesPlan plan, RollingWindows windows)
    : SeriesWork<double, double, TTarget>(call, plan)
    where TTarget : unmanaged
{
    protected override string What => "The median of the window that ends";

    protected override long Make(long unit, in SeriesBox box, BoxReader<double> reader, SeriesResults<double, TTarget> target)
    {
        double* results = target.Room(box.Elements);
        int columns = box.Columns;
        long before = Math.Min(box.FirstRow, windows.Length - 1), rows = before + box.Rows;
        double* numbers = reader.Read(
            box.SourceOffset - (before * Plan.SourceStrides[Plan.SeriesAxis]), box.LengthsWith(Plan.SeriesAxis, rows));
        var window = new SortedWindow();
        for (long line = 0; line < box.Lines; line++)
        {
            for (int column = 0; column < columns; column++)
            {
                MakeSeries(window, before, rows, columns, numbers + (line * rows * columns) + column, results + (line * box.Rows * columns) + column);
            }
        }

        return target.Put(0, results, box.Elements);
    }

    private void MakeSeries(SortedWindow window, long before, long rows, int step, double* numbers, double* results)
    {
        window.Clear();
        long nans = 0, length = windows.Length;
        for (long row = 0; row < rows; row++)
        {
            Count(numbers[row * step], 1);
            if (row >= length)
            {
                Count(numbers[(row - length) * step], -1);
            }

            if (row >= before)
            {
                long count = windows.SkipNaN ? window.Count : window.Count + nans;
                bool hasResult = count >= windows.MinCount && window.Count > 0 && (nans == 0 || windows.SkipNaN);

                // Zeros of both signs are in no order among each other: a median is never -0.
                results[(row - before) * step] = hasResult ? window.Median() + 0.0 : double.NaN;
            }
        }

        void Count(double number, int change)
        {
            if (double.IsNaN(number))
            {
                nans += change;
            }
            else if (change > 0)
            {
                window.Add(number);
            }
            else
            {
                window.Remove(number);
            }
        }
    }
}
