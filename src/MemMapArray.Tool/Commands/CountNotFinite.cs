using System;
using System.Threading;
using MemMap.Tool.Containers;
using MemMap.Tool.Elements;
using MemMap.Tool.Output;

namespace MemMap.Tool.Commands;

/// <summary>Counts NaN and infinities.</summary>
internal sealed class CountNotFinite(
    ArrayFile file, IProgress<double>? progress, CancellationToken cancellationToken) : IElementWork<(long NaN, long Infinite)>
{
    public (long NaN, long Infinite) Run<T>(ElementType<T> type)
        where T : unmanaged
    {
        using OpenedArray<T> array = file.Open<T>();
        ReductionOptions options = new()
        {
            CancellationToken = cancellationToken,
            Progress = Relay<ReductionProgress>.To(progress, static done => done.Fraction),
        };
        if (!type.IsFloatingPoint)
        {
            return (0, 0);
        }

        if (type.IsComplex)
        {
            return array.Elements.Reduce(new InComplex<T>(type), options);
        }

        // Neither of them is 0. A second pass, which tells one from the other, is made only where there are any.
        long notFinite = array.Elements.Where(Predicate.Not(Predicate.IsFinite<T>())).CountNonZero(options);
        long nan = notFinite == 0 ? 0 : array.Elements.Where(Predicate.IsNaN<T>()).CountNonZero(options);
        return (nan, notFinite - nan);
    }

    // Predicates are tests of numbers that have an order.
    private sealed class InComplex<T>(ElementType<T> type) : IReducer<T, (long NaN, long Infinite)>
        where T : unmanaged
    {
        public (long NaN, long Infinite) Empty => (0, 0);

        public void Accumulate(ref (long NaN, long Infinite) state, ReadOnlySpan<T> elements)
        {
            foreach (T element in elements)
            {
                System.Numerics.Complex number = type.ToComplex(element);
                bool isNaN = double.IsNaN(number.Real) || double.IsNaN(number.Imaginary);
                state.NaN += isNaN ? 1 : 0;
                state.Infinite += !isNaN && !System.Numerics.Complex.IsFinite(number) ? 1 : 0;
            }
        }

        public void Merge(ref (long NaN, long Infinite) state, in (long NaN, long Infinite) following)
        {
            state.NaN += following.NaN;
            state.Infinite += following.Infinite;
        }
    }
}
