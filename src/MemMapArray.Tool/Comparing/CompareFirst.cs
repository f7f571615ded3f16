using System;
using System.Threading;
using MemMap.Tool.Containers;
using MemMap.Tool.Elements;

namespace MemMap.Tool.Comparing;

/// <summary>Compares two arrays: both element types are found, one after the other.</summary>
internal sealed record CompareFirst(
    ArrayFile First, ArrayFile Second, Tolerance Tolerance, IProgress<double>? Progress, CancellationToken CancellationToken)
    : IElementWork<Difference>
{
    public Difference Run<T>(ElementType<T> type)
        where T : unmanaged => Second.RequiredElement.Run(new CompareSecond<T>(this, type));

    private sealed class CompareSecond<TX>(CompareFirst compare, ElementType<TX> left) : IElementWork<Difference>
        where TX : unmanaged
    {
        public Difference Run<TY>(ElementType<TY> right)
            where TY : unmanaged
        {
            using OpenedArray<TX> x = compare.First.Open<TX>();
            using OpenedArray<TY> y = compare.Second.Open<TY>();
            using var pairs = new BlockPairs<TX, TY>(x, y);
            var elements = new ElementPairs<TX, TY>(left, right, compare.Tolerance);
            while (pairs.Next(out ReadOnlySpan<TX> xs, out ReadOnlySpan<TY> ys, out long place))
            {
                compare.CancellationToken.ThrowIfCancellationRequested();
                elements.Compare(xs, ys, place);
                compare.Progress?.Report((double)place / x.Shape.Length);
            }

            return elements.Difference;
        }
    }
}
