using System;
using System.Linq;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Partials;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Ordering;

/// <summary>Counts what a plan of quantiles asks, in some rows.</summary>
/// <typeparam name="TStored">The element type.</typeparam>
/// <param name="question">What it asks.</param>
internal sealed class QuantileCounts<TStored>(byte[] question)
    where TStored : unmanaged
{
    /// <summary>Counts.</summary>
    /// <param name="shape">The shape of the elements.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="open">Opens them for some axes.</param>
    /// <exception cref="System.IO.InvalidDataException">The bytes are of no question, or damaged.</exception>
    /// <exception cref="ArgumentException">It is of another array.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many rows.</exception>
    /// <exception cref="NotSupportedException">The elements have no order.</exception>
    public byte[] Run(Shape shape, RowRange rows, Func<int[], ReductionCall> open)
    {
        PartialReader reader = PartialBytes.Open(question, QuantileRounds.QuestionMagic);
        QuantileKey key = QuantileKey.Read(reader);
        long first = reader.ReadInt64();
        key.RequireSame(typeof(TStored), shape.ToArray(), nameof(question));
        if (rows.End > key.Rows)
        {
            throw new ArgumentOutOfRangeException(nameof(rows), rows, $"Axis 0 of shape {shape} has {key.Rows} rows.");
        }

        using ReductionCall call = open([.. Enumerable.Range(0, key.Reduces.Length).Where(axis => key.Reduces[axis])]);
        return Element.AsNumber(new Counting(call, key, first, reader, question, rows));
    }

    private sealed class Counting(ReductionCall call, QuantileKey key, long first, PartialReader reader, byte[] question, RowRange rows)
        : INumberVisitor<TStored, byte[]>
    {
        byte[] INumberVisitor<TStored, byte[]>.Visit<T>()
        {
            if ((Element.KindOf<T>() & ElementKinds.Numbers) == 0)
            {
                throw Element.HasNoArithmetic<TStored>(ElementKinds.Numbers);
            }

            using IntervalPass<T> pass = IntervalPass<T>.ReadIntervals(reader, call.Settings.Threads, OrderingLimits.Default.PassBytes);
            reader.Require(reader.IsAtEnd && first >= 0 && first <= key.Columns - pass.Counts.Length, "the columns");
            long[] strides = new long[key.Reduces.Length];
            Layout.Create(key.Kept, MemMapOrder.C, 0, 1).ScatterStrides(key.Reduces, strides);
            int share = Rules.ResultBytesPerTile / Math.Max(1, Math.Min(Rules.ColumnsPerTile, pass.Counts.Length));
            var plan = new ReductionPlan(call.Elements.Layout, key.Reduces, strides, share, rows);
            if (rows.Count > 0)
            {
                Count(plan, pass);
            }

            var answer = QuantileAnswer.To(question, key.Rows);
            answer.Rows.Cover(rows);
            pass.ForEachCount(answer.Counts.Add);
            return answer.ToBytes();
        }

        private void Count<T>(ReductionPlan plan, IntervalPass<T> pass)
            where T : unmanaged
        {
            var passes = new Passes<T>(plan, call.Elements, call.Settings);
            var cursor = new GroupCursor(plan);
            for (cursor.MoveTo(0); cursor.Group < plan.Groups; cursor.MoveNext())
            {
                int[] places = new int[cursor.Columns];
                for (int column = 0; column < places.Length; column++)
                {
                    long place = cursor.ResultOffset(column) - first;
                    places[column] = place >= 0 && place < pass.Counts.Length ? (int)place : -1;
                }

                if (places.Any(place => place >= 0))
                {
                    passes.VisitGroup(cursor.Group, () => new IntervalVisitor<T>(pass, places), pass.Threads);
                }
            }
        }
    }
}
